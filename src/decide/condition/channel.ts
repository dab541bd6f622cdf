import { atom, isWithin } from './atom.js'

/** It came by one of these channels. */
export const channel = atom({
  word: 'channel',
  form: 'words',
  isOfRequest: true,
  isOpposable: true,
  description: 'It came by one of these channels.',
  named: { of: 'channels', issue: 'unknown_channel' },
  states: (value, logic) => logic.any(...value.map((word) => logic.channel(word))),
  covers: isWithin,
  say: (value) => [['on ', { words: value }]],
})
