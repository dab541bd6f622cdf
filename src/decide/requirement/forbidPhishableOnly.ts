import { part } from './part.js'

/**
 * Not on proofs alone that a tricked person can relay. One that resists, such as a passkey, has to
 * be among them.
 */
export const forbidPhishableOnly = part({
  word: 'forbid_phishable_only',
  form: 'flag',
  description: 'Not on proofs alone that a tricked person can relay.',
  shortfall: 'phishable',
  reason: 'phishable_only',
  asksForProof: () => true,
  // One that cannot be relayed is enough beside others that can (63B-4 §3.2.5).
  filter: () => ({ among: [(counted) => counted.some(({ phishable }) => !phishable)] }),
  // Proofs differ here in nothing else.
  tells: (_, { phishable }) => !phishable,
  isAtLeast: (value, other) => value === true || other !== true,
  isWithinReach: (_, offered) => offered.some(({ phishable }) => !phishable),
  say: () => 'one proof nobody can be tricked out of',
})
