import { bic } from '../identifiers/index.js'
import type { CandidateSearch, TextCandidate } from './attempt.js'
import { toPlaced } from './placed.js'

// As certain as beside its word.
const CERTAINTY = 65
const CODE = '([A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?)'
const BEHIND = new RegExp(`^([ \\t]{0,2}[,;:/|(-]?[ \\t\\n]{0,2})${CODE}(?![A-Za-z0-9])`)
// The word for the account may stand between the two.
const BEFORE = new RegExp(
  `(?<![A-Za-z0-9])${CODE}([ \\t]{0,2}[,;:/|)-]?[ \\t\\n]{0,2}(?:(?:and )?(?:iban|IBAN)(?: is)?[ :]{1,2})?[("]?)$`,
)
const LONGEST = 32

/** Gives the codes that stand right behind an account and right before it, and where each begins. */
function besideOf(
  text: string,
  { start, end, value }: TextCandidate,
): readonly (readonly [start: number, code: string])[] {
  const country = value.slice(0, 2)
  const [, marks = '', behind = '', isBehind] = BEHIND.exec(text.slice(end, end + LONGEST)) ?? []
  const before = BEFORE.exec(text.slice(Math.max(0, start - LONGEST), start))
  const [, code = '', isBefore, between = ''] = before ?? []
  return [
    ...(isBehind === country ? [[end + marks.length, behind] as const] : []),
    ...(isBefore === country ? [[start - between.length - code.length, code] as const] : []),
  ]
}

/**
 * Finds the code of a bank that people type beside an account number without a word for it. Both
 * name the country of the bank (ISO 9362, ISO 13616), so that a word that is shouted beside an
 * account is no code: `DE89 3704 0044 0532 0130 00 COBADEFFXXX`, but not `DE89 3704 0044 0532 0130
 * 00 THANKYOU`. Accounts are to be found before it is asked.
 */
export function findBicBesideIban({ text, found, isWanted }: CandidateSearch): void {
  if (!isWanted(bic.type)) return
  const count = found.length
  for (let i = 0; i < count; i += 1) {
    const account = found[i]
    if (account?.identifier.type !== 'iban') continue
    for (const [start, code] of besideOf(text, account))
      found.push(toPlaced(text, { start, end: start + code.length, identifier: bic }, CERTAINTY))
  }
}
