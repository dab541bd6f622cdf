import { attempt, type CandidateSearch } from './attempt.js'
import { findBicBesideIban } from './bicBesideIban.js'
import { afterLink } from './link.js'
import { findMachineReadable } from './machineReadable.js'
import { namingEnd } from './spelledWords.js'

/**
 * Tries what no digit announces, such as a password, after the words that name it: `hunter2` in `my
 * password is hunter2`. `places` are those where such words stand. Tells whether the work that was
 * left sufficed.
 */
export function findNamed(search: CandidateSearch, places: readonly number[]): boolean {
  for (const word of places) {
    const end = namingEnd(search.text, search.classes, word)
    if (end === 0) continue
    const at = afterLink(search.text, end)
    search.left -= Math.max(at, end) - word
    for (const one of search.choice.named) {
      const start = one.identifier.beginsAt?.(search.text, word) ?? at
      if (start >= 0) attempt(search, one, start)
    }
    if (search.left < 0) return false
  }
  findBicBesideIban(search)
  findMachineReadable(search)
  return true
}
