/** Orders texts by code unit and not by the language of a machine, so that it is the same everywhere. */
export const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** Sorts words, each once. */
export const sorted = <Word extends string>(words: Iterable<Word>): readonly Word[] =>
  [...new Set(words)].sort()

/** Lists the members of a record in the order of their names, so that the order in which they are written changes nothing. */
export const entriesInOrder = <Value>(
  record: Readonly<Record<string, Value>>,
): readonly (readonly [string, Value])[] =>
  Object.entries(record).sort(([a], [b]) => compareTexts(a, b))
