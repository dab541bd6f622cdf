import { isFlagAtLeast, part } from './part.js'

/**
 * The intent names an amount and a payee, and the proof names the same (PSD2 Art 97(2)). A push
 * that showed another payee is a proof of another payment.
 */
export const linked = part({
  word: 'linked',
  form: 'flag',
  description: 'The proof shows the amount and the payee.',
  shortfall: 'amount',
  reason: 'amount_or_payee_not_proved',
  asksForProof: () => true,
  // The proof has to be given for this very action, whatever it names (Regulation (EU) 2018/389 Art 5).
  isBound: true,
  // Without both of them named nothing can be compared, and so nothing is met.
  states: (_, logic) => logic.payment(),
  isAtLeast: isFlagAtLeast,
  say: () => 'proof shows amount and payee',
})
