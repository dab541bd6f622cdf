import { levelOf } from '../../model/index.js'
import { atom } from './atom.js'

/** Write trust is at least so high. By the whole of their proof, whatever it was given for. */
export const trust = atom({
  word: 'trust',
  form: 'threshold',
  description: 'Write trust is this level or higher.',
  isOpposable: true,
  states: (value, logic) => logic.write(value),
  allows: (value, { write }) => write >= value,
  covers: (wide, narrow) => narrow >= wide,
  say: (value) => [[`${levelOf(value)} or more`]],
})
