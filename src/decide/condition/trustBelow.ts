import { levelOf } from '../../model/index.js'
import { atom } from './atom.js'

/**
 * Write trust is below. It sends somebody elsewhere, and opens nothing: no rule can ask for less
 * trust.
 */
export const trustBelow = atom({
  word: 'trust_below',
  form: 'level',
  description: 'Write trust is lower than this level.',
  isOpposable: true,
  states: (value, logic) => logic.not(logic.write(value)),
  allows: (value, { write }) => write < value,
  covers: (wide, narrow) => narrow <= wide,
  say: (value) => [[`below ${levelOf(value)}`]],
})
