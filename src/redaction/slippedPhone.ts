import { slippedBefore } from '../identifiers/index.js'
import { attempt, attempts, type CandidateSearch } from './attempt.js'
import { isSlipped } from './digitRuns.js'

const PHONE = attempts.find(({ type }) => type === 'phone')

/**
 * Tries a phone number at a group of digits that a letter stands in for one of: `415-555-o132`. Nothing else begins at a
 * letter, or goes on after one, so the walk over groups of digits does not come to it.
 */
export function trySlippedPhone(
  search: CandidateSearch,
  start: number,
  index: number,
  digitsEnd: number,
): void {
  if (PHONE === undefined || !isSlipped(search.text, start, index, digitsEnd)) return
  if (search.wanted === null || search.wanted[PHONE.order] === 1)
    attempt(search, PHONE, slippedBefore(search.text, start))
}
