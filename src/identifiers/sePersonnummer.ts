import { fail, ok } from '../model/index.js'
import { digitsOf, luhn } from './checksums.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// The day of a coordination number is 60 more (Folkbokföringslag 1991:481, § 18 and § 18 a).
const dayOf = (digits: string): string => String(Number(digits.slice(4, 6)) % 60)

/**
 * Swedish personnummer or samordningsnummer: date of birth, three digits and a Luhn digit.
 * `880320-0016`, or with its century `19880320-0016`; a plus in place of the hyphen is of somebody
 * over a hundred.
 */
export const sePersonnummer: Identifier = {
  type: 'se_personnummer',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [6, 8, 10, 12],
  // A plus sign, of those over a hundred, ends a run of digits.
  minDigits: 6,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)(?:18|19|20)?\d{6}[-+ ]?\d{4}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  parse(text) {
    const digits = digitsOf(text)
    const last = digits.slice(-10)
    if (!/^(?:\d{2})?\d{10}$/.test(digits) || !isDayOfYear(last.slice(2, 4), dayOf(last)))
      return fail('invalid_format')
    return luhn(last) ? ok(digits) : fail('invalid_checksum')
  },
  // What stands before the last digit is a date of birth and most of the rest.
  mask: keepLast(1),
  weigh: (candidate, value) =>
    /[-+]/.test(candidate) ? 82 : value.length === 12 && /^(?:19|20)/.test(value) ? 45 : 20,
  context: {
    words: ['personnummer*', 'pnr', 'samordningsn*'],
    after: ['personnummer', 'pnr'],
  },
  examples: {
    valid: ['880320-0016', '19880320-0016', '8803200016', '811228-9874', '811228+9874'],
    invalid: ['880320-0018', '881320-0016', '880320-001'],
  },
}
