import { isRepeated, luhn, parseDigits } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Canadian social insurance number: nine digits with a Luhn digit. `046 454 286`: the first digit
 * is the province of registration.
 */
export const caSin: Identifier = {
  type: 'ca_sin',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 9],
  minDigits: 9,
  // The same mark, or none, stands between both groups.
  pattern:
    /(?<![A-Za-z0-9])(?<![A-Za-z0-9]-)\d{3}([ .-]?)\d{3}\1\d{3}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // None starts with 8; numbers with 0 are made up, as in the ministry's own sample.
  parse: parseDigits(/^[0-79]\d{8}$/, (digits) => luhn(digits) && !isRepeated(digits)),
  mask: keepLast(2),
  // One in ten has a right Luhn digit; the usual groups of three help, and a word has to.
  weigh: (candidate) => (candidate.length > 9 ? 40 : 15),
  context: {
    words: ['sin', 's.i.n', 'nas', 'social insurance', 'assurance sociale'],
    // `Sin` is `without` in Spanish.
    within: 32,
    after: ['social insurance', 'sin', 'nas'],
  },
  examples: {
    valid: ['123-456-782', '046 454 286', '046.454.286', '130692544'],
    invalid: ['123-456-783', '999-999-999', '123-456782'],
  },
}
