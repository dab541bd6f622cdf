import { levelOf } from '../../model/index.js'
import { atom } from './atom.js'

/**
 * Read trust is at least so high. As sure as one is of the least sure of all who would see the
 * answer.
 */
export const read = atom({
  word: 'read',
  form: 'threshold',
  description: 'Read trust is this level or higher.',
  isOpposable: true,
  states: (value, logic) => logic.read(value),
  allows: (value, reach) => reach.read >= value,
  covers: (wide, narrow) => narrow >= wide,
  say: (value) => [[`readers ${levelOf(value)} or more`]],
})
