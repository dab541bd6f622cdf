import { fail, ok } from '../model/index.js'
import { digitsOf, isRepeated } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Repeated along the digits; of each product the last digit counts.
const WEIGHTS = [3, 7, 1]

/**
 * Mexican CLABE: bank, branch, account and a check digit by weights 3, 7, 1 (Banco de México,
 * Circular 3/2012). `032 180 00011835971 9`.
 */
export const mxClabe: Identifier = {
  type: 'mx_clabe',
  dataClass: 'financial',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 4, 18],
  minDigits: 18,
  pattern:
    /(?<![A-Za-z0-9+])(?<!\d[ .-])(?:\d{3}[ -]?\d{3}[ -]?\d{11}[ -]?\d|(?:\d{4}[ -]){4}\d{2})(?![A-Za-z0-9])(?!-\d)/g,
  // A row of one digit passes.
  parse(text) {
    const digits = digitsOf(text)
    if (!/^\d{18}$/.test(digits) || isRepeated(digits)) return fail('invalid_format')
    const sum = [...digits.slice(0, 17)].reduce(
      (all, digit, i) => all + ((Number(digit) * (WEIGHTS[i % 3] ?? 0)) % 10),
      0,
    )
    return (10 - (sum % 10)) % 10 === Number(digits[17]) ? ok(digits) : fail('invalid_checksum')
  },
  // The check digit and three of the account.
  mask: keepLast(4),
  // Eighteen digits of which one in ten passes, so a word must help.
  weigh: () => 25,
  context: {
    words: ['clabe*', 'interbancaria', 'cuenta', 'transferencia', 'spei'],
    after: ['clabe'],
  },
  examples: {
    valid: ['032180000118359719', '032 180 00011835971 9', '0321 8000 0118 3597 19'],
    invalid: ['032180000118359718', '03218000011835971', '000000000000000000'],
  },
}
