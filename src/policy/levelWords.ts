import { isLevel, type Rank, rankOf } from '../model/index.js'
import type { LevelWord } from './document.js'

/** Gives the rank of a level word: `verified` -> 3, and 3 -> 3. */
export const rankOfWord = (word: LevelWord): Rank => (isLevel(word) ? rankOf(word) : word)

/** Gives the list of one word or several; what is left out is an empty list. */
export const asList = <Word>(words: Word | readonly Word[] | undefined): readonly Word[] =>
  words === undefined ? [] : isList(words) ? words : [words]

/**
 * Tells a list from one word. `Array.isArray` does not narrow lists that may not be
 * changed, so this says it in its type.
 */
export const isList = <Word>(words: Word | readonly Word[]): words is readonly Word[] =>
  Array.isArray(words)
