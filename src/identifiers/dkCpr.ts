import { fail, ok } from '../model/index.js'
import { digitsOf, weighted } from './checksums.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Danish CPR number: date of birth and four digits (CPR-loven, § 3). Most check mod 11; those given
 * out since 2007 need not, and are found by the words beside them.
 */
export const dkCpr: Identifier = {
  type: 'dk_cpr',
  dataClass: 'government_id',
  anchors: ['digit', 'word'],
  firstGroup: [6, 10],
  firstLetters: [3],
  wordDigits: 10,
  minDigits: 10,
  pattern:
    /(?<![A-Za-z0-9+])(?<!\d[./-])(?:cpr)?[0-3]\d[01]\d{3}[- ]?\d{4}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/gi,
  // The check digit is weighed below and not asked for: it is not given any more.
  parse(text) {
    const digits = digitsOf(text)
    return /^(?:cpr)?[\d -]+$/i.test(text) &&
      /^\d{10}$/.test(digits) &&
      isDayOfYear(digits.slice(2, 4), digits.slice(0, 2))
      ? ok(digits)
      : fail('invalid_format')
  },
  // What stands before the last digit is a date of birth and most of the rest.
  mask: keepLast(1),
  // The hyphen is its own. Without it, and without a right check, it is a phone number as
  // often.
  weigh(candidate, value) {
    if (/^cpr/i.test(candidate)) return 80
    const checks = weighted(value, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
    return candidate.includes('-') ? (checks ? 60 : 20) : checks ? 15 : 10
  },
  context: { words: ['cpr*', 'personnummer*', 'fødselsdato', 'sygesikring*'], after: ['cpr*'] },
  examples: {
    valid: ['211062-5629', '2110625629', '211062 5629', 'CPR2110625629'],
    invalid: ['321062-5629', '211362-5629', '21106-5629'],
  },
}
