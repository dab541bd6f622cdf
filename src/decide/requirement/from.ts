import { sayMoment } from '../../model/index.js'
import { part } from './part.js'

/** In force from this moment on. */
export const from = part({
  word: 'from',
  form: 'date',
  description: 'In force from this moment on: a time with its offset, or a day of the `zone`.',
  shortfall: 'not_yet_in_force',
  reason: 'not_yet_in_force',
  asksForProof: () => false,
  states: (value, logic) => logic.from(value),
  isAtLeast: (value, other) => other === undefined || (value !== undefined && value >= other),
  isWithinReach: () => true,
  say: (value) => `from ${sayMoment(value)}`,
})
