import { CHANNEL_NAMES } from '../vocabulary.js'
import { atom, isWithin } from './atom.js'

/** It came by one of these channels. */
export const channel = atom({
  word: 'channel',
  form: 'words',
  description: 'It came by one of these channels.',
  examples: CHANNEL_NAMES,
  named: { of: 'channels', code: 'unknown_channel' },
  states: (value, logic) => logic.any(...value.map((word) => logic.channel(word))),
  covers: isWithin,
  say: (value) => [['on ', { words: value }]],
})
