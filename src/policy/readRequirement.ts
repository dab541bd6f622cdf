import type { Requirement } from '../decide/index.js'
import { isLevel, type Rank, rankOf, readDuration } from '../model/index.js'
import type { LevelWord, RequirementDocument, RequirementWord } from './document.js'

/** Gives the rank of a level word. */
export const rankOfWord = (word: LevelWord): Rank => (isLevel(word) ? rankOf(word) : word)

/** Gives the list of one word or several. */
export const listOf = <Word>(words: Word | readonly Word[] | undefined): readonly Word[] =>
  words === undefined ? [] : isList(words) ? words : [words]

// A type guard, because Array.isArray does not narrow readonly lists.
const isList = <Word>(words: Word | readonly Word[]): words is readonly Word[] =>
  Array.isArray(words)

/**
 * Reads what a document says is taken. For a rung, a direction that is left out asks as much as the other; for an
 * action or a delivery nothing is shown here, so `read` asks nothing. Neither direction: `strong` in both, which
 * `checkRequirements` refuses besides.
 */
export function readRequirement(word: RequirementWord, shows: boolean): Requirement {
  if (typeof word !== 'object') {
    const rank = rankOfWord(word)
    return { write: rank, read: shows ? rank : 0 }
  }
  const write = rankOfWord(word.write ?? (shows ? word.read : undefined) ?? 'strong')
  const read = rankOfWord(word.read ?? (shows ? (word.write ?? 'strong') : 'anonymous'))
  return { write, read, ...readConditions(word) }
}

/** Gives the citations a document puts beside a requirement. */
export const sourcesOf = (word: RequirementWord | undefined): readonly string[] =>
  typeof word === 'object' ? listOf(word.source) : []

function readConditions(word: RequirementDocument): Omit<Requirement, 'write' | 'read'> {
  const maxAge = word.maxAge === undefined ? null : readDuration(word.maxAge)
  return {
    ...(maxAge === null ? {} : { maxAge }),
    ...(word.purpose === true ? { purpose: true } : {}),
    ...(word.linked === true ? { linked: true } : {}),
    ...(word.methods === undefined ? {} : { methods: [...new Set(word.methods)].sort() }),
    ...(word.categories === undefined || word.categories === 1
      ? {}
      : { categories: word.categories }),
    ...(word.forbid_phishable_only === true ? { forbidPhishableOnly: true } : {}),
  }
}
