import type { Issue } from '../model/index.js'

/**
 * Refuses one question that has more to tell apart than is looked at: `form` says of what, and what to do about it.
 *
 * The code is a promise; the words change with the policy.
 */
export const tooManyStates = (widest: string): Issue => ({
  code: 'too_many_states',
  path: '',
  form: widest,
})
