import { fail, ok } from '../model/index.js'
import { luhn } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * United States national provider identifier: Luhn over 80840 and the number (45 CFR 162.406), by
 * the words beside it.
 */
export const usNpi: Identifier = {
  type: 'us_npi',
  dataClass: 'health',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [3, 4, 10],
  minDigits: 10,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)[12](?:\d{3}([ -]?)\d{3}\1\d{3}|\d{2}([ -])\d{3}\2\d{4})(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  // 80840 is the prefix of cards of health in the United States (ISO/IEC 7812), and counts in the
  // check.
  parse(text) {
    const digits = text.replace(/[ -]/g, '')
    if (!/^[12]\d{9}$/.test(digits)) return fail('invalid_format')
    return luhn(`80840${digits}`) ? ok(digits) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // One number in ten passes, and ten digits are a phone's length.
  weigh: () => 20,
  context: { words: ['npi', 'provider*'], after: ['npi', 'provider*', 'national provider'] },
  contextOnly: true,
  examples: {
    valid: ['1234567893', '1245319599', '123 456 7893'],
    invalid: ['1234567890', '3234567893'],
  },
}
