import { type Classes, classAt, classOf, LETTER_OF } from './characters.js'

/** A word looked for: its letters as classes, 0 for what is none, with a 0 before it and, unless it may go on, at its end. */
interface Stem {
  readonly letters: readonly number[]
  /** Which of its letters the window begins with that led to it. */
  readonly at: number
}

/** Words to be looked for all at once. */
export interface WordWindows {
  /** By three letters, in which list to look; 0 for none. */
  readonly listOf: Uint16Array
  readonly lists: readonly (readonly Stem[])[]
}

// Words are looked for three places at a time: of three windows of three letters in a row one begins at such a place.
// A chat line is scanned at 35 MB/s so, and at 25 with one expression of all words.
const WINDOW = 3
const LONGEST = 2 * WINDOW - 1
const KEYS = 1 << (5 * WINDOW)
const keyOf = (one: number, two: number, three: number): number => (((one << 5) | two) << 5) | three

// Letters from common to rare, for the part of a word that is met least in other words.
const COMMON = 'etaoinshrdlucmfwygpbvkxqjz'
const rarityOf = (letter: number): number =>
  letter === 0 ? -1 : COMMON.indexOf(String.fromCharCode(96 + letter))

/** Keys of a window; what comes after a word as short as `pw` may be any letter. */
function keysOf([one = 0, two = 0, three]: readonly number[]): readonly number[] {
  return three === undefined
    ? Array.from({ length: LETTER_OF + 1 }, (_, any) => keyOf(one, two, any))
    : [keyOf(one, two, three)]
}

/** Gives where the part of a word begins that is met least in other words: there it is looked for. */
function rarestPart(letters: readonly number[]): number {
  const scores = letters
    .slice(0, Math.max(1, letters.length - LONGEST + 1))
    .map((_, at) => letters.slice(at, at + LONGEST).reduce((sum, one) => sum + rarityOf(one), 0))
  return scores.indexOf(Math.max(...scores))
}

/** Gives the letters of a word as classes; a star at its end lets it go on. */
export function lettersOf(word: string): readonly number[] {
  const stem = word.replace(/\*$/, '')
  const letters = [...stem].map((letter) => classOf(letter.charCodeAt(0)) & LETTER_OF)
  return stem === word ? [0, ...letters, 0] : [0, ...letters]
}

/** Makes the table of words, written as their letters' classes. */
export function makeWindows(words: readonly (readonly number[])[]): WordWindows {
  const listOf = new Uint16Array(KEYS)
  const lists: Stem[][] = [[]]
  const note = (key: number, stem: Stem): void => {
    if (listOf[key] === 0) listOf[key] = lists.push([]) - 1
    lists[listOf[key] ?? 0]?.push(stem)
  }
  for (const letters of words) {
    const part = rarestPart(letters)
    for (let at = part; at < part + WINDOW; at += 1)
      for (const key of keysOf(letters.slice(at, at + WINDOW))) note(key, { letters, at })
  }
  return { listOf, lists }
}

// Calls nothing, so that it runs as fast as characters can be read.
function nextWindow(classes: Classes, listOf: Uint16Array, from: number, to: number): number {
  for (let at = from; at < to; at += WINDOW) {
    const key =
      (((((classes[at] ?? 0) & LETTER_OF) << 5) | ((classes[at + 1] ?? 0) & LETTER_OF)) << 5) |
      ((classes[at + 2] ?? 0) & LETTER_OF)
    if ((listOf[key] ?? 0) > 0) return at
  }
  return to
}

const letterAt = (classes: Classes, at: number): number => classAt(classes, at) & LETTER_OF

/** Tells whether the letters around a window are those of a word, from its end, where most words differ. */
function startsAt(classes: Classes, { letters, at }: Stem, window: number): boolean {
  const start = window - at
  for (let i = letters.length - 1; i >= 0; i -= 1)
    if (start + i >= 0 && letterAt(classes, start + i) !== letters[i]) return false
  return start >= -1
}

/** A place where a word may stand, and from where to look for the next. */
export interface WordPlace {
  readonly word: number
  readonly next: number
}

/**
 * Finds the next place from one on where the letters of a word stand, in a text of so many characters; `null` for none.
 * Letters of other alphabets share classes, so the word itself is for the caller to read.
 */
export function nextWord(
  { listOf, lists }: WordWindows,
  classes: Classes,
  from: number,
  length: number,
): WordPlace | null {
  for (let at = nextWindow(classes, listOf, from, length); at < length; ) {
    const key = keyOf(letterAt(classes, at), letterAt(classes, at + 1), letterAt(classes, at + 2))
    for (const stem of lists[listOf[key] ?? 0] ?? [])
      if (startsAt(classes, stem, at)) return { word: at - stem.at + 1, next: at + WINDOW }
    at = nextWindow(classes, listOf, at + WINDOW, length)
  }
  return null
}
