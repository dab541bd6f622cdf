import { fail, ok } from '../model/index.js'
import { digitsOf, verhoeff } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// None is given out that reads the same from behind.
const isPalindrome = (text: string): boolean => text === [...text].reverse().join('')

/**
 * Indian Aadhaar number: twelve digits, not starting with 0 or 1, no palindrome, Verhoeff digit
 * (UIDAI). Printed in fours: `2341 2341 2346`.
 */
export const inAadhaar: Identifier = {
  type: 'in_aadhaar',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [4, 12],
  minDigits: 12,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)[2-9]\d{3}([ ./-]?)\d{4}\1\d{4}(?![ -]?\d)(?![A-Za-z0-9])/g,
  parse(text) {
    const digits = digitsOf(text)
    if (!/^[2-9]\d{11}$/.test(digits) || isPalindrome(digits)) return fail('invalid_format')
    return verhoeff(digits) ? ok(digits) : fail('invalid_checksum')
  },
  // UIDAI prints masked numbers so: the last four and nothing else.
  mask: keepLast(4),
  // One in ten of all parcels numbered in fours has the check digit: by its form it is one only
  // where it stands alone.
  weigh: (candidate) => (/[ -]/.test(candidate) ? 48 : 35),
  context: { words: ['aadha*', 'adha*', 'uid', 'uidai', 'आधार*'], after: ['aadha*', 'adha*'] },
  examples: {
    valid: ['2341 2341 2346', '234123412346', '2341-2341-2346', '2341.2341.2346'],
    invalid: ['2341 2341 2347', '222222222222', '123412341234'],
  },
}
