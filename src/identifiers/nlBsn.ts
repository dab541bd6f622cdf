import { fail, ok } from '../model/index.js'
import { digitsOf, isRepeated, weighted } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Dutch burgerservicenummer: eight or nine digits, the eleven test (Wet algemene bepalingen BSN),
 * by the words beside it. Weights 9 to 2, and the last digit counts against the sum.
 */
export const nlBsn: Identifier = {
  type: 'nl_bsn',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 4, 8, 9],
  minDigits: 8,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)(?:\d{8,9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // Eight digits are nine with a nought left out.
  parse(text) {
    const digits = digitsOf(text).padStart(9, '0')
    if (!/^\d{9}$/.test(digits) || isRepeated(digits)) return fail('invalid_format')
    const sum = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1])
    return sum % 11 === 0 ? ok(digits) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // One in eleven passes the test, so a word must help.
  weigh: () => 20,
  context: { words: ['bsn*', 'burgerservice*', 'sofi*'], after: ['bsn', 'burgerservice*'] },
  contextOnly: true,
  examples: {
    valid: ['111222333', '1112.22.333', '941331490', '111 222 333'],
    invalid: ['111252333', '000000000', '1112223334'],
  },
}
