import { LINKS } from '../identifiers/index.js'
import { type Attempt, attempt, attempts, type CandidateSearch } from './attempt.js'
import { findBicAfterIban } from './bicAfterIban.js'
import { type Classes, classAt, classOf, LETTER_OF, UNSPACED } from './characters.js'
import { plainText } from './plainCharacter.js'

/** A word after which a value is tried: its letters as classes, 0 for what is none, with a 0 before and at its end. */
interface Stem {
  readonly letters: readonly number[]
  /** Which of its letters the window begins with that led to it. */
  readonly at: number
}

/** What is tried after its own words alone. */
interface WordAttempts {
  readonly tries: readonly Attempt[]
  /** By three letters, in which list to look; 0 for none. */
  readonly listOf: Uint16Array
  readonly lists: readonly (readonly Stem[])[]
  readonly words: RegExp
}

// Words are looked for three places at a time: of three windows of three letters in a row one begins at such a place.
// That halves what it costs to look through a text in which there is none.
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

function rarestPart(letters: readonly number[]): number {
  const scores = letters
    .slice(0, Math.max(1, letters.length - LONGEST + 1))
    .map((_, at) => letters.slice(at, at + LONGEST).reduce((sum, one) => sum + rarityOf(one), 0))
  return scores.indexOf(Math.max(...scores))
}

function lettersOf(word: string): readonly number[] {
  const stem = word.replace(/\*$/, '')
  const letters = [...stem].map((letter) => classOf(letter.charCodeAt(0)) & LETTER_OF)
  return stem === word ? [0, ...letters, 0] : [0, ...letters]
}

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
// A space stands for any one mark, and a star lets the word go on, as in every context.
const toPattern = (word: string): string =>
  literal(word.replace(/\*$/, '')).replaceAll(' ', '[ _.-]') +
  (word.endsWith('*') ? '\\p{L}{0,12}' : '(?!\\p{L})')

function makeNamed(): WordAttempts {
  const tries = attempts.filter(({ identifier }) => identifier.anchors.includes('named'))
  // Where no spaces part words, what follows one cannot be told from it; values with digits are found there all the same.
  const words = tries
    .flatMap(({ identifier, context }) => identifier.triedAt ?? context?.words ?? [])
    .map(plainText)
    .filter((word) => !lettersOf(word).includes(UNSPACED))
  const listOf = new Uint16Array(KEYS)
  const lists: Stem[][] = [[]]
  const note = (key: number, stem: Stem): void => {
    if (listOf[key] === 0) listOf[key] = lists.push([]) - 1
    lists[listOf[key] ?? 0]?.push(stem)
  }
  for (const letters of words.map(lettersOf)) {
    const part = rarestPart(letters)
    for (let at = part; at < part + WINDOW; at += 1)
      for (const key of keysOf(letters.slice(at, at + WINDOW))) note(key, { letters, at })
  }
  const longestFirst = words.map(toPattern).toSorted((a, b) => b.length - a.length)
  return { tries, listOf, lists, words: new RegExp(`(?:${longestFirst.join('|')})`, 'iuy') }
}

// Made when first needed, as loading must be quick.
let made: WordAttempts | undefined
const named = (): WordAttempts => {
  made ??= makeNamed()
  return made
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

function startsAt(classes: Classes, { letters, at }: Stem, window: number): boolean {
  const start = window - at
  for (let i = letters.length - 1; i >= 0; i -= 1)
    if (start + i >= 0 && letterAt(classes, start + i) !== letters[i]) return false
  return start >= -1
}

/** A place where a word stands that may name a value, and from where to look for the next. */
export interface WordPlace {
  readonly word: number
  readonly next: number
}

/** Tells whether anything is wanted that only such words announce. */
export const isNamedWanted = (wanted: Uint8Array | null): boolean =>
  wanted === null || named().tries.some(({ order }) => wanted[order] === 1)

/** Finds the next word that may name a value which nothing else announces. */
export function nextNamed(text: string, classes: Classes, from: number): WordPlace | null {
  const { listOf, lists } = named()
  for (let at = nextWindow(classes, listOf, from, text.length); at < text.length; ) {
    const key = keyOf(letterAt(classes, at), letterAt(classes, at + 1), letterAt(classes, at + 2))
    for (const stem of lists[listOf[key] ?? 0] ?? [])
      if (startsAt(classes, stem, at)) return { word: at - stem.at + 1, next: at + WINDOW }
    at = nextWindow(classes, listOf, at + WINDOW, text.length)
  }
  return null
}

// What stands between a word and the value it names, in any order.
const BETWEEN = new RegExp(
  `(?:[\\s:="'\u2018\u2019\u201c\u201d«»(>-]|(?:${LINKS.spaced}|${LINKS.mine}|${LINKS.newOrOld}|e|are|it|now|i|use|used|had|put|set|to|be|would|of|for|number|no|code|#)(?![\\p{L}\\p{N}'])){1,10}`,
  'iuy',
)

/** Tries what no digit announces, such as a password, after the words that name it. */
export function findNamed(search: CandidateSearch, first: WordPlace | null): boolean {
  const { tries, words } = named()
  for (
    let place = first;
    place !== null;
    place = nextNamed(search.text, search.classes, place.next)
  ) {
    words.lastIndex = place.word
    if (!words.test(search.text)) continue
    BETWEEN.lastIndex = words.lastIndex
    const at = BETWEEN.test(search.text) ? BETWEEN.lastIndex : -1
    search.left -= Math.max(at, words.lastIndex) - place.word
    for (const one of tries) {
      const start = one.identifier.beginsAt?.(search.text, place.word) ?? at
      if (start >= 0) attempt(search, one, start)
    }
    if (search.left < 0) return false
  }
  findBicAfterIban(search)
  return true
}
