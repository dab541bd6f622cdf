import { fail, ok } from '../model/index.js'
import { CARD_NAMES } from './cardWords.js'
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

// Industry 89 is telecommunications (ISO/IEC 7812-1, ITU-T E.118): the number of a SIM card. Ranges
// are given out faster than tables follow: beside words for cards any number of the common length
// will do.
const isIssuable = (digits: string): boolean =>
  /^(?!89)[2-9]\d{15,18}$/.test(digits) || issued(digits)

// A right Luhn digit, and no row of one digit.
const checks = (digits: string): boolean => luhn(digits) && !isRepeated(digits)

// Never read outside the text, which is slow.
const isDigit = (text: string, at: number): boolean => {
  const code = at < text.length ? text.charCodeAt(at) : 0
  return code >= 48 && code <= 57
}

interface Digits {
  /** The digits alone. */
  readonly digits: string
  /** The place behind each of them in the text. */
  readonly ends: readonly number[]
  /** What they stand in. */
  readonly text: string
}

// Reads the digits of a text once, for all that is asked of them.
function digitsIn(text: string): Digits {
  const ends: number[] = []
  for (let i = 0; i < text.length; i += 1) if (isDigit(text, i)) ends.push(i + 1)
  return { digits: digitsOf(text), ends, text }
}

// Sixteen first, then what the other networks print; a number that goes on after one of these is
// not believed.
const LENGTHS = [16, 15, 14, 19, 18, 17, 13]
// What people type to the end of a number without a mark: its code, its expiry, or one after the
// other.
const GLUED = /^(?:\d{3,4}|(?:0[1-9]|1[0-2])(?:20)?[2-4]\d(?:\d{3,4})?)$/

/**
 * Tells whether the number can end after so many digits: with a group, or where a code or an expiry
 * is glued on.
 */
function mayEnd({ digits, ends, text }: Digits, count: number): boolean {
  const end = ends[count - 1]
  if (end === undefined) return false
  if (!isDigit(text, end)) return true
  if (count !== 16 && count !== 15) return false
  let last = count
  while (last < digits.length && isDigit(text, ends[last - 1] ?? 0)) last += 1
  return GLUED.test(digits.slice(count, last))
}

/**
 * Gives where an issued number that starts a text ends, or 0. The shortest, of twelve digits, are
 * no part of anything.
 */
function issuedEnd(all: Digits): number {
  const { digits, ends } = all
  const isOne = (count: number): boolean => {
    const number = digits.slice(0, count)
    return mayEnd(all, count) && issued(number) && checks(number)
  }
  const count = LENGTHS.find((length) => length <= digits.length && isOne(length))
  if (count !== undefined) return ends[count - 1] ?? 0
  return digits.length === 12 && isOne(12) ? (ends[11] ?? 0) : 0
}

/** Tells whether an issued number starts at a later group of a text. */
function holdsIssued(text: string): boolean {
  for (let i = 1; i < text.length; i += 1) {
    if (isDigit(text, i) && !isDigit(text, i - 1) && issuedEnd(digitsIn(text.slice(i))) > 0)
      return true
  }
  return false
}

/**
 * Gives where the card number that starts a text ends, or 0. A number somebody issued wins over one
 * that nobody did, however much longer, so that no digit of what follows a card is taken for its
 * own.
 */
function cardEnd(text: string): number {
  const all = digitsIn(text)
  const end = issuedEnd(all)
  if (end > 0) return end
  const { digits, ends } = all
  const count = [16, 19, 18, 17].find((length) => {
    const number = digits.slice(0, length)
    const last = ends[length - 1]
    return last !== undefined && !isDigit(text, last) && isIssuable(number) && checks(number)
  })
  return count === undefined || holdsIssued(text) ? 0 : (ends[count - 1] ?? 0)
}

/**
 * Payment card number: issuer prefix, length and Luhn digit (ISO/IEC 7812-1). Never after a plus
 * sign, so no phone number; no repeated digit, so no run of zeros.
 */
export const paymentCard: Identifier = {
  type: 'payment_card',
  dataClass: 'financial',
  anchors: ['digit'],
  minDigits: 12,
  // 12-19 digits with up to five marks between two of them, as people type and paste them, and some
  // of what they glue to the end; before that, groups as printed with a comma or a new line
  // between, of which the first twelve digits are no number of their own. No part of a UUID. Not
  // the rest of a shop's order, `503-2222333-4444555` or `LP567890123456`, nor the number of an
  // article after its name, which has up to 14.
  pattern:
    /(?<![\d+])(?<!\+ )(?<!(?<![0-9a-z])[0-9a-f]{8}-(?:[0-9a-f]{4}-){0,3})(?![0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?!(?<=(?<!\d)\d{3}-)\d{5,7}-|(?<=[A-Za-z])\d{12,14}(?!\d))(?!(?<=(?<![0-9a-z])(?:ean|gtin|upc|isbn|barcode)[^A-Za-z\d]{0,3})[\d -]{12,17}(?!\d))(?:(?=[\d \t-]{4,16}[,\n])[2-689]\d{3}(?:[ \t]?[,\n-][ \t]?|[ \t])(?:\d{4}(?:[ \t]?[,\n-][ \t]?|[ \t])\d{4}(?:[ \t]?[,\n-][ \t]?|[ \t])\d{4}|\d{6}(?:[ \t]?[,\n-][ \t]?|[ \t])\d{5})|(?:[2-689]|0(?=604)|1(?=[ \t-]?8|\d{14}(?!\d)))(?:[ \t\-.*#|~=/\\_]{0,5}\d){11,24})(?!\d)/gi,
  parse(text) {
    if (cardEnd(text) === text.length) return ok(digitsOf(text))
    return checks(digitsOf(text)) ? fail('invalid_format') : fail('invalid_checksum')
  },
  mask: keepLast(4),
  weigh(candidate, value) {
    // No network prints three digits first, and none gives out seventeen: shops' orders are written
    // so.
    if (/^\d{3}\D/.test(candidate) || value.length === 17) return 20
    if (!issued(value)) return 45
    return /^1|^\d{12}$/.test(value) || /[,\n]/.test(candidate) ? 60 : 95
  },
  context: {
    words: CARD_NAMES,
  },
  shrink: (text) => text.slice(0, cardEnd(text)) || text,
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
