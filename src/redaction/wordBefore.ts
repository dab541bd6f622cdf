import { IS_HOST, LETTER_OF, scanLeft } from './characters.js'
import type { OutlinedText } from './contextWords.js'
import { codeAt } from './digitRuns.js'

const SPACE = 32
const PLUS = 43
const MINUS = 45
const FULL_STOP = 46
const SLASH = 47
const LOW_LINE = 95
/** The longest word that a value begins with, `października` of `października 28`. */
const LONGEST_WORD = 12

// What a key of base 64 has before its first digit, at most.
const RANDOM = /(?<![\w+/=-])[A-Za-z]{4}[A-Za-z+/]{0,60}$/

/** Gives where letters and slashes begin that go on in a word: `wJalrXUtnFEMI/K7MDENG`. */
function randomBefore(text: string, start: number, floor: number): number {
  const found = RANDOM.exec(text.slice(Math.max(floor, start - 64), start))
  return found === null ? start : start - found[0].length
}

/**
 * Gives where a value may begin whose first digit stands in a later word: `AB 12 34 56 C`,
 * `sk_live_...`. Never before `floor`.
 */
export function wordBefore({ text, classes }: OutlinedText, start: number, floor: number): number {
  const mark = codeAt(text, start - 1)
  if (mark === SLASH || mark === PLUS) return randomBefore(text, start, floor)
  if (mark === LOW_LINE || mark === MINUS || mark === FULL_STOP)
    return scanLeft(classes, start, Math.max(floor, start - 40), IS_HOST)
  if (mark !== SPACE) return start
  // `Jun. 15`
  const end = start > 1 && codeAt(text, start - 2) === FULL_STOP ? start - 2 : start - 1
  return scanLeft(classes, end, Math.max(floor, end - LONGEST_WORD), LETTER_OF)
}
