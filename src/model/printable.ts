// Control, format and surrogate characters, and those that break a line.
const UNPRINTABLE = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}'
const FOUND = new RegExp(`[${UNPRINTABLE}]`, 'u')

/**
 * Tells whether a text can be shown on one line as it is: it holds nothing that hides text, changes its direction,
 * or ends the line.
 */
export const isPrintable = (text: string): boolean => !FOUND.test(text)

/** The form of a printable text of one character at least, and of so many at most. */
export const printable = (longest: number): RegExp =>
  new RegExp(`^[^${UNPRINTABLE}]{1,${longest}}$`, 'u')

/** Tells whether a text is one word in snake case of at most 64 characters, as codes, types and keys of attributes are. */
export const isSnakeWord = (text: string): boolean => /^[a-z][a-z0-9_]{0,63}$/.test(text)
