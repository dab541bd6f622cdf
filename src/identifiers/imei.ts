import { fail, ok } from '../model/index.js'
import { digitsOf, isRepeated, luhn } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Number of a mobile device: 14 digits and a Luhn digit, or 16 with its software version (3GPP TS
 * 23.003, 6.2). A device is its owner's for years, so its number follows them.
 */
export const imei: Identifier = {
  type: 'imei',
  dataClass: 'network',
  anchors: ['digit'],
  firstGroup: [2, 6, 8, 15, 16],
  minDigits: 14,
  pattern:
    /(?<![A-Za-z0-9+])(?<!\d[ .-])\d{2}[ -]?\d{6}[ -]?\d{6}(?:[ -]?\d{1,2})(?![A-Za-z0-9])(?!-\d)/g,
  // The longer form has no check digit.
  parse(text) {
    const digits = digitsOf(text)
    if (!/^\d{15,16}$/.test(digits) || isRepeated(digits)) return fail('invalid_format')
    return digits.length === 16 || luhn(digits) ? ok(digits) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // One number in ten has a right Luhn digit, and cards of that length have too.
  weigh: () => 15,
  context: {
    words: ['imei*', 'imeisv', 'meid', 'device id*'],
    after: ['imei*'],
    within: 32,
    direct: true,
  },
  contextOnly: true,
  examples: {
    valid: ['490154203237518', '4901542032375101'],
    invalid: ['490154203237519', '49015420323751', '000000000000000'],
  },
}
