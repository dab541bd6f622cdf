import { rankOf } from '../model/index.js'
import { GIVEN_RUNGS, type RequirementWord, readRequirement } from '../policy/index.js'
import type { Check, Finding } from './finding.js'

const RECOGNIZED = rankOf('recognized')

/**
 * Finds levels of a rung that say less than it takes: whatever is shown is read by somebody who is
 * recognized, so `full: claimed` is given to nobody below `recognized`. A rung that asks nothing of
 * whoever reads, such as `full: anonymous`, is given as it is written.
 */
export const lintLevels: Check = ({ document: { classes } }) =>
  Object.entries(classes).flatMap(([name, one]) =>
    GIVEN_RUNGS.flatMap((rung) => levelsBelow(one[rung], ['classes', name, rung])),
  )

function levelsBelow(
  asked: RequirementWord | undefined,
  path: Finding['path'],
): readonly Finding[] {
  if (asked === undefined) return []
  const { write, read } = readRequirement(asked, true)
  if (read === 0) return []
  const below = (word: string | number | undefined, place: Finding['path']): readonly Finding[] =>
    word === undefined ? [] : [{ code: 'level_below_recognized', path: place, word: String(word) }]
  // One level stands for both, so it is told once.
  if (typeof asked !== 'object') return write < RECOGNIZED ? below(asked, path) : []
  return [
    ...(write < RECOGNIZED ? below(asked.write, [...path, 'write']) : []),
    ...(read < RECOGNIZED ? below(asked.read, [...path, 'read']) : []),
  ]
}
