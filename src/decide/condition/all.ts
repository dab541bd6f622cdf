import { atom } from './atom.js'
import { isTold, sayEach } from './nested.js'

/**
 * Every one of these conditions holds. It stands for a conjunction within `any` or `not`: atoms
 * side by side are one already.
 */
export const all = atom({
  word: 'all',
  form: 'conditions',
  isOfRequest: true,
  isOpposable: true,
  description: 'All of these conditions hold.',
  states: (value, logic) => logic.all(...value.map((when) => logic.condition(when))),
  covers: isTold,
  say: (value, sayWhole) => sayEach(value, ' and ', sayWhole),
})
