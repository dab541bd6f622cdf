import { parseDigits, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/** Swiss AHV or AVS number: 756, nine digits and an EAN-13 check digit (AHVV Art. 133). */
export const chAhv: Identifier = {
  type: 'ch_ahv',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 13],
  minDigits: 13,
  // The same mark, or none, stands between its groups: `756.9217.0769.85`.
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9][.-])756([. -]?)\d{4}\1\d{4}\1\d{2}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // As on the barcode of an article: weights 1 and 3 by turns.
  parse: parseDigits(
    /^756\d{10}$/,
    (digits) => weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0,
  ),
  mask: keepLast(2),
  // All begin with 756, the number of the country (ISO 3166-1), and end in a check digit.
  weigh: (candidate) => (candidate.length > 13 ? 90 : 60),
  context: { words: ['ahv*', 'avs'], after: ['ahv*'] },
  examples: {
    valid: ['756.9217.0769.85', '7569217076985', '756 9217 0769 85'],
    invalid: ['756.9217.0769.84', '123.4567.8910.19', '756.9217.0769'],
  },
}
