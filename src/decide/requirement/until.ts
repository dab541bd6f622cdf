import { sayMoment } from '../../model/index.js'
import { part } from './part.js'

/** In force before this moment, and no longer at it. */
export const until = part({
  word: 'until',
  form: 'date',
  description:
    'The rule applies before this moment: a time with an offset, or a day in the `zone`.',
  shortfall: 'no_longer_in_force',
  reason: 'no_longer_in_force',
  // The moment itself is no longer in force, so that one rule can end where the next begins.
  states: (value, logic) => logic.until(value),
  // Ending sooner asks more; without an end it is in force for good.
  isAtLeast: (value, other) => other === undefined || (value !== undefined && value <= other),
  say: (value) => `until ${sayMoment(value)}`,
})
