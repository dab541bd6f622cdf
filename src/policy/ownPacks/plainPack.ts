import type { RequirementWord } from '../requirementDocument.js'
import type { PackDocument } from './packDocument.js'

/**
 * Writes a pack of the business's own without `unless` and `not`: what it asks is written like what
 * a policy asks, so it is made plain by the same hand (`plain`). Redaction, refusals and risk have
 * no conditions.
 */
export function plainPack(
  pack: PackDocument,
  plain: (word: RequirementWord) => RequirementWord,
): PackDocument {
  /** A rule that never gives anything has no condition to write. */
  const required = <Rule extends { readonly requires: RequirementWord | 'never' }>(
    rules: Readonly<Record<string, Rule>> = {},
  ) =>
    Object.fromEntries(
      Object.entries(rules).map(([name, rule]) => [
        name,
        { ...rule, requires: rule.requires === 'never' ? rule.requires : plain(rule.requires) },
      ]),
    )
  return {
    ...pack,
    classes: required(pack.classes),
    actions: required(pack.actions),
    delivery: Object.fromEntries(
      Object.entries(pack.delivery ?? {}).map(([name, rule]) => [
        name,
        { ...rule, requires: plain(rule.requires) },
      ]),
    ),
  }
}
