/** Orders texts by code unit and not by the language of a machine, so that it is the same everywhere. */
export const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** Sorts words, each once. */
export const sorted = <Word extends string>(words: Iterable<Word>): readonly Word[] =>
  [...new Set(words)].sort()
