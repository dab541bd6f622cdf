import { isRepeated, parseDigits, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * The weights of nine digits, and of the older eight. The last counts as well, so that the whole is
 * divisible by 11.
 */
const NINE = [1, 4, 3, 7, 5, 8, 6, 9, 10]
const EIGHT = [10, 7, 8, 4, 6, 3, 5, 1]

/**
 * Australian tax file number: eight or nine digits, weighted sum mod 11 (ATO), by the words beside
 * it.
 */
export const auTfn: Identifier = {
  type: 'au_tfn',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 8, 9],
  minDigits: 8,
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)\d{3}([ .-]?)\d{3}\1\d{2,3}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // Without marks, or with one and the same between its groups.
  parse: parseDigits(
    (digits) => /^\d{8,9}$/.test(digits) && !isRepeated(digits),
    (digits) => weighted(digits, digits.length === 9 ? NINE : EIGHT) % 11 === 0,
  ),
  mask: keepLast(2),
  // One in eleven passes; phone numbers of nine digits do as often.
  weigh: (candidate) => (candidate.length > 9 ? 30 : 15),
  context: { words: ['tfn', 'tax file'], after: ['tfn', 'tax file'] },
  examples: {
    valid: ['123 456 782', '876543210', '123456782'],
    invalid: ['999 999 999', '1234567', '123 456 789'],
  },
}
