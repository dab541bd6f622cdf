import { type Requirement, requirementParts } from '../decide/index.js'
import type { RequirementWord } from './document.js'
import { readSettings } from './documentForms.js'
import { asList, rankOfWord } from './levelWords.js'

export { asList, rankOfWord }

/**
 * Reads what a document says is taken. For a rung (`shows`), a direction that is left out asks as
 * much as the other; for an action or a delivery nothing is shown here, so `read` asks nothing.
 * Neither direction: `strong` in both, which `checkRequirements` refuses besides.
 *
 * `verified`           for a rung    -> `{ write: 3, read: 3 }`
 * `verified`           for an action -> `{ write: 3, read: 0 }`
 * `{ read: verified }` for a rung    -> `{ write: 3, read: 3 }`
 */
export function readRequirement(word: RequirementWord, shows: boolean): Requirement {
  if (typeof word !== 'object') {
    const rank = rankOfWord(word)
    return { write: rank, read: shows ? rank : 0 }
  }
  const write = rankOfWord(word.write ?? (shows ? word.read : undefined) ?? 'strong')
  const read = rankOfWord(word.read ?? (shows ? (word.write ?? 'strong') : 'anonymous'))
  return { write, read, ...readSettings(requirementParts, word) }
}

/** Gives the citations a document puts beside a requirement. */
export const sourcesOf = (word: RequirementWord | undefined): readonly string[] =>
  typeof word === 'object' ? asList(word.source) : []
