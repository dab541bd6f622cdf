import { atom, isWithin } from './atom.js'

/**
 * Any of these classes or actions is asked for. By the names of the policy's own classes and
 * actions, as the business passes them; never by what was written.
 */
export const intent = atom({
  word: 'intent',
  form: 'words',
  isOfRequest: true,
  description: 'At least one of these classes or actions is asked for.',
  named: { of: 'topics', issue: 'unknown_class_or_action' },
  states: (value, logic) => logic.any(...value.map((topic) => logic.topic(topic))),
  covers: isWithin,
  say: (value) => [['asking for ', { words: value }]],
})
