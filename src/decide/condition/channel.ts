import { atom, isWithin } from './atom.js'

/**
 * It came by one of these channels. A scheme of the policy's own is a channel by its own name, and
 * by `custom`.
 */
export const channel = atom({
  word: 'channel',
  form: 'words',
  isOfRequest: true,
  isOpposable: true,
  description: 'The message came on one of these channels.',
  named: { of: 'channels', issue: 'unknown_channel' },
  states: (value, logic) => logic.any(...value.map((word) => logic.channel(word))),
  covers: isWithin,
  say: (value) => [['on ', { words: value }]],
})
