import { slippedBefore } from '../identifiers/index.js'
import { attempt, type CandidateSearch } from './attempt.js'
import { isSlipped } from './digitRuns.js'

/**
 * Tries what may begin at a group of digits that a letter stands in for one of: `415-555-o132`.
 * Nothing else begins at a letter, or goes on after one, so the walk over groups of digits does not
 * come to it.
 */
export function trySlipped(
  search: CandidateSearch,
  start: number,
  index: number,
  digitsEnd: number,
): void {
  if (!isSlipped(search.text, start, index, digitsEnd)) return
  for (const one of search.choice.slipped) attempt(search, one, slippedBefore(search.text, start))
}
