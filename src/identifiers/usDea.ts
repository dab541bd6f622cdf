import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

const digit = (text: string, index: number): number => Number(text.charAt(index))

/**
 * United States DEA registration number: two letters (or a letter and 9), six digits and their
 * check digit.
 */
export const usDea: Identifier = {
  type: 'us_dea',
  dataClass: 'health',
  mayBeMistyped: true,
  anchors: ['word'],
  firstLetters: [1, 2],
  wordDigits: 7,
  pattern: /(?<![A-Za-z0-9])[ABCDEFGHJKLMPRSTUX][A-Z9][ -]?\d{7}(?![A-Za-z0-9])/gi,
  parse(text) {
    const value = text.replace(/[ -]/, '').toUpperCase()
    if (!/^[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}$/.test(value)) return fail('invalid_format')
    // First, third and fifth digit; the others count twice.
    const odd = digit(value, 2) + digit(value, 4) + digit(value, 6)
    const even = digit(value, 3) + digit(value, 5) + digit(value, 7)
    return (odd + 2 * even) % 10 === digit(value, 8) ? ok(value) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // Two letters and a check digit: codes of products pass one time in ten.
  weigh: (candidate) => (/^[a-z]| /.test(candidate) ? 20 : 40),
  // One in ten of all orders and tickets written so has the check digit.
  context: {
    words: ['dea', 'prescriber*', 'physician*', 'practitioner*', 'medical licen*', 'certificate*'],
    after: ['dea'],
  },
  examples: {
    valid: ['AB1234563', 'F91234563', 'AB 1234563'],
    invalid: ['AB1234560', 'ZB1234563', 'AB123456'],
  },
}
