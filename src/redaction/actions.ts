import { REDACTION_ACTIONS, type RedactionAction } from '../model/index.js'

/** Tells whether an action is one that is known. */
export const isAction = (action: unknown): action is RedactionAction =>
  REDACTION_ACTIONS.some((known) => known === action)

/** Gives the stricter of two actions; one not known is a drop. */
export function stricter(a: RedactionAction, b: RedactionAction): RedactionAction {
  const first = REDACTION_ACTIONS.indexOf(a)
  const second = REDACTION_ACTIONS.indexOf(b)
  if (first < 0 || second < 0) return 'drop'
  return first < second ? a : b
}
