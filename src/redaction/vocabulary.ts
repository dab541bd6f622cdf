import { type Identifier, identifiers, OPPOSING_WORDS } from '../identifiers/index.js'
import { type Classes, classAt, classOf, LETTER_OF, toLower, UNSPACED } from './characters.js'
import { plainText } from './plainCharacter.js'

/** A word that tells what a value beside it is, or is not. */
export interface Word {
  readonly text: string
  /** May go on with further letters. */
  readonly isStem: boolean
  /** Position of its identifier in the table, doubled; plus one for a word that stands after. */
  readonly owner: number
}

// The owner of words that speak for no identifier, and so against each.
const NOBODY = identifiers.length * 2

// Words are looked up by the character before them, which is no letter, and their first four: ASCII letters of either
// case are 1-26, those of other alphabets 27-30, all else is 0. Scripts without spaces have words anywhere, which are
// looked up by their first character.
const KEY_LETTERS = 4
const KEYS = 1 << (5 * KEY_LETTERS)
const UNSPACED_BEFORE = UNSPACED * KEYS
// Of the first three letters: a word may start with them after no letter, or after any.
const FREE = 1
const ANYWHERE = 2
const lettersOf = (key: number): number => key & (KEYS - 1)

/** Which letter stands at a place, as in its class; 0 for none. */
export const letterAt = (classes: Classes, at: number): number => classAt(classes, at) & LETTER_OF

const firstLetterOf = ({ text }: Word): number => classOf(text.charCodeAt(0)) & LETTER_OF

function toWord(written: string, owner: number): Word {
  const isStem = written.endsWith('*')
  // Words are met in folded text, where marks above and below letters are gone.
  const text = plainText(isStem ? written.slice(0, -1) : written)
  const last = classOf(text.charCodeAt(text.length - 1)) & LETTER_OF
  return { text, isStem: isStem || last === UNSPACED, owner }
}

function wordsOf({ context }: Identifier, order: number): readonly Word[] {
  const { words = [], after = [] } = context ?? {}
  return [
    ...words.map((word) => toWord(word, order * 2)),
    ...after.map((word) => toWord(word, order * 2 + 1)),
  ]
}

/**
 * All words. `isStart` tells of the first three letters of one: asked at each character, it makes a chat line a quarter
 * faster than a map would, and a twelfth faster than no look before the words.
 */
export interface WordIndex {
  readonly isStart: Uint8Array
  /** Words by their first four letters. */
  readonly byLetters: ReadonlyMap<number, readonly Word[]>
  /** Words of scripts without spaces, by their first character. */
  readonly unspaced: ReadonlyMap<number, readonly Word[]>
}

const ANY = Array.from({ length: LETTER_OF + 1 }, (_, letter) => letter)
// What may follow a word that ends.
const ENDS = [0, UNSPACED]

/** Gives the keys of every text that can start with a word. */
function keysOf({ text, isStem }: Word): readonly number[] {
  let keys: readonly number[] = [0]
  for (let at = 0; at < KEY_LETTERS; at += 1) {
    const isPast = at >= text.length
    const next = isPast
      ? isStem || at > text.length
        ? ANY
        : ENDS
      : [classOf(text.charCodeAt(at)) & LETTER_OF]
    keys = keys.flatMap((key) => next.map((letter) => (key << 5) | letter))
  }
  return keys
}

function toVocabulary(all: readonly Word[]): WordIndex {
  const isStart = new Uint8Array(KEYS >> 5).fill(ANYWHERE, UNSPACED << 10)
  const byLetters = new Map<number, Word[]>()
  const unspaced = new Map<number, Word[]>()
  for (const word of all) {
    if (firstLetterOf(word) === UNSPACED) {
      const first = word.text.charCodeAt(0)
      unspaced.set(first, [...(unspaced.get(first) ?? []), word])
      continue
    }
    for (const key of new Set(keysOf(word))) {
      isStart[key >> 5] = FREE
      const words = byLetters.get(key)
      if (words === undefined) byLetters.set(key, [word])
      else words.push(word)
    }
  }
  return { isStart, byLetters, unspaced }
}

const isNeeded = ({ contextOnly }: Identifier): boolean => contextOnly !== undefined
const wordsFor = (isMeant: (identifier: Identifier) => boolean): readonly Word[] =>
  identifiers.flatMap((identifier, order) =>
    isMeant(identifier) ? wordsOf(identifier, order) : [],
  )

/** Which words: those some identifiers are never found without, those that only help, those that speak against. */
export type WordRole = 'needed' | 'helpful' | 'against'

// Apart, as those that are needed are looked for around every number, and the rest only beside what has the form of
// something: that is a tenth of the time a chat line takes. Made when first needed, as loading must be quick.
const made = new Map<WordRole, WordIndex>()

/** Gives words that tell what a value is. */
export function vocabulary(which: WordRole): WordIndex {
  const known = made.get(which)
  if (known !== undefined) return known
  const words: Readonly<Record<WordRole, () => readonly Word[]>> = {
    needed: () => wordsFor(isNeeded),
    helpful: () => wordsFor((identifier) => !isNeeded(identifier)),
    against: () => OPPOSING_WORDS.map((written) => toWord(written, NOBODY)),
  }
  const vocabulary = toVocabulary(words[which]())
  made.set(which, vocabulary)
  return vocabulary
}

// The key of what starts at a place: bits of the character before it are the highest.
function keyAt(classes: Classes, at: number): number {
  let key = at > 0 ? letterAt(classes, at - 1) : 0
  for (let i = at; i < at + KEY_LETTERS; i += 1) key = (key << 5) | letterAt(classes, i)
  return key
}

/** Gives the next place, up to a limit, where a word may start. */
export function nextPlace(
  classes: Classes,
  { isStart, byLetters }: WordIndex,
  from: number,
  limit: number,
): number {
  let key = keyAt(classes, from)
  for (let i = from; i < limit; i += 1) {
    const start = isStart[(key >> 5) & (isStart.length - 1)]
    if (start !== 0) {
      const isFree = key < KEYS || key >= UNSPACED_BEFORE
      if (start === ANYWHERE || (isFree && byLetters.has(lettersOf(key)))) return i
    }
    key = ((key << 5) | letterAt(classes, i + KEY_LETTERS)) & (KEYS * 32 - 1)
  }
  return limit
}

/** Gives the words that may start at a place. */
export function wordsAt(
  { byLetters, unspaced }: WordIndex,
  text: string,
  classes: Classes,
  at: number,
): readonly Word[] {
  if (letterAt(classes, at) === UNSPACED) return unspaced.get(text.charCodeAt(at)) ?? []
  return byLetters.get(lettersOf(keyAt(classes, at))) ?? []
}

const SPACE = 32
const LOW_LINE = 95
const isSpaceLike = (code: number): boolean =>
  code === SPACE || code === 45 || code === LOW_LINE || code === 46

/** Gives where a word that starts here ends, or 0. */
export function endOf(
  { text: word, isStem }: Word,
  text: string,
  classes: Classes,
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
  const after = letterAt(classes, end)
  return isStem || after === 0 || after === UNSPACED ? end : 0
}
