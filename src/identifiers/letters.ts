// Words are told apart at a glance by two or three of their letters, before a pattern is tried:
// that costs far less.

/**
 * Gives 1-26 for a letter of either case, and 0 for anything else, beyond the end of a text as
 * well.
 */
export const letterOf = (code: number): number => {
  const letter = (code | 32) - 96
  return letter >= 1 && letter <= 26 ? letter : 0
}

/** Gives the UTF-16 unit at a place; 0 behind the text, as reading there is slow from then on. */
export const codeAt = (text: string, at: number): number =>
  at < text.length ? text.charCodeAt(at) : 0

/** Tells whether a UTF-16 unit is a digit. */
export const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Tells whether a digit or a letter of ASCII stands at a place. */
export const isAlphanumericAt = (text: string, at: number): boolean =>
  isDigit(codeAt(text, at)) || letterAt(text, at) > 0

/** The same of the character at one place of a text. Never reads outside of it either. */
export const letterAt = (text: string, at: number): number =>
  at >= 0 && at < text.length ? letterOf(text.charCodeAt(at)) : 0

/** Tells two characters apart by their letters. */
export const pairAt = (text: string, at: number): number =>
  (letterAt(text, at) << 5) | letterAt(text, at + 1)

/** Tells three characters apart by their letters. */
export const keyAt = (text: string, at: number): number =>
  (pairAt(text, at) << 5) | letterAt(text, at + 2)

/** A set of keys of three letters: one bit for each, as asking a `Set` costs several times more. */
export type KeySet = Uint32Array

/** Writes down with which three letters words begin. */
export function keysOf(words: readonly string[]): KeySet {
  const keys = new Uint32Array(1 << 10)
  for (const word of words) {
    const key = keyAt(word, 0)
    keys[key >> 5] = (keys[key >> 5] ?? 0) | (1 << (key & 31))
  }
  return keys
}

/** Tells whether what stands at a place begins like one of the words. */
export function beginsLike(keys: KeySet, text: string, at: number): boolean {
  const key = keyAt(text, at)
  return (((keys[key >> 5] ?? 0) >>> (key & 31)) & 1) === 1
}

/** The last letter with a mark that Latin alphabets of Europe have. */
export const LAST_LATIN = 0x24f

const COMMA = 44

/**
 * Tells whether a character may stand in the name of a street: apostrophe, hyphen, full stop,
 * digits and letters.
 */
export const isInStreetName = (code: number): boolean =>
  code > 64 || (code > 38 && code < 58 && code !== COMMA)
