import { fail, ok } from '../model/index.js'
import { digitsOf, weighted } from './checksums.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Norwegian fødselsnummer or D-number: date of birth (day 40 more, month 40, 65 or 80 more where it
 * is not of the register) and two check digits mod 11 (Folkeregisterforskriften § 2-2-3).
 */
export const noFodselsnummer: Identifier = {
  type: 'no_fodselsnummer',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [6, 11],
  minDigits: 11,
  pattern: /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)[0-7]\d{5}[ -]?\d{5}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // The date is brought back to one of the calendar first.
  parse(text) {
    const digits = digitsOf(text)
    const day = String(Number(digits.slice(0, 2)) % 40)
    const written = Number(digits.slice(2, 4))
    const month = String(written > 65 && written < 80 ? written - 65 : written % 40)
    if (!/^\d{11}$/.test(digits) || !isDayOfYear(month, day)) return fail('invalid_format')
    const first = weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1])
    const second = weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
    return first % 11 === 0 && second % 11 === 0 ? ok(digits) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // A date and two check digits; the space between them makes it plain.
  weigh: (candidate) => (candidate.length > 11 ? 75 : 45),
  context: {
    words: ['fødselsn*', 'fodselsn*', 'fnr', 'd-nummer'],
    after: ['fødselsn*'],
  },
  examples: {
    valid: ['15108695088', '151086 95088'],
    invalid: ['15108695077', '15138695088', '1510869508'],
  },
}
