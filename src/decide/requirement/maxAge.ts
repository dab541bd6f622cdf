import { printDuration } from '../../model/index.js'
import { part } from './part.js'

/**
 * How fresh every counted proof is. It is counted from when the person acted, not from when it was
 * shown. Milliseconds once compiled.
 */
export const maxAge = part({
  word: 'maxAge',
  form: 'duration',
  description: 'How old a proof may be at most.',
  shortfall: 'max_age',
  reason: 'proof_too_old',
  isOfAge: true,
  // Fresh until, not including, the moment it is so old.
  filter: (value, at) => ({ since: at - value + 1 }),
  age: (value) => value,
  // Nothing is fresher than now.
  isImpossible: (value) => value === 0,
  isAtLeast: (value = Number.POSITIVE_INFINITY, other = Number.POSITIVE_INFINITY) => value <= other,
  say: (value) => `proof within ${printDuration(value)}`,
})
