import { atom, isWithin } from './atom.js'

/**
 * Whether one record was found for the person, none, several, or some that contradict each other. A
 * route by it sends what nobody can resolve to people who can.
 */
export const resolution = atom({
  word: 'resolution',
  form: 'resolutions',
  description: 'How many records were found: one, none, several, or records that contradict.',
  isOpposable: true,
  states: (value, logic) => logic.any(...value.map((word) => logic.resolution(word))),
  allows: (value, reach) => value.includes(reach.resolution),
  covers: isWithin,
  say: (value) => [['record: ', { words: value }]],
})
