import { levelOf } from '../../model/index.js'
import { atom } from './atom.js'

/** Read trust is below. Readers that are not known count as nobody sure, so it holds for them. */
export const readBelow = atom({
  word: 'read_below',
  form: 'level',
  description: 'Read trust is lower than this level.',
  isOpposable: true,
  states: (value, logic) => logic.not(logic.read(value)),
  allows: (value, { read }) => read < value,
  covers: (wide, narrow) => narrow <= wide,
  say: (value) => [[`readers below ${levelOf(value)}`]],
})
