import { fail, ok, type Result } from '../model/index.js'
import { digitsOf } from './checksums.js'
import type { Identifier } from './identifier.js'
import { DOTTED_QUAD } from './ipv4.js'
import { HIDDEN } from './masks.js'
import { parseNationalNumber } from './nationalNumber.js'
import { hasPossibleLength } from './phoneNumber.js'
import { PHONE_WORDS, PHONE_WORDS_AFTER } from './phoneWords.js'

// Country codes in use, by their first digits (ITU-T E.164 annex, list of assigned codes).
const COUNTRY_CODE =
  /^(?:1|7|2(?:[07]|[1-69]\d)|3(?:[0-469]|[578]\d)|4(?:[013-9]|2\d)|5(?:[1-8]|[09]\d)|6(?:[0-6]|[789]\d)|8(?:[1246]|[058]\d|7[08]|83)|9(?:[0-58]|[679]\d))/
// Regions of the North American Numbering Plan; its numbers are told by shape: NXX NXX XXXX with N
// from 2 to 9.
const NANP = /^(?:US|CA|AG|AI|AS|BB|BM|BS|DM|DO|GD|GU|JM|KN|KY|LC|MP|MS|PR|SX|TC|TT|VC|VG|VI)$/
const NANP_NUMBER = /^1?([2-9]\d{2}[2-9]\d{6})$/
// In three, three and four, with marks between or without; people of the plan group its numbers in
// no other way.
const NANP_GROUPS = /^(?:\+?1[-. /]{0,3})?\(?\d{3}\)?[-. /]{0,3}\d{3}[-. ]{0,3}\d{4}$/
// Written as nothing else is.
const FORMATTED = /^(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}$/
// Whatever its digits: many that people make up are of no exchange there is.
const SHAPED = /^(?:\+?1[-. ]?)?(?:\(\d{3}\) ?\d{3}[-. ]|\d{3}-\d{3}-|\d{3}\.\d{3}\.)\d{4}$/

// What an extension has and a number has not.
const LETTER = /[a-z]/i

// `x12`, `ext. 12`: within a business, and no part of the number.
const EXTENSION = /\s?(?:x|ext\.?|extension)\s?\d{1,6}$/i

// Digits in groups that are no number: a date, an address of a network, brackets that do not match.
const DATE =
  /^(?:(?:19|20)\d{2}[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:[0-2]?\d|3[01])|(?:[0-2]?\d|3[01])[-./ ](?:[0-2]?\d|3[01])[-./ ](?:19|20)\d{2})(?!\d)/
const UNBALANCED = /^[^()]*\)|\([^)]*(?:\(|$)/

// Two groups of digits, and three.
const GROUPED = /\d[ ./()-]+\d/
const MANY_GROUPS = /\d[ ./()-]+\d+[ ./()-]+\d/

// `06 12 34 56 78 24/7`, `+100 000 000 last year`.
const ALL_DAY = /[ (]24\/7$/
const AMOUNT = /^\+?\d{1,3}(?:[ .]?000)+$/

// A zero alone between dots is of a version, such as `131.0.6778.86`: a trunk prefix stands first, or after a country code.
const LONE_ZERO = /^(?!00)[^+]*\d\.0\.\d/

const NOT_PHONE = new RegExp(
  [DATE, DOTTED_QUAD, UNBALANCED, ALL_DAY, AMOUNT, LONE_ZERO].map(({ source }) => source).join('|'),
)

// Where nobody says which, whoever asks: the scanner, a policy that names none, the command line,
// the desk.
const DEFAULT_REGIONS: readonly string[] = ['US']

// The trunk prefix, which is not dialled from abroad (ITU-T E.123, 7): `+44 (0)20`, `+44 0 20`. Where numbers begin with a
// nought of their own, as in Italy, only the one in brackets is none of theirs.
const TRUNK_IN_BRACKETS = /\( ?0 ?\)/
const OWN_NOUGHT = /^(?:39|37[89]|225|229|24[12])/

function withoutTrunk(digits: string): string {
  const code = OWN_NOUGHT.test(digits) ? undefined : COUNTRY_CODE.exec(digits)?.[0]
  return code === undefined ? digits : code + digits.slice(code.length).replace(/^0/, '')
}

// With a plus or an international prefix the country code is written out.
function readInternational(text: string): Result<string> | null {
  if (!/^[+(0]/.test(text)) return null
  const prefix = /^\(?(?:\+|00|011[ -])/.exec(text)
  if (prefix === null) return null
  const after = text.slice(prefix[0].length).replace(TRUNK_IN_BRACKETS, '')
  const digits = withoutTrunk(digitsOf(after))
  if (digits.length < 7 || digits.length > 15 || !COUNTRY_CODE.test(digits)) return null
  // Mexico's old mobile prefix is no part of a number any more (IFT, resolution of 2019).
  return ok(`+${digits.replace(/^521(?=\d{10}$)/, '52')}`)
}

// Reads a number as people of a region write it: of North America by its shape, of others by the
// table of plans.
function readNational(text: string, digits: string, region: string): Result<string> {
  if (!NANP.test(region)) return parseNationalNumber(text, region)
  const nanp = NANP_GROUPS.test(text) ? NANP_NUMBER.exec(digits) : null
  return nanp === null ? fail('invalid_phone') : ok(`+1${nanp[1]}`)
}

/**
 * Reads a number in digits. In this order: the form that North America alone writes; what is no
 * number in any form; with a country code; by the plan of each region asked for, in their order;
 * and last as digits that only words can make a number.
 */
function parse(text: string, asked: readonly string[] = []): Result<string> {
  const regions = asked.length > 0 ? asked : DEFAULT_REGIONS
  const bare = LETTER.test(text) && !text.endsWith(')') ? text.replace(EXTENSION, '') : text
  const digits = digitsOf(bare)
  if (digits.length < 7 || digits.length > 17) return fail('invalid_phone')
  const isFormatted = digits.length <= 11 && FORMATTED.test(bare) && NANP_NUMBER.test(digits)
  if (isFormatted && regions.some((region) => NANP.test(region)))
    return ok(`+1${digits.slice(-10)}`)
  if (NOT_PHONE.test(bare)) return fail('invalid_phone')
  const international = readInternational(bare)
  if (international !== null) return international
  for (const region of regions) {
    const national = readNational(bare, digits, region)
    if (national.ok) return national
  }
  // Of no region asked for: only words nearby can make it one.
  return digits.length <= 13 ? ok(digits) : fail('invalid_phone')
}

// A number with its trunk prefix, in groups: little else begins with a 0 and has nine to twelve
// digits (ITU-T E.123, 3.1; national plans of Europe, Asia and Oceania). Of plans without one, the
// groups of Russia and Spain are as telling. After two digits come four pairs, or a longer group,
// so that `03/27 4111` and `04.07.82 1030` are none.
const TRUNK =
  /^\(?0[1-9](?:(?:[ .-]\d{2}){4}|\)?(?:[ .-]{1,2}|\/(?=\d{5}))\d{3,8}(?:[ .-]\d{2,5}){0,2}|\d{1,3}\)?(?:[ .-]{1,2}|\/(?=\d{5}))\d{2,8}(?:[ .-]\d{2,5}){0,3})$/
const TELLING_GROUPS = /^(?:8[ -]?\(?9\d{2}\)?[ -]\d{3}[ -]\d{2}[ -]\d{2}|[679]\d{2}(?: \d{2}){3})$/
const isTelling = (candidate: string, digits: string): boolean =>
  (digits.length >= 9 && digits.length <= 12 && TRUNK.test(candidate)) ||
  TELLING_GROUPS.test(candidate)

/**
 * Certainty by the form: an international number most, groups of a plan next, bare digits least.
 * Words for phones add to it.
 */
function weigh(candidate: string, value: string): number {
  const isExtended = LETTER.test(candidate)
  if (
    !value.startsWith('+') &&
    SHAPED.test(isExtended ? candidate.replace(EXTENSION, '') : candidate)
  )
    return 60
  if (!value.startsWith('+') && isTelling(candidate, value)) return 55
  if (!value.startsWith('+'))
    return MANY_GROUPS.test(candidate) ? 20 : GROUPED.test(candidate) ? 10 : 5
  // Too many digits or too few for its country: something follows it, or it is no number.
  if (!hasPossibleLength(value)) return 45
  if (candidate.includes('+')) return 85
  // Right after a word for an order, groups of a plan tell too little, but those that only North
  // America writes.
  if (GROUPED.test(candidate)) return SHAPED.test(candidate) ? 80 : 75
  return isExtended ? 70 : 45
}

// A part that words alone make a number, and a hyphen ties to more digits: `49-015420-323751-8
// home` is none.
const isPartOfLonger = (text: string, start: number, end: number): boolean =>
  /^-\d/.test(text.slice(end, end + 2)) &&
  /^[1-9]\d*(?:-\d+)+$/.test(text.slice(start, end)) &&
  !SHAPED.test(text.slice(start, end))

// The rest of a version whose first parts are left out, such as `0.19045.3803` or `19045.3803` of
// `10.0.19045.3803`.
function isRestOfVersion(text: string, start: number, end: number): boolean {
  let from = start
  while (start - from < LONGEST_BEFORE && (isDigit(text, from - 1) || text[from - 1] === '.'))
    from -= 1
  return from < start && LONE_ZERO.test(text.slice(from, end))
}

// `1000.0.`: longer parts stand at the end of a version.
const LONGEST_BEFORE = 7

// Never read outside the text, which is slow.
const isDigit = (text: string, at: number): boolean => {
  const code = at >= 0 ? text.charCodeAt(at) : 0
  return code >= 48 && code <= 57
}

/**
 * Gives back the last group of digits, which may be a postcode, a time, or the number of a house.
 */
function giveBack(text: string): string {
  const bare = LETTER.test(text) ? text.replace(EXTENSION, '') : text
  if (bare !== text) return bare
  let end = text.length
  while (isDigit(text, end - 1)) end -= 1
  if (end < text.length && text.startsWith('24/', end - 3)) end -= 3
  while (end > 0 && !isDigit(text, end - 1)) end -= 1
  return end === 0 ? text : text.slice(0, end)
}

// A North American number as it is usually written; else up to fifteen digits, two more after an
// exit code.
const TYPED =
  /(?:(?<!\d)(?<!\d-)|(?=\+))(?:(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}|(?:00 ?|011[ -])\d(?:[ ./()-]{0,3}\d){6,14}|[+(]{0,2}\d(?:[ ./()-]{0,3}\d){6,14})(?: ?(?:x|ext\.?|extension) ?\d{1,6})?(?![A-Za-z0-9])(?!-\d|:\d)/

/**
 * Phone number: with a country code anywhere; without one, by the numbering plans of the regions
 * given, and by words nearby for the rest.
 */
export const phone: Identifier = {
  type: 'phone',
  dataClass: 'contact',
  fieldDecides: true,
  anchors: ['sign'],
  minDigits: 7,
  pattern: new RegExp(TYPED.source, 'gi'),
  parse,
  mask: (value) => HIDDEN + value.slice(-2),
  weigh,
  shrink: giveBack,
  fitsIn: (text, start, end) =>
    !isPartOfLonger(text, start, end) && !isRestOfVersion(text, start, end),
  yields: true,
  context: {
    words: PHONE_WORDS,
    after: PHONE_WORDS_AFTER,
    follows: 'email',
  },
  examples: {
    valid: ['+1 415-555-0132', '(415) 555-0132', '415.555.0132 x12', '+44 (0)20 7946 0958'],
    invalid: ['2026-11-22', '12345', '123456789012345678'],
  },
}
