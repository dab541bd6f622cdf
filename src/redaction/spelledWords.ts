import { type Identifier, identifiers, MONTH_WORDS, wordPattern } from '../identifiers/index.js'
import { addToGroup } from '../model/index.js'
import { type CharacterClasses, UNSPACED } from './characters.js'
import { numberWords } from './numberNames.js'
import { plainText } from './plainCharacter.js'
import { letterClassAt, letterClassesOf, wordKeyAt, wordKeysOf } from './vocabulary.js'

/**
 * What a word that is looked for by its letters is, one bit each: it names a value or a month, or
 * is part of a number.
 */
export const NAMES = 1
/** The same: part of a number. */
export const COUNTS = 2
/** The same: the name of a month. */
export const MONTH = 4
/** The same: names a number that is found however its groups are typed. */
export const GROUPED = 8

/**
 * A word that is looked for by the classes of its letters; letters of other alphabets share some.
 */
export interface SpelledWord {
  readonly letters: readonly number[]
  /** May go on with further letters. */
  readonly isStem: boolean
  readonly is: number
  /** A word that names a value, as a pattern, and that ready to be tried at one place; made when first tried. */
  readonly source: string
  sticky: RegExp | null
}

/**
 * In scripts without spaces, a word cannot be told from what follows it; values with digits are
 * still found there.
 */
const isSpaced = (word: string): boolean => !letterClassesOf(word).includes(UNSPACED)

/**
 * Gives the words that name values of some kinds, each with a star where it may go on.
 */
const wordsOf = (isMeant: (identifier: Identifier) => boolean): readonly string[] =>
  identifiers
    .filter(isMeant)
    .flatMap(({ context }) => context?.words ?? [])
    .map(plainText)
    .filter(isSpaced)

/**
 * Tells whether a form or a check digit tells where a number ends, however its groups are typed: of what a state numbers people
 * by, and of accounts.
 */
export const isGrouped = ({ type, dataClass, contextOnly, mayBeMistyped }: Identifier): boolean =>
  type === 'iban' ||
  ((dataClass === 'government_id' || dataClass === 'health') &&
    (contextOnly === undefined || mayBeMistyped === true))

// A star lets the word go on, as in every context.
const toPattern = (word: string): string =>
  wordPattern(word.replace(/\*$/, '')) + (word.endsWith('*') ? '\\p{L}{0,12}' : '(?!\\p{L})')

/** `passwor*` as its letters, with the star as `isStem`. */
const toSpelled = (word: string, is: number): SpelledWord => {
  const stem = word.replace(/\*$/, '')
  return {
    letters: letterClassesOf(stem),
    isStem: stem !== word,
    is,
    source: is === NAMES ? toPattern(word) : '',
    sticky: null,
  }
}

function makeSpelled(): ReadonlyMap<number, readonly SpelledWord[]> {
  const all = [
    ...wordsOf(({ anchors }) => anchors.includes('named')).map((word) => toSpelled(word, NAMES)),
    ...wordsOf(isGrouped).map((word) => toSpelled(word, GROUPED)),
    ...numberWords().looked.map((word) => toSpelled(word, COUNTS)),
    ...MONTH_WORDS.map((word) => toSpelled(word, MONTH)),
  ].toSorted((a, b) => b.source.length - a.source.length)
  const made = new Map<number, SpelledWord[]>()
  for (const word of all)
    for (const key of wordKeysOf(word.letters, word.isStem)) addToGroup(made, key, word)
  return made
}

// Made when first needed, as loading must be quick.
let made: ReadonlyMap<number, readonly SpelledWord[]> | undefined

/**
 * Gives the words that name a value or are part of a number, by the classes of their first four
 * letters.
 */
export const spelledWords = (): ReadonlyMap<number, readonly SpelledWord[]> => {
  made ??= makeSpelled()
  return made
}

/** Tells whether a word stands at a place whole: no letter follows, unless it may go on. */
function standsAt(
  classes: CharacterClasses,
  { letters, isStem }: SpelledWord,
  at: number,
): boolean {
  for (let i = letters.length - 1; i >= 0; i -= 1)
    if (letterClassAt(classes, at + i) !== letters[i]) return false
  return isStem || letterClassAt(classes, at + letters.length) === 0
}

/**
 * Tells what the words are that stand at a place, of those that may start there: bits of `NAMES`,
 * `COUNTS`, `MONTH` and `GROUPED`; 0 for none.
 */
export function spelledAt(
  words: readonly SpelledWord[],
  classes: CharacterClasses,
  at: number,
): number {
  if (at > 0 && letterClassAt(classes, at - 1) !== 0) return 0
  let found = 0
  for (const word of words) if (standsAt(classes, word, at)) found |= word.is
  return found
}

/**
 * Gives where the longest word ends that names a value and stands at a place; 0 for none. Of hundreds of words few begin with
 * the same letters: one expression of all took a tenth of the time of a dense line.
 */
export function namingEnd(text: string, classes: CharacterClasses, at: number): number {
  for (const word of spelledWords().get(wordKeyAt(classes, at)) ?? []) {
    if (word.is !== NAMES) continue
    word.sticky ??= new RegExp(word.source, 'iuy')
    word.sticky.lastIndex = at
    if (word.sticky.test(text)) return word.sticky.lastIndex
  }
  return 0
}
