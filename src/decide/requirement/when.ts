import { isConditionAtLeast } from './isConditionAtLeast.js'
import { part } from './part.js'

/**
 * Every atom of a condition holds. What is not known does not hold, and neither does its opposite.
 * For example a balance only while the business says `account_status: open`.
 */
export const when = part({
  word: 'when',
  form: 'request',
  description: 'Given only while this condition holds. A fact that is not known does not hold.',
  shortfall: 'condition',
  reason: 'condition_not_met',
  states: (value, logic) => logic.condition(value),
  isAtLeast: isConditionAtLeast,
  say: (value, sayWhole) => `only when ${sayWhole(value)}`,
})
