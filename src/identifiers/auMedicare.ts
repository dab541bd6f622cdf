import { parseDigits, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Australian Medicare card number: first digit 2-6, ninth digit a weighted sum mod 10, then issue
 * and person.
 *
 * `2123 45670 1`: eight digits, check digit, issue; and perhaps `/2`, the second person on the
 * card.
 */
export const auMedicare: Identifier = {
  type: 'au_medicare',
  dataClass: 'health',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [4, 10, 11],
  minDigits: 10,
  // The tenth digit is the issue of the card, and one more after a slash is the person on
  // it.
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)[2-6]\d{3}([ -]?)\d{5}\1\d(?:[ /-]?[1-9])?(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // Weights 1, 3, 7, 9, twice over.
  parse: parseDigits(/^[2-6]\d{9,10}$/, (digits) => {
    const check = weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10
    return check === Number(digits.charAt(8))
  }),
  mask: keepLast(2),
  // Its groups of four, five and one are its own; without them one number in ten of ten digits
  // passes.
  weigh: (candidate) => (/[ -]/.test(candidate) ? 60 : 20),
  context: { words: ['medicare'], after: ['medicare'] },
  examples: {
    valid: ['2123 45670 1', '2123456701', '2123-45670-1'],
    invalid: ['2123 45671 1', '1123 45670 1', '2123 456701'],
  },
}
