import { isRepeated, parseDigits, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * United Kingdom NHS number: weights 10 to 2, check digit mod 11 (NHS Data Dictionary). Printed
 * `943 476 5919`.
 */
export const ukNhs: Identifier = {
  type: 'uk_nhs',
  dataClass: 'health',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 10],
  minDigits: 10,
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)\d{3}([ .-]?)\d{3}\1\d{4}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // The check digit counts once, so that the whole is divisible by 11; a rest that would need 10 is
  // never given out.
  parse: parseDigits(
    /^\d{10}$/,
    (digits) => weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 && !isRepeated(digits),
  ),
  mask: keepLast(2),
  // A North American phone number has the same form, and one in eleven the same check digit.
  weigh: () => 36,
  context: { words: ['nhs', 'health service', 'health number'], after: ['nhs'] },
  examples: {
    valid: ['943 476 5919', '9434765919', '943-476-5870', '943.476.5919'],
    invalid: ['943 476 5918', '0000000000', '943 4765919'],
  },
}
