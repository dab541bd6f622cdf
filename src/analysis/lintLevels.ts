import { GIVEN_RUNGS, rankOf } from '../model/index.js'
import { actionsOf, type RequirementWord, readRequirement } from '../policy/index.js'
import type { Check, Finding } from './finding.js'

const RECOGNIZED = rankOf('recognized')

/**
 * Finds levels that say less than is taken: whatever is shown is read by somebody who is recognized, so `full: claimed` is
 * given to nobody below `recognized`, and nor is an action or a delivery that asks anything of whoever reads. What asks
 * nothing of them, such as `full: anonymous` or an action without `read`, is given as it is written.
 */
export const lintLevels: Check = ({ document }) => [
  ...Object.entries(document.classes).flatMap(([name, one]) => [
    ...GIVEN_RUNGS.flatMap((rung) => levelsBelow(one[rung], ['classes', name, rung], true)),
    ...levelsBelow(one.deliver_to_record, ['classes', name, 'deliver_to_record'], false),
  ]),
  ...Object.entries(actionsOf(document))
    .filter(([, { denied }]) => denied !== true)
    .flatMap(([name, one]) => [
      ...levelsBelow(one, ['actions', name], false),
      ...levelsBelow(one.deliver_to_record, ['actions', name, 'deliver_to_record'], false),
    ]),
]

function levelsBelow(
  asked: RequirementWord | undefined,
  path: Finding['path'],
  shows: boolean,
): readonly Finding[] {
  if (asked === undefined) return []
  const { write, read } = readRequirement(asked, shows)
  if (read === 0) return []
  const below = (word: string | number | undefined, place: Finding['path']): readonly Finding[] =>
    word === undefined ? [] : [{ code: 'level_below_recognized', path: place, word: String(word) }]
  // One level stands for both, so it is reported once.
  if (typeof asked !== 'object') return write < RECOGNIZED ? below(asked, path) : []
  return [
    ...(write < RECOGNIZED ? below(asked.write, [...path, 'write']) : []),
    ...(read < RECOGNIZED ? below(asked.read, [...path, 'read']) : []),
  ]
}
