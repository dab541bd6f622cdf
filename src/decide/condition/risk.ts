import { atom, isWithin } from './atom.js'

/**
 * Any of these risks is bad now. By its reason code, such as `sim_swap`. A risk that could not be
 * looked for is not bad, and has a cap of its own.
 */
export const risk = atom({
  word: 'risk',
  form: 'words',
  description: 'At least one of these risks is present.',
  named: { of: 'risks', issue: 'unknown_risk' },
  states: (value, logic) => logic.any(...value.map((name) => logic.risk(name))),
  covers: isWithin,
  say: (value) => [['risk: ', { words: value.map((name) => name.replaceAll('_', ' ')) }]],
})
