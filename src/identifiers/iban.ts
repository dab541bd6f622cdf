import { fail, ok } from '../model/index.js'
import type { Identifier } from './identifier.js'
import { keepLast } from './masks.js'
import { anyOf, wordsBefore } from './wholeWords.js'

// Lengths by country (SWIFT IBAN registry, and the lengths others use without being in it).
const LENGTHS = new Map<string, number[]>()
for (const known of (
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
  'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
  'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
  'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30 ' +
  'AO25 BF27 BF28 BI16 BJ28 CF27 CG27 CI28 CM27 CV25 DZ24 DZ26 GA27 GQ27 GW25 IR26 KM27 MA28 MG27 ML28 MZ25 NE28 SN28 TD27 TG28 ' +
  'GF27 GP27 MQ27 RE27 PF27 TF27 YT27 NC27 BL27 MF27 PM27 WF27'
).split(' ')) {
  const country = known.slice(0, 2)
  LENGTHS.set(country, [...(LENGTHS.get(country) ?? []), Number(known.slice(2))])
}

// Characters (ISO 13616).
const LONGEST = 34
const SPACE = 32
const HYPHEN = 45
const FULL_STOP = 46
const LINE_FEED = 10

// Digits are their value, letters of either case 10 to 35; -1 for anything else, and outside the
// text.
function valueAt(text: string, at: number): number {
  const code = at < text.length ? text.charCodeAt(at) : 0
  if (code >= 48 && code <= 57) return code - 48
  const letter = (code | 32) - 87
  return letter >= 10 && letter <= 35 ? letter : -1
}

// What stands between its groups.
function isMark(text: string, at: number): boolean {
  const code = at < text.length ? text.charCodeAt(at) : 0
  return code === SPACE || code === HYPHEN || code === FULL_STOP || code === LINE_FEED
}

// The code of a bank of the same country, pasted to the end without a mark (ISO 9362).
const BIC = /^[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])/
const LONGEST_BIC = 11

/** Tells whether a number may end before a place: nothing of it goes on there, or the code of its bank does. */
function mayEndAt(text: string, start: number, end: number): boolean {
  if (valueAt(text, end) < 0) return true
  const country = BIC.exec(text.slice(end, end + LONGEST_BIC + 1))?.[1]
  return country !== undefined && country === text.slice(start, start + 2).toUpperCase()
}

// Adds a digit, or a letter as its two, to the rest of what was read so far. So a number of any
// length is divided by 97.
const append = (rest: number, value: number): number =>
  (value < 10 ? rest * 10 + value : rest * 100 + value) % 97

/**
 * Gives where the number that starts at a place ends, its length and check digits being right; 0
 * for none.
 *
 * The first four characters are checked last, as ISO 7064 MOD 97-10 asks: the whole leaves 1. Of a
 * country with two lengths the longer one that fits counts.
 */
function endOf(text: string, start: number): number {
  const lengths = LENGTHS.get(text.slice(start, start + 2).toUpperCase())
  if (lengths === undefined) return 0
  const digits = isMark(text, start + 2) ? start + 3 : start + 2
  const check = [start, start + 1, digits, digits + 1].map((at) => valueAt(text, at))
  let end = 0
  let rest = 0
  let length = 4
  for (let at = digits + 2; length < LONGEST; at += 1) {
    if (isMark(text, at)) at += 1
    if (isMark(text, at)) at += 1
    const value = valueAt(text, at)
    if (value < 0) break
    rest = append(rest, value)
    length += 1
    const isRight = lengths.includes(length) && check.reduce(append, rest) === 1
    if (isRight && mayEndAt(text, start, at + 1)) end = at + 1
  }
  return end
}

const DIGIT = /\d/
// What `O` and `I` are typed for, and one character that was left out or typed twice.
const SLIP = 1

/**
 * Gives where a number ends that has the form of its country and a slip in it: a wrong digit, or one too many or too few; 0
 * for none. Groups of letters alone are words that follow, but the name of the bank, which stands first.
 */
function mistypedEnd(text: string): number {
  const lengths = LENGTHS.get(text.slice(0, 2).toUpperCase())
  if (lengths === undefined) return 0
  let length = 0
  let end = 0
  for (const { 0: group, index } of text.matchAll(/[A-Z0-9]+/gi)) {
    if (length > 8 && !DIGIT.test(group)) break
    length += group.length
    if (length > LONGEST) break
    const isNear = lengths.some((one) => Math.abs(one - length) <= SLIP)
    if (isNear) end = index + group.length
    if (lengths.every((one) => length > one)) break
  }
  return end
}

// A slip is looked for beside the name of an account alone.
const WORDS = 'iban* konto* kto cuenta compte conto conta rekening* hesap* rachun*'.split(' ')
const IS_TOLD = new RegExp(anyOf(WORDS), 'iu')
const TOLD_WITHIN = 24
/** Tells whether the name of an account stands before a place. */
export const isTold = (text: string, start: number): boolean =>
  IS_TOLD.test(wordsBefore(text, start, TOLD_WITHIN))
const SPACES = 8
const FORM_AHEAD = /^[A-Z]{2}[ .-]?\d[\dO](?:[ .\n-]{0,2}[A-Z0-9]){11}/i
// Country, check digits, and up to thirty characters with marks between.
const FORM = /^[A-Z]{2}[ .-]?\d{2}(?:[ .\n-]{0,2}[A-Z0-9]){11,30}$/i

/** Tells whether a number without marks has the length of its country, and whether its check digits are right. */
export const checkIban = (number: string): Readonly<Record<'hasLength' | 'isRight', boolean>> => ({
  hasLength: LENGTHS.get(number.slice(0, 2).toUpperCase())?.includes(number.length) === true,
  isRight: endOf(number, 0) === number.length,
})

/** International bank account number (ISO 13616): length by country, check digits mod 97. */
export const iban: Identifier = {
  type: 'iban',
  dataClass: 'financial',
  anchors: ['word'],
  firstLetters: [2],
  wordDigits: 2,
  mayBeMistyped: true,
  // Few words of two letters before two digits go on as a number of their country does.
  mayStart: (text, start) =>
    endOf(text, start) > 0 ||
    (FORM_AHEAD.test(text.slice(start, start + LONGEST + SPACES)) && isTold(text, start)),
  // As long as the longest, and the code of a bank pasted to it.
  pattern: /(?<![A-Za-z0-9])[A-Z]{2}[ .-]?\d{2}(?:[ .\n-]{0,2}[A-Z0-9]){11,41}(?![A-Za-z0-9])/gi,
  parse(text) {
    if (!FORM.test(text)) return fail('invalid_iban')
    if (endOf(text, 0) === text.length) return ok(text.replace(/[ .\n-]/g, '').toUpperCase())
    return mistypedEnd(text) === text.length ? fail('invalid_checksum') : fail('invalid_iban')
  },
  // The last four, as banks print them on statements.
  mask: keepLast(4),
  // `at 1737812568528411 us` is a time, and Austrian once in 97.
  weigh: (candidate) => (/^[a-z]{2} \d{5}/.test(candidate) ? 20 : 95),
  context: { words: WORDS },
  shrink: (candidate) =>
    candidate.slice(0, endOf(candidate, 0) || mistypedEnd(candidate)) || candidate,
  examples: {
    valid: [
      'GB29 NWBK 6016 1331 9268 19',
      'DE89370400440532013000',
      'nl91abna0417164300',
      'DE89.3704.0044.0532.0130.00',
    ],
    invalid: ['GB29 NWBK 6016 1331 9268 18', 'DE8937040044053201300', 'ZZ89370400440532013000'],
  },
}
