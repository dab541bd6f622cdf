import { isFlagAtLeast, part } from './part.js'

/**
 * Proofs that a tricked person can pass on are not enough. One that resists, such as a passkey, has to
 * be among them.
 */
export const forbidPhishableOnly = part({
  word: 'forbid_phishable_only',
  form: 'flag',
  description: 'At least one proof cannot be phished.',
  shortfall: 'phishable',
  reason: 'phishable_only',
  asksForProof: () => true,
  // One that cannot be relayed is enough beside others that can (63B-4 §3.2.5).
  filter: () => ({ among: [(counted) => counted.some(({ phishable }) => !phishable)] }),
  // Proofs differ here in nothing else.
  tells: (_, { phishable }) => !phishable,
  isAtLeast: isFlagAtLeast,
  isWithinReach: (_, offered) => offered.some(({ phishable }) => !phishable),
  say: () => 'one proof that cannot be phished',
})
