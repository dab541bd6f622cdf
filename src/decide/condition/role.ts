import { atom, isWithin } from './atom.js'

/**
 * Whoever of the staff would see it has one of these roles. It cannot be turned round: nobody is given more for a role
 * that they do not have.
 */
export const role = atom({
  word: 'role',
  form: 'words',
  isOfRequest: true,
  description: 'The agent who would see the answer has one of these roles.',
  named: { of: 'roles', issue: 'unknown_role' },
  states: (value, logic) => logic.any(...value.map((word) => logic.role(word))),
  covers: isWithin,
  say: (value) => [['seen by ', { words: value }]],
})
