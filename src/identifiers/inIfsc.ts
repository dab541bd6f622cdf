import { parseSpelt } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

/**
 * Indian Financial System Code, of a branch of a bank: four letters of the bank, a zero, six letters or digits of the branch
 * (Reserve Bank of India, NEFT, list of bank branches).
 */
export const inIfsc: Identifier = {
  type: 'in_ifsc',
  dataClass: 'financial',
  anchors: ['word'],
  firstLetters: [4],
  minLength: 11,
  pattern: /(?<![A-Za-z0-9])[A-Z]{4}0[A-Z0-9]{6}(?![A-Za-z0-9])(?![./-][A-Za-z0-9])/gi,
  parse: parseSpelt((text) => text.toUpperCase(), /^[A-Z]{4}0[A-Z0-9]{6}$/),
  // As of a BIC: most of it is the bank.
  mask: keepLast(2),
  // Numbers of products have its form as well.
  weigh: () => 20,
  context: { words: ['ifsc*', 'ifs code', 'rtgs', 'neft', 'imps', 'आईएफएससी*'], after: ['ifsc*'] },
  examples: {
    valid: ['HDFC0001234', 'sbin0005943'],
    invalid: ['HDFC1001234', 'HDFC000123', 'HD0000001234'],
  },
}
