import { fail, ok } from '../model/result.js'
import { digitsOf, isRepeated, luhn } from './checksums.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'

// Issuer prefixes and lengths (ISO/IEC 7812; the networks' public BIN tables).
const ISSUERS: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/, // Visa
  /^(?:5[1-5]\d{4}|222[1-9]\d{2}|22[3-9]\d{3}|2[3-6]\d{4}|27[01]\d{3}|2720\d{2})\d{10}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^3(?:0[0-5]|095|[689]\d)\d{11}$/, // Diners Club
  /^3(?:095|[689]\d{2})\d{12,15}$/, // Diners Club, longer
  /^(?:6011|64[4-9]\d|65\d{2}|62[2-8]\d)\d{12,15}$/, // Discover
  /^(?:35\d{14}|35(?:2[89]|[3-8]\d)\d{13,15}|(?:2131|1800)\d{11})$/, // JCB
  /^(?:62|81)\d{14,17}$/, // UnionPay
  /^(?:5018|5020|5038|5[6-8]\d{2}|6304|6390|67\d{2}|0604|50\d{2})\d{8,15}$/, // Maestro
  /^220[0-4]\d{12,15}$/, // Mir
  /^(?:9792|60\d{2}|82\d{2}|508\d|353\d|356\d)\d{12}$/, // Troy, RuPay
  /^(?:506[01]\d{2}|6500[0-2]\d|507[89]\d{2})\d{10}(?:\d{3})?$/, // Verve
  /^(?:63[7-9]\d)\d{12}$/, // InstaPayment, Hipercard
  /^1\d{14}$/, // UATP
]

const ISSUED = new RegExp(ISSUERS.map(({ source }) => source).join('|'))

const issued = (digits: string): boolean => ISSUED.test(digits)

// Industry 89 is telecommunications (ISO/IEC 7812-1, ITU-T E.118): the number of a SIM card.
// Ranges are given out faster than tables follow: beside words for cards any number of the common length will do.
const isIssuable = (digits: string): boolean =>
  /^(?!89)[2-9]\d{15,18}$/.test(digits) || issued(digits)

const checks = (digits: string): boolean => luhn(digits) && !isRepeated(digits)

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/**
 * Drops groups from the end until a card number is left; the same text when there is none. The shortest, of twelve
 * digits, are no part of anything.
 */
function shortenToCard(text: string): string {
  const digits = digitsOf(text)
  let left = digits.length
  for (let i = text.length - 1; i > 0 && left > 12; i -= 1) {
    if (isDigit(text.charCodeAt(i))) left -= 1
    else if (left > 12 && isDigit(text.charCodeAt(i - 1))) {
      const start = digits.slice(0, left)
      if (checks(start) && isIssuable(start)) return text.slice(0, i)
    }
  }
  return text
}

/**
 * Payment card number: issuer prefix, length and Luhn digit (ISO/IEC 7812-1). Never after a plus sign, so no
 * phone number; no repeated digit, so no run of zeros.
 */
export const paymentCard: Identifier = {
  type: 'payment_card',
  dataClass: 'financial',
  anchors: ['digit'],
  minDigits: 12,
  // 12-19 digits with up to five marks between two of them, as people type and paste them, or four groups of four with
  // a comma or a new line. Not the rest of a shop's order, `503-2222333-4444555` or `LP567890123456`, nor the number of an article after its
  // name, which has up to 14.
  pattern:
    /(?<![\d+])(?<!\+ )(?!(?<=(?<!\d)\d{3}-)\d{5,7}-|(?<=[A-Za-z])\d{12,14}(?!\d))(?!(?<=\b(?:ean|gtin|upc|isbn|barcode)[^A-Za-z\d]{0,3})[\d -]{12,17}(?!\d))(?:(?:[2-689]|0(?=604)|1(?=[ \t-]?8|\d{14}(?!\d)))(?:[ \t\-.*#|~=/\\]{0,5}\d){11,18}|[2-689]\d{3}([,\n])\d{4}\1\d{4}\1\d{4})(?!\d)/gi,
  parse(text) {
    const digits = digitsOf(text)
    if (!checks(digits)) return fail('invalid_checksum')
    return isIssuable(digits) ? ok(digits) : fail('invalid_format')
  },
  mask: keepLast(4),
  weigh(candidate, value) {
    // No network prints three digits first, and none gives out seventeen: shops' orders are written so.
    if (/^\d{3}\D/.test(candidate) || value.length === 17) return 20
    if (!issued(value) || /[,\n]/.test(candidate)) return 45
    return /^1|^\d{12}$/.test(value) ? 60 : 95
  },
  context: {
    words: [
      'card*',
      'visa',
      'master*',
      'amex',
      'american',
      'credit',
      'debit',
      'maestro',
      'discover',
      'cc',
      'karte*',
      'kreditkart*',
      'carte*',
      'tarjeta*',
      'cartão',
      'carta di',
    ],
  },
  shrink: shortenToCard,
  examples: {
    valid: [
      '4111 1111 1111 1111',
      '5500-0055-5555-5559',
      '378282246310005',
      '2223003122003222',
      '6304000000000000',
      '4111,1111,1111,1111',
    ],
    invalid: [
      '4111 1111 1111 1112',
      '0000000000000000',
      '1234 5678 8765 4321',
      '354190023896443',
      '8944100030000000017',
      'EAN 4006381333931',
    ],
  },
}
