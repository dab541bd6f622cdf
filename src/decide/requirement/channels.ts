import { isListAtLeast, part, sayWords } from './part.js'

/** It came by one of these channels. One that is not known is none of them. */
export const channels = part({
  word: 'channels',
  form: 'words',
  description: 'Given only on these channels.',
  named: { of: 'channels', issue: 'unknown_channel' },
  shortfall: 'channel',
  reason: 'channel_not_allowed',
  states: (value, logic) => logic.any(...value.map((word) => logic.channel(word))),
  // Fewer channels ask more.
  isAtLeast: isListAtLeast,
  say: (value) => `on ${sayWords(value)}`,
})
