import { completeWord, suggest } from '../model/index.js'
import { identifiersCalled } from './identifiersCalled.js'
import { calledElsewhere } from './wordsElsewhere.js'

/** How many allowed words are compared with the one written: each comparison takes time. */
export const MOST_COMPARED = 1_000

/**
 * Finds the words that were probably meant in the place of the one that is wrong, none where none is
 * near: `ttl` -> `maxAge`, `verfied` -> `verified`, and `balan` -> `balance` where one word alone
 * begins so. Several only where each country has its own: `tax_id` -> `us_itin`, `de_steuer_id`, …
 */
export function meantWords(
  code: string,
  word: string,
  allowed: readonly string[],
): readonly string[] {
  const compared = allowed.slice(0, MOST_COMPARED)
  const meant =
    calledElsewhere(word, compared) ?? suggest(word, compared) ?? completeWord(word, compared)
  if (meant !== undefined) return [meant]
  return code === 'unknown_identifier' ? identifiersCalled(word, compared) : []
}
