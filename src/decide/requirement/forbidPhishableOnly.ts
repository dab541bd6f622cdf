import { part } from './part.js'

/** Not on proofs alone that a tricked person can relay. */
export const forbidPhishableOnly = part({
  word: 'forbid_phishable_only',
  form: 'flag',
  description: 'Not on proofs alone that a tricked person can relay.',
  shortfall: 'phishable',
  reason: 'phishable_only',
  asksForProof: () => true,
  filter: () => ({ among: [(counted) => counted.some(({ phishable }) => !phishable)] }),
  tells: (_, { phishable }) => !phishable,
  isAtLeast: (value, other) => value === true || other !== true,
  isWithinReach: (_, offered) => offered.some(({ phishable }) => !phishable),
  say: () => 'one proof nobody can be tricked out of',
})
