import { fail, ok } from '../model/index.js'
import { EAST_ADDRESS, isEast } from './eastAddress.js'
import type { Identifier } from './identifier.js'
import {
  beginsLike,
  codeAt,
  isDigit,
  isInStreetName,
  keysOf,
  LAST_LATIN,
  letterAt,
} from './letters.js'
import { hideAll } from './masks.js'
import { BOX_WORDS } from './postBox.js'
import { isOfScript, SCRIPT_STREET } from './scriptStreet.js'
import {
  FRENCH_STREET,
  FRENCH_WAYS,
  STREET_FIRST,
  streetBefore,
  TOWN as TOWN_BEHIND,
  weighStreetName,
} from './streetName.js'
import { EDGE } from './wholeWords.js'

// English kinds of street, behind the name.
const WAYS =
  'street|st|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|circle|cir|place|pl|terrace|ter|trail|trl|parkway|pkwy|highway|hwy|square|sq|way|close|crescent|gardens|grove|mews|alley|loop|row'

// One word of a name, and what is behind a number within the house.
const NAME = "[A-Za-z0-9\\u00c0-\\u024f][A-Za-z0-9\\u00c0-\\u024f.'’-]{0,24}"
const UNIT = '(?:,? (?:apt|apartment|suite|ste|unit|flat|floor|#)\\.? ?#?[a-z0-9-]{1,6})?'

// The postal codes of states and territories (USPS Publication 28, appendix B).
const STATES =
  'AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VA|VI|VT|WA|WI|WV|WY'
// Royal Mail: area and district, then sector and unit.
// Canada Post: letter and digit in turn.
const POSTCODE =
  '(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\\d[A-Z\\d]? ?\\d[ABD-HJLNP-UW-Z]{2}|[ABCEGHJ-NPRSTVXY]\\d[ABCEGHJ-NPRSTV-Z] ?\\d[ABCEGHJ-NPRSTV-Z]\\d)'

// Of Australia and of Canada (Australia Post, Canada Post).
const AUSTRALIA = 'NSW|VIC|QLD|WA|SA|TAS|ACT|NT'
const ABROAD = 'AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT'

// A town, with a state and a ZIP code or a British postcode behind it.
const TOWN = `(?:,?[ \\n][A-Za-z\\u00c0-\\u024f.'-]{2,20}(?: [A-Za-z\\u00c0-\\u024f.'-]{2,20}){0,2},?[ \\n](?:(?:${STATES})(?: \\d{5}(?:-\\d{4})?)?|(?:${ABROAD}) ${POSTCODE}|(?:${AUSTRALIA}) \\d{4}(?!\\d)|${POSTCODE}))?`
const STREET = `(?:\\d{1,4}/)?\\d{1,6}[a-z]?(?:,? (?:[nsew]|ne|nw|se|sw|north|south|east|west)\\.?)?(?: ${NAME}){1,3} (?:${WAYS})${EDGE.end}\\.?(?: (?:[nsew]|ne|nw|se|sw)${EDGE.end})?${UNIT}${TOWN}`
// `302, Shanti Apts, MG Road, Pune 411001`: parts from the house to the town, then six digits (India Post).
const PARTS = `\\d{1,4}[a-z]?(?:[/-]\\d{1,4}[a-z]?)?(?:, ?${NAME}(?: ${NAME}){0,3}){2,6}[ ,-]{1,3}[1-9]\\d{2} ?\\d{3}(?!\\d)`
// Germany writes them in groups of two: `Postfach 12 34 56`.
const BOX = `${BOX_WORDS}[ :#]{1,2}(?:\\d{2}(?: \\d{2}){1,2}(?![\\d:])|\\d{1,6})(?:${TOWN_BEHIND}|,? \\d{5}(?!\\d))?${TOWN}`

// A state and its ZIP code.
const ZIP = `(?:${STATES}),? \\d{5}(?:-\\d{4})?`

// How far a kind of street may be from its number: words, and characters of one.
const MOST_WORDS = 5
const LONGEST_WORD = 26
const SPACE = 32
const COMMA = 44
const SLASH = 47

const WAY_KEYS = keysOf(WAYS.split('|'))
const WAY_WORDS: ReadonlySet<string> = new Set(WAYS.split('|'))
const CODE_KEYS = keysOf(
  `${STATES}|gir|box|po|p.o|p o|p. |postf|apart|bp|b.p|boîte|casella|c.p|caixa|p.k|skr|а/я|gpo|g.p|case|postb|postl|casil|priv|lock|cx|pob`.split(
    '|',
  ),
)

// Tells whether a kind of street stands at a place.
function isWay(text: string, at: number): boolean {
  if (!beginsLike(WAY_KEYS, text, at)) return false
  let end = at
  while (letterAt(text, end) > 0) end += 1
  return WAY_WORDS.has(text.slice(at, end).toLowerCase())
}

// French puts the kind of street right after the number, after `bis`, or after a letter.
const FRENCH_KEYS = keysOf(`${FRENCH_WAYS}|bis|ter|quater`.split('|'))

// Six digits, where parts that commas part come to an end.
const ENDS_IN_SIX = /[ ,-][1-9]\d{2} ?\d{3}(?!\d)/
const LONGEST_PARTS = 110

/** Tells whether a kind of street is among the words that follow a number, or such parts do. */
function hasWay(text: string, start: number): boolean {
  let at = start
  while (isDigit(codeAt(text, at))) at += 1
  if (codeAt(text, at) === SLASH) for (at += 1; isDigit(codeAt(text, at)); ) at += 1
  else if (letterAt(text, at) > 0) at += 1
  if (codeAt(text, at) === COMMA) {
    if (letterAt(text, at + 2) > 0 && ENDS_IN_SIX.test(text.slice(at, at + LONGEST_PARTS)))
      return true
    at += 1
  }
  for (let words = 0; words < MOST_WORDS && codeAt(text, at) === SPACE; words += 1) {
    if (words > 0 && isWay(text, at + 1)) return true
    if (words < 2 && beginsLike(FRENCH_KEYS, text, at + 1)) return true
    const end = Math.min(text.length, at + 1 + LONGEST_WORD)
    for (at += 1; at < end && isInStreetName(text.charCodeAt(at)); ) at += 1
  }
  return false
}

// Tells whether a postcode, a state or a post box may begin at a place.
const mayBeCode = (text: string, start: number): boolean =>
  isDigit(codeAt(text, start + 1)) ||
  isDigit(codeAt(text, start + 2)) ||
  beginsLike(CODE_KEYS, text, start)

// The words between number and kind, which are the name.
const NAMES = new RegExp(
  `^(?:\\d{1,4}/)?\\d{1,6}[a-z]?,?((?: ${NAME}){1,4}) (?:${WAYS})${EDGE.end}`,
  'i',
)

// Kinds of street that mean little else. `st`, `way` and `place` are words of any sentence.
const SURE_WAY = /(?:street|avenue|boulevard|road|lane|ave|blvd|rd)(?![A-Za-z0-9_\u00c0-\u04ff])/i

// A state with its code, or a postcode, behind a street leaves no doubt.
const ENDS_IN_CODE = new RegExp(
  `[ ,\\n](?:(?:${STATES}) \\d{5}(?:-\\d{4})?|(?:${AUSTRALIA}) \\d{4}|${POSTCODE}|\\d{3} ?\\d{3})$`,
  'i',
)

// `2 adults at that place` has the form of a street; a street's name is written large, or its kind
// leaves no doubt.
function weighStreet(candidate: string): number {
  if (ENDS_IN_CODE.test(candidate)) return 70
  // `on 5/12 Main Street was closed`
  if (candidate.includes('/')) return 30
  const names = NAMES.exec(candidate)?.[1]?.trim().split(' ') ?? []
  if (names.length > 0 && names.every((name) => /^[A-Z0-9\u00c0-\u00de]/.test(name))) return 70
  return names.length <= 2 && SURE_WAY.test(candidate) ? 60 : 20
}
// Apart by what they begin with, as each is compiled when first asked: most streets need the first
// alone.
const WITH_NUMBER_FIRST = new RegExp(`^(?:${FRENCH_STREET}|${STREET}|${PARTS})$`, 'i')
const WITH_WORD_FIRST = new RegExp(
  `^(?:${STREET_FIRST}|${EAST_ADDRESS}|${SCRIPT_STREET}|${POSTCODE}|${BOX}|${ZIP})$`,
  'i',
)
const IS_FRENCH = new RegExp(`^(?:${FRENCH_STREET})$`, 'i')
const IS_STREET_FIRST = new RegExp(`^(?:${STREET_FIRST})$`, 'i')
const startsWithNumber = (text: string): boolean => isDigit(codeAt(text, 0))
const CODE = new RegExp(`^${POSTCODE}$`, 'i')
const IS_BOX = new RegExp(`^${BOX}$`, 'i')

// A town behind a box leaves no doubt: `BP 45, 69002 Lyon`.
const HAS_TOWN = /\d,? (?:\d{5}|\d{2}-\d{3}|\d{4} ?[a-z]{2}(?![a-z]))|[a-z],? [A-Z]{2} \d{5}/i

// `14b`: only the number tells that what stands before it may be a street.
function mayBeStreet(text: string, start: number): boolean {
  for (let at = start + 1; at < start + LONGEST_STREET && at < text.length; at += 1)
    if (isDigit(text.charCodeAt(at))) return streetBefore(text, at) === start
  return false
}

// In characters: name and kind of a street before its number.
const LONGEST_STREET = 64

/**
 * Part of a postal address: a street with its number, in English, French, German, Dutch, Italian,
 * Spanish, Portuguese, Polish, Swedish, Danish and Norwegian, a post box, a British postcode, a
 * United States state and ZIP code.
 */
export const postalAddress: Identifier = {
  type: 'postal_address',
  dataClass: 'contact',
  fieldDecides: true,
  anchors: ['digit', 'mixed', 'word'],
  firstGroup: [1, 2, 3, 4, 5, 6],
  next: ' ,/',
  wordsBehind: [...WAYS.split('|'), ...FRENCH_WAYS.split('|')],
  mayStart(text, start) {
    const code = codeAt(text, start)
    if (isDigit(code)) return hasWay(text, start)
    const isOther = code > LAST_LATIN && (isEast(code) || isOfScript(code))
    return isOther || mayBeCode(text, start) || mayBeStreet(text, start)
  },
  pattern: new RegExp(
    `(?<![A-Za-z0-9$.,/-])(?:${FRENCH_STREET}|${STREET}|${PARTS}|${EAST_ADDRESS}|${SCRIPT_STREET}|${STREET_FIRST}|${POSTCODE}|${BOX}|${ZIP})(?![A-Za-z0-9-])`,
    'gi',
  ),
  // `via email 3 times`: what is counted stands right behind a number that belongs to no street.
  fitsIn: (text, start, end) =>
    /^[A-Z\u00c0-\u00de\d]/.test(text.slice(start, start + 1)) ||
    !/^ \p{Ll}{3,}/u.test(text.slice(end, end + 5)) ||
    mayBeCode(text, start) ||
    weighStreetName(text.slice(start, end)) >= 70,
  parse: (text) =>
    (startsWithNumber(text) ? WITH_NUMBER_FIRST : WITH_WORD_FIRST).test(text)
      ? ok(text)
      : fail('invalid_format'),
  // A street without its number is still a few houses.
  mask: hideAll,
  weigh(candidate) {
    const isNumberFirst = startsWithNumber(candidate)
    if ((isNumberFirst ? IS_FRENCH : IS_STREET_FIRST).test(candidate))
      return weighStreetName(candidate)
    if (isNumberFirst) return weighStreet(candidate)
    if (CODE.test(candidate)) return candidate.includes(' ') ? 65 : 40
    if (isEast(codeAt(candidate, 0)) || isOfScript(codeAt(candidate, 0))) return 70
    if (IS_BOX.test(candidate) && HAS_TOWN.test(candidate)) return 70
    if (/^(?:box|bp|apartado|skrytka) ?\d/i.test(candidate)) return 30
    if (IS_BOX.test(candidate)) return 70
    return /^[A-Z]{2}(?![A-Za-z0-9_\u00c0-\u04ff])/.test(candidate) ? 70 : 40
  },
  context: {
    words: [
      'address*',
      'addr',
      'street',
      'street name',
      'house number*',
      'first line*',
      'postcode*',
      'deliver*',
      'ship*',
      'zip',
      'post code*',
      'live at',
      'lives at',
      'live in',
      'lives in',
      'live on',
      'moved to',
      'adress*',
      'send*',
      'mail*',
      'adresse*',
      'livr*',
      'liefer*',
      'dirección*',
      'direccion*',
      'envi*',
      'correos',
      'indirizz*',
      'endereço*',
      'entrega*',
      'wysył*',
      'adres*',
      'habit*',
      'wohn*',
      'woon*',
      'vivo en',
      'abito',
      'moro',
      'mieszk*',
      ...'adresim|ghar ka pata|pata|عنوان*|العنوان|כתובת|διεύθυνση|διευθυνση|آدرس|पता'.split('|'),
      'bor på',
      'живу',
      'адрес*',
      ...['住所', '地址', '住址', '주소'],
    ],
    after: ['address', 'adresse', 'adres', 'indirizzo', 'dirección', 'direccion', 'endereço'],
  },
  examples: {
    valid: [
      '221B Baker Street',
      '56 N First St',
      '123 Park Ave Apt 12',
      'SW1A 1AA',
      'PO Box 123',
      'NY 10002',
    ],
    invalid: ['five hundred', '12345', 'down the street'],
  },
}
