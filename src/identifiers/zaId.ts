import { fail, ok } from '../model/index.js'
import { digitsOf, luhn } from './checksums.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * South African identity number: date of birth, sex, citizenship and a Luhn digit (Identification
 * Act 68 of 1997, s. 7). `750330 5044 08 9`: date, sex and count, citizenship, a figure of no
 * meaning now, check digit.
 */
export const zaId: Identifier = {
  type: 'za_id',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [6, 13],
  minDigits: 13,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)\d{6}[ -]?\d{4}[ -]?[012]\d[ -]?\d(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // The citizenship is 0, 1 or 2.
  parse(text) {
    const digits = digitsOf(text)
    if (!/^\d{10}[012]\d{2}$/.test(digits) || !isDayOfYear(digits.slice(2, 4), digits.slice(4, 6)))
      return fail('invalid_format')
    return luhn(digits) ? ok(digits) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // A date and a Luhn digit pass by chance in few numbers of thirteen digits, of which articles
  // (EAN-13) are many.
  weigh: (candidate) => (/^\d{6} \d{4} \d{2} \d$/.test(candidate) ? 75 : 45),
  context: {
    words: ['id', 'identity number', 'identity no', 'sa id', 'rsa id', 'said'],
    after: ['id number', 'identity number'],
  },
  examples: {
    valid: ['7503305044089', '750330 5044 08 9', '750330-5044089'],
    invalid: ['8503305044089', '7513305044089', '750330504408'],
  },
}
