import { atom, isWithin } from './atom.js'

/** Any of these risks is bad now. */
export const risk = atom({
  word: 'risk',
  form: 'words',
  description: 'Any of these risks is bad now.',
  named: { of: 'risks', issue: 'unknown_risk' },
  states: (value, logic) => logic.any(...value.map((name) => logic.risk(name))),
  covers: isWithin,
  say: (value) => [['risk: ', { words: value.map((name) => name.replaceAll('_', ' ')) }]],
})
