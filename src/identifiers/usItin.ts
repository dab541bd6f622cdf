import { parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Area 9xx, groups 50-65, 70-88, 90-92 and 94-99 (IRS, Internal Revenue Manual 3.21.263).
const ITIN = /^9\d{2}(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/

/**
 * United States individual taxpayer identification number. `912-70-1234`: of those who pay taxes
 * and can have no social security number.
 */
export const usItin: Identifier = {
  type: 'us_itin',
  dataClass: 'government_id',
  anchors: ['digit'],
  firstGroup: [3, 5, 9],
  minDigits: 9,
  pattern:
    /(?<![A-Za-z0-9])(?<!\d[-.])9\d{2}(?: ?[-./] ?| ?)\d{2}(?: ?[-./] ?| ?)\d{4}(?![A-Za-z0-9])(?![-.]\d)/g,
  parse: parseDigits(ITIN),
  mask: keepLast(2),
  // Its groups are those of a social security number, its first digit a 9 that none of those has.
  weigh: (candidate) => (/^\d{3}( ?- ?| )\d\d\1\d{4}$/.test(candidate) ? 80 : 20),
  context: { words: ['itin*', 'taxpayer', 'tax id*'], after: ['itin'] },
  examples: {
    valid: ['912-70-1234', '912 90 1234', '950501234', '912-701234'],
    invalid: ['912-69-1234', '812-70-1234', '912-93-1234'],
  },
}
