import { isListAtLeast, part, sayWords } from './part.js'

/**
 * Whoever of the staff would see it has one of these roles. Who is not known has none, so that a bot, a flow or a task
 * that waits in its queue is given no more than the least of the staff.
 */
export const roles = part({
  word: 'roles',
  form: 'words',
  description: 'Only agents with one of these roles see it or do it.',
  named: { of: 'roles', issue: 'unknown_role' },
  shortfall: 'role',
  reason: 'role_not_allowed',
  states: (value, logic) => logic.any(...value.map((word) => logic.role(word))),
  isAtLeast: isListAtLeast,
  say: (value) => `seen by ${sayWords(value)}`,
})
