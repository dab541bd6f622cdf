import { type Identifier, identifiers, OPPOSING_WORDS } from '../identifiers/index.js'
import { addToGroup } from '../model/index.js'
import {
  type CharacterClasses,
  classAt,
  classOf,
  LETTER_OF,
  toLower,
  UNSPACED,
} from './characters.js'
import { plainText } from './plainCharacter.js'

/** A word that tells what a value beside it is, or is not. */
export interface VocabularyWord {
  /** As it stands in folded text, without its star. */
  readonly text: string
  /** May go on with further letters. */
  readonly isStem: boolean
  /** Position of its identifier in the table, doubled; plus one for a word that stands after. */
  readonly owner: number
}

// The owner of words that speak for no identifier, and so against each.
const NOBODY = identifiers.length * 2

// Of a word's letters, those that it is looked up by: with fewer, too many words are compared at
// each place.
const KEY_LETTERS = 4

/** Which letter stands at a place, as in its class; 0 for none. */
export const letterClassAt = (classes: CharacterClasses, at: number): number =>
  classAt(classes, at) & LETTER_OF

const firstLetterOf = ({ text }: VocabularyWord): number => classOf(text.charCodeAt(0)) & LETTER_OF

/** `passwor*` as a stem; a word in a script without spaces is one always. */
function toWord(written: string, owner: number): VocabularyWord {
  const isStem = written.endsWith('*')
  // Words are met in folded text, where marks above and below letters are gone.
  const text = plainText(isStem ? written.slice(0, -1) : written)
  const last = classOf(text.charCodeAt(text.length - 1)) & LETTER_OF
  return { text, isStem: isStem || last === UNSPACED, owner }
}

function wordsOf({ context }: Identifier, order: number): readonly VocabularyWord[] {
  const { words = [], after = [] } = context ?? {}
  return [
    ...words.map((word) => toWord(word, order * 2)),
    ...after.map((word) => toWord(word, order * 2 + 1)),
  ]
}

/** All words of one role. */
export interface WordIndex {
  readonly role: WordRole
  /** Words by the classes of their first four letters, as `keyAt` gives them. */
  readonly byLetters: ReadonlyMap<number, readonly VocabularyWord[]>
  /** Words of scripts without spaces, by their first character. */
  readonly unspaced: ReadonlyMap<number, readonly VocabularyWord[]>
}

// What may follow a stem: any letter, or none.
const ANY = Array.from({ length: LETTER_OF + 1 }, (_, letter) => letter)
// What may follow a word that ends.
const ENDS = [0, UNSPACED]

/** Gives the keys of every text that can start with a word. */
export function wordKeysOf(letters: readonly number[], isStem: boolean): readonly number[] {
  let keys = [0]
  for (let at = 0; at < KEY_LETTERS; at += 1) {
    const letter = letters[at]
    keys =
      letter === undefined
        ? keys.flatMap((key) => withNext(key, isStem || at > letters.length ? ANY : ENDS))
        : keys.map((key) => (key << 5) | letter)
  }
  return keys
}

const withNext = (key: number, letters: readonly number[]): number[] =>
  letters.map((letter) => (key << 5) | letter)

/** Gives the letters of a word as their classes; 0 for what is no letter. */
export function letterClassesOf(word: string): readonly number[] {
  const letters: number[] = []
  for (let at = 0; at < word.length; at += 1) letters.push(classOf(word.charCodeAt(at)) & LETTER_OF)
  return letters
}

function toIndex(role: WordRole, all: readonly VocabularyWord[]): WordIndex {
  const byLetters = new Map<number, VocabularyWord[]>()
  const unspaced = new Map<number, VocabularyWord[]>()
  for (const word of all) {
    if (firstLetterOf(word) === UNSPACED) addToGroup(unspaced, word.text.charCodeAt(0), word)
    else
      for (const key of wordKeysOf(letterClassesOf(word.text), word.isStem))
        addToGroup(byLetters, key, word)
  }
  return { role, byLetters, unspaced }
}

const isNeeded = ({ contextOnly }: Identifier): boolean => contextOnly !== undefined
const wordsFor = (isMeant: (identifier: Identifier) => boolean): readonly VocabularyWord[] =>
  identifiers.flatMap((identifier, order) =>
    isMeant(identifier) ? wordsOf(identifier, order) : [],
  )

/**
 * Which words: those some identifiers are never found without, those that only help, those that
 * speak against, those that some have within.
 */
export const WORD_ROLES = ['needed', 'helpful', 'against', 'behind'] as const

/** Which words. */
export type WordRole = (typeof WORD_ROLES)[number]

// Apart, as those that are needed are looked for around every number, and the rest only beside what
// has the form of something. Made when first needed, as loading must be quick.
const made = new Map<WordRole, WordIndex>()

/** Gives words that tell what a value is. */
export function vocabulary(role: WordRole): WordIndex {
  const known = made.get(role)
  if (known !== undefined) return known
  const words: Readonly<Record<WordRole, () => readonly VocabularyWord[]>> = {
    needed: () => wordsFor(isNeeded),
    helpful: () => wordsFor((identifier) => !isNeeded(identifier)),
    behind: () =>
      identifiers.flatMap(({ wordsBehind = [] }, order) =>
        wordsBehind.map((word) => toWord(word, order * 2)),
      ),
    against: () => OPPOSING_WORDS.map((written) => toWord(written, NOBODY)),
  }
  const index = toIndex(role, words[role]())
  made.set(role, index)
  return index
}

/** The key of what starts at a place: the classes of four letters. */
export const wordKeyAt = (classes: CharacterClasses, at: number): number =>
  (letterClassAt(classes, at) << 15) |
  (letterClassAt(classes, at + 1) << 10) |
  (letterClassAt(classes, at + 2) << 5) |
  letterClassAt(classes, at + 3)

const SPACE = 32
const LOW_LINE = 95
const isSpaceLike = (code: number): boolean =>
  code === SPACE || code === 45 || code === LOW_LINE || code === 46

/** Gives where a word that starts here ends, or 0. */
export function endOf(
  { text: word, isStem }: VocabularyWord,
  text: string,
  classes: CharacterClasses,
  start: number,
): number {
  const end = start + word.length
  if (end > text.length) return 0
  // The first letters most often agree, for the word was looked up by them.
  for (let i = word.length - 1; i >= 0; i -= 1) {
    const wanted = word.charCodeAt(i)
    const code = toLower(text.charCodeAt(start + i))
    if (code !== wanted && !(wanted === SPACE && isSpaceLike(code))) return 0
  }
  const after = letterClassAt(classes, end)
  return isStem || after === 0 || after === UNSPACED ? end : 0
}
