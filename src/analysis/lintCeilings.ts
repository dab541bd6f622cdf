import { RUNGS } from '../model/index.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds ceilings of a class on a channel that change nothing. Either nobody is given more anywhere, or the ceiling is
 * below every rung of the class, so that nothing is given though the policy looks as if something were.
 */
export const lintCeilings: Check = ({ document: { classes } }) =>
  Object.entries(classes).flatMap(([name, one]) => {
    // Rungs that are written, lowest first.
    const given = RUNGS.filter((rung) => rung !== 'none' && one[rung] !== undefined)
    const [lowest, highest] = [given.at(0), given.at(-1)]
    return Object.entries(one.channels ?? {}).flatMap(
      ([channel, { at_most }]): readonly Finding[] => {
        const path = ['classes', name, 'channels', channel]
        if (lowest === undefined || highest === undefined || at_most === 'none') return []
        const at = RUNGS.indexOf(at_most)
        if (at >= RUNGS.indexOf(highest))
          return [{ code: 'ceiling_without_effect', path, word: `${name}.${at_most}`, by: highest }]
        return at < RUNGS.indexOf(lowest)
          ? [{ code: 'ceiling_gives_nothing', path, word: `${name}.${at_most}`, by: lowest }]
          : []
      },
    )
  })
