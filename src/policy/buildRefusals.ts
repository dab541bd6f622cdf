import type { CompiledPolicy } from '../decide/index.js'
import type { PolicyDocument } from './document.js'
import { packsOf } from './ownPacks/readPack.js'

/** The rule that is named where the policy itself refuses an input, and no pack does. */
export const OWN_REFUSAL = 'policy.refuses'

/**
 * Lists the kinds of evidence that are refused, each with the rule that refuses it: the document's
 * own, or a pack's. A kind that several refuse stands there several times, so that each of them is
 * named as a reason.
 */
export function buildRefusals(
  document: Pick<PolicyDocument, 'refuses' | 'packs'>,
): CompiledPolicy['refuses'] {
  const own = [...new Set(document.refuses)].map((kind) => ({ kind, rule: OWN_REFUSAL }))
  const fromPacks = packsOf(document)
    .flatMap((pack) => pack.refuses)
    .map(({ kind, id }) => ({ kind, rule: id }))
  return [...own, ...fromPacks].sort((a, b) =>
    `${a.kind} ${a.rule}` < `${b.kind} ${b.rule}` ? -1 : 1,
  )
}
