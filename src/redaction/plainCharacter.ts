import { digitOfScript } from '../model/index.js'

// References of HTML, by number, and by the names of what stands in numbers and addresses. Bounded,
// so that an ampersand costs little.
const ENTITY =
  /&(?:#\d{2,6}|#x[0-9a-f]{2,5}|nbsp|commat|period|hyphen|dash|ndash|shy|colon|sol|plus|lowbar|num|lpar|rpar|gt|quot);/iy
// How JSON writes what it cannot hold as it is, once or, as text within text, more often (RFC 8259,
// 7). Bounded, for a long run of them is looked at from each.
const ESCAPE = /\\{1,8}(?:u[0-9a-f]{4}|[bfnrt"/])/iy

// What each stands for. A backspace is nothing: nobody sees it.
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', ''],
  ['f', '\n'],
  ['n', '\n'],
  ['r', '\n'],
  ['t', '\t'],
  ['"', '"'],
  ['/', '/'],
])
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['nbsp', ' '],
  ['commat', '@'],
  ['period', '.'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['ndash', '-'],
  ['shy', ''],
  ['colon', ':'],
  ['sol', '/'],
  ['plus', '+'],
  ['lowbar', '_'],
  ['num', '#'],
  ['lpar', '('],
  ['rpar', ')'],
  ['gt', '>'],
  ['quot', '"'],
])
// Literals in functions, as properties of characters take long to load.
const isInvisible = (character: string): boolean => /^[\p{Cf}\p{M}]$/u.test(character)
const isSpace = (character: string): boolean => /^\p{Zs}$/u.test(character)
const isDash = (character: string): boolean => /^[\p{Pd}\u2212]$/u.test(character)

// Marks that readers take for those of ASCII and Unicode does not: stops of Arabic, Urdu and Hindi;
// the middle dot and the long vowel of Japanese, which people type between digits; the dots of a list, typed so too.
const MARKS: ReadonlyMap<number, string> = new Map([
  [0x060c, ','],
  [0x061b, ';'],
  [0x061f, '?'],
  [0x06d4, ';'],
  [0x0964, ';'],
  [0x0965, ';'],
  [0x00b7, '.'],
  [0x2022, '.'],
  [0x30fb, '.'],
  [0x30fc, '-'],
  [0xff65, '.'],
  [0xff70, '-'],
])

// Tab, line feed and what else parts words and lines is seen, as space.
const isControl = (code: number): boolean => code < 9 || (code > 13 && code < 32) || code === 127

/**
 * Works out what a reader takes a character for: what looks like ASCII is ASCII (Unicode TR 36, 2),
 * digits of every script are digits, and what nobody sees is nothing. `４` is `4`, a space of no
 * width nothing; `ß`, which is like nothing in ASCII, stays.
 */
function workOut(character: string): string {
  const code = character.codePointAt(0) ?? 0
  // Nobody sees a control character but those that part words and lines: a text of two bytes a
  // character is full of them.
  if (code < 0x80) return isControl(code) ? '' : character
  const mark = MARKS.get(code)
  if (mark !== undefined) return mark
  const digit = digitOfScript(code)
  if (digit !== null) return String(digit)
  if (isSpace(character)) return ' '
  if (isDash(character)) return '-'
  const composed = character.normalize('NFKC')
  if (composed.length <= character.length && /^[\x20-\x7e]+$/.test(composed)) return composed
  return isInvisible(character) ? '' : character
}

/**
 * Gives what an entity of HTML stands for, by its name or its number; itself where nobody knows it.
 */
function plainEntity(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase()
  if (!name.startsWith('#')) return ENTITIES.get(name) ?? entity
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code >= 0x20 && code <= 0x10ffff ? workOut(String.fromCodePoint(code)) : entity
}

/** Gives the character that an escape of JSON stands for; an unknown escape is left as it is. */
function plainEscape(written: string): string {
  const letter = written.charAt(written.lastIndexOf('\\') + 1)
  return letter === 'u' || letter === 'U'
    ? workOut(String.fromCharCode(Number.parseInt(written.slice(-4), 16)))
    : (ESCAPES.get(letter.toLowerCase()) ?? written)
}

// What was worked out before, by code point; begun anew when full, so that no text can fill it for
// good.
const KNOWN = new Map<number, string>()
const MOST_KNOWN = 16_384

/** Gives what a reader takes a character for, from what was worked out before where it was. */
function plainPoint(code: number): string {
  const known = KNOWN.get(code)
  if (known !== undefined) return known
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear()
  const worked = workOut(String.fromCodePoint(code))
  KNOWN.set(code, worked)
  return worked
}

const AMPERSAND = 38
const BACKSLASH = 92
const RETURN = 13
const LINE_FEED = 10

/**
 * Gives how long what a pattern finds at a place is; 1, the character itself, where it finds
 * nothing.
 */
const sizeOf = (pattern: RegExp, text: string, index: number): number => {
  pattern.lastIndex = index
  return pattern.test(text) ? pattern.lastIndex - index : 1
}
const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/**
 * Gives the length of the character, the HTML entity or the escape of JSON at a place, in UTF-16
 * units: 1 for `a`, 8 for `&commat;`, 6 for an escape of four digits.
 */
export function lengthAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  if (code === AMPERSAND) return sizeOf(ENTITY, text, index)
  if (code === BACKSLASH) return sizeOf(ESCAPE, text, index)
  // Mail ends its lines with both (RFC 5322, 2.1).
  if (code === RETURN) return text.charCodeAt(index + 1) === LINE_FEED ? 2 : 1
  const isPair = isHigh(code) && index + 1 < text.length && isLow(text.charCodeAt(index + 1))
  return isPair ? 2 : 1
}

/**
 * Gives what a reader takes the character, entity or escape at a place for, never longer than it
 * is: ASCII, nothing for what cannot be seen, or itself.
 */
export function plainAt(text: string, index: number, length: number): string {
  const code = text.codePointAt(index) ?? 0
  if (length > 1 && code === AMPERSAND) return plainEntity(text.slice(index, index + length))
  if (length > 1 && code === BACKSLASH) return plainEscape(text.slice(index, index + length))
  return code === RETURN ? '\n' : plainPoint(code)
}

const IS_PLAIN = /^[\x20-\x7e]*$/

/** Tells whether a text has nothing in it but what ASCII shows, as nearly all words of the tables. */
export const isPlain = (text: string): boolean => IS_PLAIN.test(text)

/**
 * Gives what a reader takes a text without entities for, such as a word of a list: `Überweisung` as
 * it is folded in a text.
 */
export const plainText = (text: string): string =>
  isPlain(text)
    ? text
    : Array.from(text, (character) => plainPoint(character.codePointAt(0) ?? 0)).join('')
