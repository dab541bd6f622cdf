import { REDACTION_ACTIONS, type RedactionAction } from '../model/index.js'

/**
 * Tells whether an action is one that this version knows. Rules come over a wire from other
 * versions: what is not known is read as `drop` by whoever asks.
 */
export const isAction = (action: unknown): action is RedactionAction =>
  REDACTION_ACTIONS.some((known) => known === action)

/**
 * Gives the stricter of two actions, by their order in `REDACTION_ACTIONS`, from `drop` to `keep`.
 * One that is not known is a `drop`, so that no mistake in a rule shows more than its neighbour
 * does.
 */
export function stricter(a: RedactionAction, b: RedactionAction): RedactionAction {
  const first = REDACTION_ACTIONS.indexOf(a)
  const second = REDACTION_ACTIONS.indexOf(b)
  if (first < 0 || second < 0) return 'drop'
  return first < second ? a : b
}
