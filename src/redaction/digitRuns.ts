import { HIDDEN, isMonthName } from '../identifiers/index.js'
import {
  type CharacterClasses,
  classAt,
  IS_DIGIT,
  IS_GAP,
  LETTER_OF,
  scanLeft,
  scanRight,
} from './characters.js'

/** Digits counted at most. More tell no kinds apart: the longest has nineteen. */
export const MOST_DIGITS = 20

/**
 * A run of digits with at most five marks between two of them, and the place up to which it was
 * asked about.
 */
export interface DigitRun {
  at: number
  end: number
  /** Digits from that place on. */
  digits: number
}

/**
 * Counts digits from a digit on, over at most five marks at a time, as far as matters. The run last
 * counted is kept, so that asking at each of its groups in turn walks it twice and not once for
 * each.
 */
export function countDigits(classes: CharacterClasses, from: number, run: DigitRun): number {
  if (from < run.at || from >= run.end) {
    run.at = from
    run.digits = 0
    run.end = from
    for (let i = from; i - run.end <= 5; i += 1) {
      const bits = classAt(classes, i)
      if ((bits & IS_DIGIT) !== 0) {
        run.digits += 1
        run.end = i + 1
      } else if ((bits & IS_GAP) === 0) break
    }
  }
  for (; run.at < from; run.at += 1) {
    if ((classAt(classes, run.at) & IS_DIGIT) !== 0) run.digits -= 1
  }
  return Math.min(run.digits, MOST_DIGITS)
}

const SPACE = 32
const FULL_STOP = 46
const LINE_FEED = 10

/** What ends a sentence or a part of it: `,` `.` `;` `!` `?` `)`. */
const isStop = (code: number): boolean =>
  code === 44 || code === 46 || code === 59 || code === 33 || code === 63 || code === 41

const isLower = (code: number): boolean => code >= 97 && code <= 122

/** Tells whether a digit stands behind at most five marks. */
const digitFollows = (classes: CharacterClasses, end: number): boolean =>
  (classAt(classes, scanRight(classes, end, end + 5, IS_GAP)) & IS_DIGIT) !== 0

/**
 * Tells whether something may begin inside what was found and end after it. Not where the text or
 * the line ends there, or, after a stop or none, a word in small letters stands next.
 */
export function numberGoesOn(text: string, classes: CharacterClasses, end: number): boolean {
  const at = isStop(text.charCodeAt(end)) ? end + 1 : end
  if (at >= text.length) return false
  const code = text.charCodeAt(at)
  // Nothing goes on over a blank line.
  if (code === LINE_FEED) return text.charCodeAt(at + 1) !== LINE_FEED && digitFollows(classes, at)
  return code !== SPACE || !isLower(text.charCodeAt(at + 1)) || !isLower(text.charCodeAt(at + 2))
}

/**
 * `1-1-1-1 ...`: digits typed one by one were joined when the text was folded; what is left of them
 * is noise. Tells so of three groups of a digit each.
 */
export function isScattered(classes: CharacterClasses, start: number): boolean {
  let at = start
  for (let group = 0; group < 3; group += 1) {
    if ((classAt(classes, at) & IS_DIGIT) === 0 || (classAt(classes, at + 1) & IS_DIGIT) !== 0)
      return false
    at = scanRight(classes, at + 1, at + 4, IS_GAP)
  }
  return true
}

// More groups than any value has.
const NOISE_GROUPS = 24

/**
 * Tells how far `44-44-44- ...` is noise: 24 groups and more of one to three digits (two, between
 * spaces) with the same single mark between. The last of them are always tried, for they may begin
 * something.
 */
export function noiseEnd(text: string, classes: CharacterClasses, start: number): number {
  const mark = text.charCodeAt(scanRight(classes, start, start + 4, IS_DIGIT))
  const longest = mark === SPACE ? 2 : 3
  let half = 0
  let at = start
  for (let group = 0; group < NOISE_GROUPS; group += 1) {
    const end = scanRight(classes, at, at + 4, IS_DIGIT)
    if (end === at || end - at > longest || text.charCodeAt(end) !== mark) return 0
    at = end + 1
    if (group === NOISE_GROUPS / 2) half = at
  }
  return half
}

const PLUS = 43
const MINUS = 45
const BRACKET = 40
/** Gives the UTF-16 unit at a place, 0 before the text. */
export const codeAt = (text: string, index: number): number =>
  index < 0 ? 0 : text.charCodeAt(index)

/**
 * Gives where a number begins with its sign: a plus sign or brackets stand before the first digit
 * of a phone number, a minus before a coordinate. `(+4` begins at the bracket.
 */
export function signBefore(text: string, start: number): number {
  const one = codeAt(text, start - 1)
  if (one !== PLUS && one !== BRACKET && one !== MINUS) return start
  const two = codeAt(text, start - 2)
  return one !== MINUS && (two === PLUS || two === BRACKET) ? start - 2 : start - 1
}

const ASTERISK = 42
/** Tells whether digits are what our mask leaves to be seen, as in `***1111`: three marks, as no statement prints them. */
export const isMasked = (text: string, start: number, end: number): boolean =>
  end - start <= 4 &&
  codeAt(text, start - 1) === ASTERISK &&
  text.startsWith(HIDDEN, start - HIDDEN.length) &&
  codeAt(text, start - HIDDEN.length - 1) !== ASTERISK

/** Tells whether letters make a day of the digits before: `15th`, not `7pm`. */
export const isOrdinal = (text: string, from: number, end: number): boolean =>
  end - from === 2 && /^(?:st|nd|rd|th)$/i.test(text.slice(from, end))

/**
 * Tells whether digits are the day of a month that stands before them: `July 4`. Most words before
 * a number tell otherwise.
 */
export function isAfterMonth(text: string, classes: CharacterClasses, start: number): boolean {
  if (codeAt(text, start - 1) !== SPACE) return false
  const end = codeAt(text, start - 2) === FULL_STOP ? start - 2 : start - 1
  const from = scanLeft(classes, end, Math.max(0, end - 12), LETTER_OF)
  return end - from >= 3 && isMonthName(text.slice(from, end))
}
