import { fail, ok } from '../model/index.js'
import { weighted } from './checksums.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Polish PESEL: date of birth, the century added to the month in twenties, weighted sum mod 10
 * (Ustawa o ewidencji ludności, art. 15).
 */
export const plPesel: Identifier = {
  type: 'pl_pesel',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [11],
  minDigits: 11,
  pattern: /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)\d{11}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // The month is brought back to one of the calendar first.
  parse(text) {
    const month = String(Number(text.slice(2, 4)) % 20)
    if (!/^\d{11}$/.test(text) || !isDayOfYear(month, text.slice(4, 6)))
      return fail('invalid_format')
    return weighted(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0
      ? ok(text)
      : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // A date and one digit in ten: numbers of eleven digits pass often.
  weigh: () => 30,
  context: { words: ['pesel'], after: ['pesel'] },
  examples: {
    valid: ['44051401359', '02070803628'],
    invalid: ['44051401358', '44131401359', '4405140135'],
  },
}
