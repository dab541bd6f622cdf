import { sayMoment } from '../../model/index.js'
import { part } from './part.js'

/** In force from this moment on. */
export const from = part({
  word: 'from',
  form: 'date',
  description:
    'The rule applies from this moment on: a time with an offset, or a day in the `zone`.',
  shortfall: 'not_yet_in_force',
  reason: 'not_yet_in_force',
  // The moment itself is in force already.
  states: (value, logic) => logic.from(value),
  // Beginning later asks more; without a beginning it was always in force.
  isAtLeast: (value, other) => other === undefined || (value !== undefined && value >= other),
  say: (value) => `from ${sayMoment(value)}`,
})
