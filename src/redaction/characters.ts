/**
 * Class of a character: which letter it is, and these bits. 1-26 is an ASCII letter of either case, 27-30 a letter of
 * another alphabet that puts spaces between words, 31 one of a script that does not; 0 is no letter.
 */
export const LETTER_OF = 31
/** What stands for every letter of the scripts that put no spaces between words. */
export const UNSPACED = 31
/** A digit. */
export const IS_DIGIT = 32
/** An ASCII letter. */
export const IS_LETTER = 64
/** A hexadecimal digit, or the colon between such groups. */
export const IS_HEX = 128
/** A mark that people put between groups of digits. */
export const IS_GAP = 256
/** What an e-mail address may have before its sign. */
export const IS_LOCAL = 512
/** What a host name may have. */
export const IS_HOST = 1024
/** A digit, or a mark in or after which an identifier can begin: full stop, colon, at sign. */
export const IS_START = 2048
/** What may have to be read as an ASCII character or as nothing. */
export const IS_FOLDED = 4096
/** A bracket that opens, or the mark of a line that is quoted. */
export const IS_OPEN = 8192

// Beyond a class: a word may start at a character behind what is no letter; one behind it may not; one may start at it
// behind anything. Words of scripts without spaces stand anywhere, and after them any word; some words start with a digit.
const MAY_START = 1 << 16
const GOES_ON = 1 << 17
const STARTS = 1 << 18

/** Gives 1 where a word may start at a character, by its row of the table and that of the character before; else 0. */
export const mayStart = (row: number, before: number): number =>
  (((row & ~(before >> 1)) | (row >> 2)) >> 16) & 1

/** Classes of the characters of a text, with zeros after its end, so that reading a little past it is safe. */
export type CharacterClasses = Uint16Array

// What may have to be folded, because a reader takes it for an ASCII character or does not see it: digits of other
// scripts, wide and mathematical forms, spaces, dashes, invisible characters, and the first halves of such pairs. Not
// the letters of living alphabets, curly quotes, ellipses and most emoji.
const FOLDED = [
  [0x80, 0xbf],
  [0x2b0, 0x36f],
  [0x483, 0x489],
  [0x600, 0x1dff],
  [0x2000, 0x2017],
  [0x2020, 0x2025],
  [0x2027, 0x2fff],
  [0x3000, 0x3000],
  [0x30fb, 0x30fc],
  [0xa000, 0xabff],
  [0xd800, 0xd83b],
  [0xd83f, 0xdbff],
  [0xfb00, 0xffef],
] as const

// Thai, Chinese characters, kana and the syllables of Korean, which glue what follows to a word.
const UNSPACED_SCRIPTS = [
  [0x0e01, 0x0e4e],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x3400, 0x9fff],
  [0xac00, 0xd7a3],
] as const

/**
 * Gives a UTF-16 unit in lower case: of Latin, with its accents, and of Cyrillic, which is what words are written in
 * that have two cases.
 */
export function toLower(code: number): number {
  if (code < 0x80) return code >= 65 && code <= 90 ? code + 32 : code
  if (code < 0x100) return code >= 0xc0 && code <= 0xde && code !== 0xd7 ? code + 32 : code
  if (code === 0x130) return 0x69
  if (code < 0x180) {
    const isOddUpper = (code >= 0x139 && code <= 0x148) || code >= 0x179
    return (code & 1) === (isOddUpper ? 1 : 0) ? code + 1 : code
  }
  if (code >= 0x410 && code <= 0x42f) return code + 32
  return code >= 0x400 && code <= 0x40f ? code + 80 : code
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

const mark = (table: Int32Array, characters: string, bits: number): void => {
  for (const character of characters) {
    const code = character.charCodeAt(0)
    table[code] = (table[code] ?? 0) | bits
  }
}

/** Makes the table of classes, of every UTF-16 unit, and of where words may start. */
function makeTable(): Int32Array {
  const table = new Int32Array(0x1_0000)
  // Beyond ASCII, letters of alphabets are part of addresses and hosts.
  for (let code = 0xc0; code < 0x2000; code += 1)
    table[code] = IS_LOCAL | IS_HOST | MAY_START | GOES_ON | (27 + (toLower(code) & 3))
  for (const [first, last] of FOLDED) table.fill((table[first] ?? 0) | IS_FOLDED, first, last + 1)
  for (const [first, last] of UNSPACED_SCRIPTS)
    table.fill(UNSPACED | MAY_START | STARTS | ((table[first] ?? 0) & IS_FOLDED), first, last + 1)
  for (const [rank, letter] of [...LETTERS].entries()) {
    const bits = (rank + 1) | IS_LETTER | IS_LOCAL | IS_HOST | MAY_START | GOES_ON
    mark(table, letter + letter.toUpperCase(), bits)
  }
  mark(table, '0123456789', IS_DIGIT | IS_HEX | IS_LOCAL | IS_HOST | IS_START | MAY_START)
  mark(table, 'abcdefABCDEF:', IS_HEX)
  mark(table, ' -./()*#|~=\\\t,\n_', IS_GAP)
  mark(table, "!#$%&'+/=?^_`{|}~.-", IS_LOCAL)
  mark(table, '.-_', IS_HOST)
  mark(table, '.:@', IS_START)
  mark(table, '&\\\r', IS_FOLDED)
  mark(table, '[({<>', IS_OPEN)
  // What controls a terminal, but not what parts words and lines.
  for (let code = 0; code < 0x80; code += 1)
    if (code < 9 || (code > 13 && code < 32) || code === 127) table[code] = IS_FOLDED
  return table
}

/** The class of each UTF-16 unit, and beyond it what `mayStart` reads. */
export const ROWS: Int32Array = makeTable()

/** The class of a UTF-16 unit. */
export const classOf = (code: number): number => (ROWS[code] ?? 0) & 0xffff

/** The class of the character at a place; 0 outside the text. */
export const classAt = (classes: CharacterClasses, index: number): number => classes[index] ?? 0

/** Walks left over characters of the classes given, down to a floor. */
export function scanLeft(
  classes: CharacterClasses,
  from: number,
  floor: number,
  bits: number,
): number {
  let index = from
  while (index > floor && (classAt(classes, index - 1) & bits) !== 0) index -= 1
  return index
}

/** Walks right over characters of the classes given, up to a ceiling. */
export function scanRight(
  classes: CharacterClasses,
  from: number,
  ceiling: number,
  bits: number,
): number {
  let index = from
  while (index < ceiling && (classAt(classes, index) & bits) !== 0) index += 1
  return index
}

/** Gives the next place, up to a ceiling, with a character that is folded. */
export function findFolded(classes: CharacterClasses, from: number, ceiling: number): number {
  let index = from
  while (index < ceiling && (classAt(classes, index) & IS_FOLDED) === 0) index += 1
  return index
}
