import { parseDigits, weighted } from './checksums.js'
import { isDayOfYear } from './dayOfYear.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Tells whether the last digit is 11 less the rest of the weighted sum, mod 10.
const isChecked = (digits: string): boolean =>
  (11 - (weighted(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 ===
  Number(digits.charAt(12))

/**
 * South Korean resident or foreigner registration number: date of birth, century and sex. Numbers
 * given from October 2020 on have no check digit (Ministry of the Interior and Safety), so those of
 * foreigners and of who is born from 2000 on are told by words without one.
 */
export const krRrn: Identifier = {
  type: 'kr_rrn',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [6, 13],
  minDigits: 13,
  pattern: /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)\d{6}(?: ?- ?)?\d{7}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  parse: parseDigits(
    (digits) => /^\d{13}$/.test(digits) && isDayOfYear(digits.slice(2, 4), digits.slice(4, 6)),
    (digits) => isChecked(digits) || /^\d{6}[3-8]/.test(digits),
  ),
  mask: keepLast(2),
  // The hyphen behind the date of birth is its own; those without a check digit to hold it against
  // count less.
  weigh: (candidate, value) => (!candidate.includes('-') ? 20 : isChecked(value) ? 82 : 40),
  context: {
    words: ['alien registration', 'rrn', 'jumin*'],
  },
  examples: {
    valid: ['971013-9019902', '9710139019902', '201105-3123456'],
    invalid: ['971313-9019902', '971013-9019903', '971013-901990', '9710139-019902'],
  },
}
