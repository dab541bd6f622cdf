import { fail, ok } from '../model/index.js'
import { CARD_NAMES } from './cardWords.js'
import { digitsOf, isRepeated, luhn } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Visa, Mastercard, Discover, UnionPay and American Express in their usual lengths (the networks'
// public BIN tables), Visa and Mastercard with a digit left out or typed twice as well.
const SHAPE =
  /^(?:4\d{14,16}|5[1-5]\d{13,15}|2[2-7]\d{14}|6(?:011|5\d\d|4[4-9]\d|2\d\d)\d{12}|3[47]\d{13})$/

/**
 * What was meant to be a card number and has a digit wrong, missing or twice, so that its Luhn digit
 * or its length fails: by words for cards alone. All digits but one are the card's, and the issuer's prefix and check digit tell
 * that one.
 */
export const mistypedCard: Identifier = {
  type: 'mistyped_card',
  dataClass: 'financial',
  anchors: ['digit'],
  firstGroup: [4, 15, 16, 17],
  minDigits: 15,
  pattern:
    /(?<![A-Za-z0-9+])(?<!\d[ .-])[2-6]\d{3}(?:([ .-]?)\d{4}\1\d{4}\1\d{3,5}|([ -])\d{6}\2\d{5}|\d{11,13})(?![A-Za-z0-9])(?!-\d)/g,
  parse(text) {
    const digits = digitsOf(text)
    if (!SHAPE.test(digits) || isRepeated(digits)) return fail('invalid_format')
    const usual = digits.startsWith('3') ? 15 : 16
    return digits.length === usual && luhn(digits) ? fail('checksum_holds') : ok(digits)
  },
  // As of a card: PCI DSS 4.0.1, 3.4.1 lets the last four be seen.
  mask: keepLast(4),
  // Its check digit is wrong by definition, so issuer and length alone speak for it.
  weigh: () => 40,
  context: {
    words: CARD_NAMES,
    within: 32,
    direct: true,
    after: ['card', 'visa', 'mastercard'],
  },
  contextOnly: true,
  examples: {
    valid: ['4111 1111 1111 1112', '4111111111111112', '3782 822463 10006', '5555 5555 5555 444'],
    invalid: ['4111 1111 1111 1111', '1234 5678 8765 4321', '4444444444444444'],
  },
}
