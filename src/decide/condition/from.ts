import { sayMoment } from '../../model/index.js'
import { atom } from './atom.js'

/**
 * It is this moment, or later. A time that nobody knows is not. It ends where `until` of the same
 * moment begins, so that the two leave no gap.
 */
export const from = atom({
  word: 'from',
  form: 'date',
  isOfRequest: true,
  isOpposable: true,
  description: 'Holds from this moment on: a time with an offset, or a day in the `zone`.',
  states: (value, logic) => logic.from(value),
  covers: (wide, narrow) => narrow >= wide,
  say: (value) => [['from ', { words: [sayMoment(value)] }]],
})
