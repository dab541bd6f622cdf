import { fail, ok } from '../model/index.js'
import { digitsOf, mod11And10 } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Of the first ten digits one comes twice or three times, so that another is absent (BZSt, § 139b
// AO).
function isSpread(digits: string): boolean {
  const counts = Array.from('0123456789', (digit) => digits.slice(0, 10).split(digit).length - 1)
  return counts.every((count) => count <= 3) && counts.some((count) => count === 0)
}

/**
 * German tax identification number (Steuer-ID): eleven digits, check digit ISO/IEC 7064 MOD 11,10.
 * It is written whole or as `86 095 742 719`, and never begins with a nought.
 */
export const deSteuerId: Identifier = {
  type: 'de_steuer_id',
  dataClass: 'government_id',
  mayBeMistyped: true,
  anchors: ['digit'],
  firstGroup: [2, 11],
  minDigits: 11,
  pattern:
    /(?<![A-Za-z0-9+])(?<![A-Za-z0-9]-)[1-9]\d([ ./-]?)\d{3}\1\d{3}\1\d{3}(?![A-Za-z0-9])(?!-[A-Za-z0-9])/g,
  parse(text) {
    const digits = digitsOf(text)
    if (!/^[1-9]\d{10}$/.test(digits) || !isSpread(digits)) return fail('invalid_format')
    return mod11And10(digits) ? ok(digits) : fail('invalid_checksum')
  },
  mask: keepLast(2),
  // One in eleven passes the check digit, and the rule of digits leaves fewer; spaces
  // between the groups make it plain.
  weigh: (candidate) => (candidate.length > 11 && !candidate.includes('.') ? 60 : 30),
  context: {
    words: ['steuer*', 'identifikations*', 'tin', 'idnr', 'id-nr', 'tax id*'],
    after: ['steuer*'],
  },
  examples: {
    valid: ['36 574 261 809', '36574261809', '86 095 742 719', '86.095.742.719'],
    invalid: ['36574261808', '06574261809', '36 574261809'],
  },
}
