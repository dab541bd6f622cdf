import { type BreakGlassRule, breakGlassSettings, type CompiledPolicy } from '../decide/index.js'
import type { BreakGlassDocument } from './document.js'
import { readSettings } from './documentForms.js'

/**
 * Builds how the glass may be broken: how an agent, with a reason and a second person, sees for a
 * time what is withheld from them. Absent where the document does not say, so that a policy without
 * it keeps its digest.
 */
export function buildBreakGlass(
  document: BreakGlassDocument | undefined,
): Pick<CompiledPolicy, 'breakGlass'> {
  const rule = document === undefined ? {} : readSettings(breakGlassSettings, document)
  return isWhole(rule) ? { breakGlass: rule } : {}
}

/**
 * A document that was checked says all that is needed. Without one of the parts nothing can
 * be opened, so a rule that lacks one is left out whole.
 */
const isWhole = (rule: Partial<BreakGlassRule>): rule is BreakGlassRule =>
  Object.entries(breakGlassSettings).every(
    ([name, { isNeeded }]) => !isNeeded || Object.hasOwn(rule, name),
  )
