import { sayMoment } from '../../model/index.js'
import { atom } from './atom.js'

/**
 * It is before this moment. A time that nobody knows is not. So a rule with both `from` and `until`
 * is in force at no unknown time.
 */
export const until = atom({
  word: 'until',
  form: 'date',
  isOfRequest: true,
  isOpposable: true,
  description: 'Holds before this moment: a time with an offset, or a day in the `zone`.',
  states: (value, logic) => logic.until(value),
  covers: (wide, narrow) => narrow <= wide,
  say: (value) => [['until ', { words: [sayMoment(value)] }]],
})
