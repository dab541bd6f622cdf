import { type Classes, LETTER_OF, UNSPACED } from './characters.js'
import { NAMES, spelledWords } from './spelledWords.js'
import { keyAt, letterAt, vocabulary, type Word, type WordRole } from './vocabulary.js'

/** What a word that starts somewhere may be, by the classes of its first three letters. */
interface WordStarts {
  /** One bit for each three letters that a word starts with. */
  readonly letters: Uint32Array
  /** What words that start so are for: bits of `ROLE_BITS`. */
  readonly roles: Uint8Array
}

/**
 * What words are looked for: to tell what a value is, to name one that nothing else announces, and
 * numbers.
 */
export const ROLE_BITS: Readonly<Record<WordRole | 'named' | 'number', number>> = {
  needed: 1,
  helpful: 2,
  against: 4,
  named: 8,
  number: 16,
}

// Three letters of five bits each.
const KEYS = 1 << 15

/**
 * Writes down, of all words that are looked for, which three letters they start with. Three tell
 * enough: at most places of a text no word starts, and nothing more is asked there.
 */
function makeStarts(): WordStarts {
  const letters = new Uint32Array(KEYS >> 5)
  const roles = new Uint8Array(KEYS)
  const note = (key: number, bits: number): void => {
    letters[key >> 5] = (letters[key >> 5] ?? 0) | (1 << (key & LETTER_OF))
    roles[key] = (roles[key] ?? 0) | bits
  }
  for (const role of ['needed', 'helpful', 'against'] as const) {
    const { byLetters, unspaced } = vocabulary(role)
    for (const key of byLetters.keys()) note(key >> 5, ROLE_BITS[role])
    if (unspaced.size > 0)
      for (let key = LETTER_OF << 10; key < KEYS; key += 1) note(key, ROLE_BITS[role])
  }
  for (const [key, words] of spelledWords())
    for (const { is } of words) note(key >> 5, is === NAMES ? ROLE_BITS.named : ROLE_BITS.number)
  return { letters, roles }
}

// Made when first needed, as loading must be quick.
let made: WordStarts | undefined
const wordStarts = (): WordStarts => {
  made ??= makeStarts()
  return made
}

/**
 * Gives one bit for each three letters that a word starts with. In 4 KB, that it stays in the
 * nearest cache.
 */
export const startLetters = (): Uint32Array => wordStarts().letters

/** Tells whether a word for any of some roles may start at a place. */
export const mayBe = (classes: Classes, at: number, roles: number): boolean =>
  ((wordStarts().roles[keyAt(classes, at) >> 5] ?? 0) & roles) !== 0

const NO_WORDS: readonly Word[] = []

/** Gives the words of a role that may start at a place where some word may; none for most. */
export function wordsAt(
  role: WordRole,
  text: string,
  classes: Classes,
  at: number,
): readonly Word[] {
  if (!mayBe(classes, at, ROLE_BITS[role])) return NO_WORDS
  const { byLetters, unspaced } = vocabulary(role)
  const known =
    letterAt(classes, at) === UNSPACED
      ? unspaced.get(text.charCodeAt(at))
      : byLetters.get(keyAt(classes, at))
  return known ?? NO_WORDS
}
