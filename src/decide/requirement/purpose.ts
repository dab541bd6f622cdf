import { part } from './part.js'

/**
 * The proof was gathered for this very class or action, and for the amount and payee where the
 * intent names them. A code that was asked for to change an address opens no payment.
 */
export const purpose = part({
  word: 'purpose',
  form: 'flag',
  description: 'The proof was given for this class or action.',
  shortfall: 'purpose',
  reason: 'purpose_not_proved',
  asksForProof: () => true,
  isBound: true,
  // What binds a proof is compared as a whole: a linked proof is given for its action as well.
  isAtLeast: () => true,
  say: () => 'proof given for this',
})
