import { bic, identifiers } from '../identifiers/index.js'
import type { CandidateSearch } from './attempt.js'
import { FAR } from './contextWords.js'

const ORDER = identifiers.indexOf(bic)
// As certain as beside its word.
const CERTAINTY = 65
const FORM =
  /^([ \t]{0,2}[,;:/|(-]?[ \t\n]{0,2})([A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![A-Za-z0-9])/
const LONGEST = 20

/**
 * Finds the code of a bank that people type after an account number without a word for it. Both
 * name the country of the bank (ISO 9362, ISO 13616), so that a word that is shouted after an
 * account is no code: `DE89 3704 0044 0532 0130 00 COBADEFFXXX`, but not `DE89 3704 0044 0532 0130
 * 00 THANKYOU`. Accounts are to be found before it is asked.
 */
export function findBicAfterIban({ text, found, isWanted }: CandidateSearch): void {
  if (!isWanted(bic.type)) return
  for (const { end, value } of found.filter(({ identifier }) => identifier.type === 'iban')) {
    const [, marks = '', code = '', country] = FORM.exec(text.slice(end, end + LONGEST)) ?? []
    if (country !== value.slice(0, 2)) continue
    const start = end + marks.length
    found.push({
      start,
      end: start + code.length,
      identifier: bic,
      order: ORDER,
      value: code,
      certainty: CERTAINTY,
      wordDistance: FAR,
    })
  }
}
