import { atom } from './atom.js'
import { isTold, sayEach } from './nested.js'

/** One condition at least of these holds. An empty list would hold never, and does not compile. */
export const any = atom({
  word: 'any',
  form: 'conditions',
  isOfRequest: true,
  isOpposable: true,
  description: 'At least one of these conditions holds.',
  states: (value, logic) => logic.any(...value.map((when) => logic.condition(when))),
  covers: isTold,
  say: (value, sayWhole) => sayEach(value, ' or ', sayWhole),
})
