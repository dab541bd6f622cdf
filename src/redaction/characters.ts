/** Digits counted at most. */
export const MOST_DIGITS = 20

/** Class of a character, as a bit: a digit. */
export const IS_DIGIT = 1
/** An ASCII letter. */
export const IS_LETTER = 2
/** A hexadecimal digit, or the colon between such groups. */
export const IS_HEX = 4
/** A mark that people put between groups of digits. */
export const IS_GAP = 8
/** What an e-mail address may have before its sign. */
export const IS_LOCAL = 16
/** What a host name may have. */
export const IS_HOST = 32

const mark = (table: Uint8Array, characters: string, bit: number): void => {
  for (const character of characters) {
    const code = character.charCodeAt(0)
    table[code] = (table[code] ?? 0) | bit
  }
}
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const CLASSES = new Uint8Array(128)
mark(CLASSES, '0123456789', IS_DIGIT | IS_HEX | IS_LOCAL | IS_HOST)
mark(CLASSES, LETTERS + LETTERS.toUpperCase(), IS_LETTER | IS_LOCAL | IS_HOST)
mark(CLASSES, 'abcdefABCDEF:', IS_HEX)
mark(CLASSES, ' -./()*#|~=\\\t,', IS_GAP)
mark(CLASSES, "!#$%&'+/=?^_`{|}~.-", IS_LOCAL)
mark(CLASSES, '.-_', IS_HOST)

/** The class of a character. Beyond ASCII, letters of alphabets are part of addresses and hosts. */
export const classOf = (text: string, index: number): number => {
  // Engines compile reads outside a text to something slow for good: not even one is made.
  if (index < 0 || index >= text.length) return 0
  const code = text.charCodeAt(index)
  return code < 128 ? (CLASSES[code] ?? 0) : code >= 0xc0 && code < 0x2000 ? IS_LOCAL | IS_HOST : 0
}

/** Walks left over characters of the classes given, down to a floor. */
export function left(text: string, from: number, floor: number, bits: number): number {
  let index = from
  while (index > floor && (classOf(text, index - 1) & bits) !== 0) index -= 1
  return index
}

/** Walks right over characters of the classes given, up to a ceiling. */
export function right(text: string, from: number, ceiling: number, bits: number): number {
  let index = from
  while (index < ceiling && (classOf(text, index) & bits) !== 0) index += 1
  return index
}

const LONGEST_RUN = 64
/** Gives where a run of host characters ends, 64 on at most. */
export const runEnd = (text: string, from: number): number =>
  right(text, from, Math.min(text.length, from + LONGEST_RUN), IS_HOST)

/** A run of digits with at most five marks between two of them, and the place up to which it was asked about. */
export interface DigitRun {
  at: number
  end: number
  /** Digits from that place on. */
  digits: number
}

/**
 * Counts digits from a digit on, over at most five marks at a time, as far as matters. The run last counted is kept,
 * so that asking at each of its groups in turn walks it twice and not once for each.
 */
export function countDigits(text: string, from: number, run: DigitRun): number {
  if (from < run.at || from >= run.end) {
    run.at = from
    run.digits = 0
    run.end = from
    for (let i = from; i < text.length && i - run.end <= 5; i += 1) {
      const bits = classOf(text, i)
      if ((bits & IS_DIGIT) !== 0) {
        run.digits += 1
        run.end = i + 1
      } else if ((bits & IS_GAP) === 0) break
    }
  }
  for (; run.at < from; run.at += 1) {
    if ((classOf(text, run.at) & IS_DIGIT) !== 0) run.digits -= 1
  }
  return Math.min(run.digits, MOST_DIGITS)
}

/** Digits that follow may belong to something that begins inside what was found. */
export const goesOn = (text: string, end: number): boolean =>
  (classOf(text, right(text, end, Math.min(text.length, end + 5), IS_GAP)) & IS_DIGIT) !== 0

/** A plus sign or brackets stand before the first digit of a phone number, a minus before a coordinate. */
export function signBefore(text: string, start: number): number {
  const one = text.charAt(start - 1)
  if (one !== '+' && one !== '(' && one !== '-') return start
  const two = text.charAt(start - 2)
  return one !== '-' && (two === '+' || two === '(') ? start - 2 : start - 1
}

/** `1-1-1-1 ...`: digits typed one by one were joined when the text was folded; what is left of them is noise. */
export function isScattered(text: string, start: number): boolean {
  let at = start
  for (let group = 0; group < 3; group += 1) {
    if ((classOf(text, at) & IS_DIGIT) === 0 || (classOf(text, at + 1) & IS_DIGIT) !== 0)
      return false
    at = right(text, at + 1, Math.min(text.length, at + 4), IS_GAP)
  }
  return true
}

const NOISE_GROUPS = 24

/**
 * Tells how far `44-44-44- ...` is noise: 24 groups and more of one to three digits (two, between spaces) with the
 * same single mark between. The last of them are always tried, for they may begin something.
 */
export function noiseEnd(text: string, start: number): number {
  const mark = text.charCodeAt(right(text, start, start + 4, IS_DIGIT))
  const longest = mark === 32 ? 2 : 3
  let half = 0
  let at = start
  for (let group = 0; group < NOISE_GROUPS; group += 1) {
    const end = right(text, at, at + 4, IS_DIGIT)
    if (end === at || end - at > longest || text.charCodeAt(end) !== mark) return 0
    at = end + 1
    if (group === NOISE_GROUPS / 2) half = at
  }
  return half
}
