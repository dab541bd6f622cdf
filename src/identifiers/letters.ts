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

/**
 * The same of the character at one place of a text. Never reads outside of it, which is slow from
 * then on.
 */
export const letterAt = (text: string, at: number): number =>
  at >= 0 && at < text.length ? letterOf(text.charCodeAt(at)) : 0

/** Tells two characters apart by their letters. */
export const pairAt = (text: string, at: number): number =>
  (letterAt(text, at) << 5) | letterAt(text, at + 1)

/** Tells three characters apart by their letters. */
export const keyAt = (text: string, at: number): number =>
  (pairAt(text, at) << 5) | letterAt(text, at + 2)

const COMMA = 44

/**
 * Tells whether a character may stand in the name of a street: apostrophe, hyphen, full stop,
 * digits and letters.
 */
export const isInStreetName = (code: number): boolean =>
  code > 64 || (code > 38 && code < 58 && code !== COMMA)
