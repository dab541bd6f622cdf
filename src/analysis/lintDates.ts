import { datesIn, momentOf, type PlacedDate } from '../policy/index.js'
import { engagementOf } from './engagementOf.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds dates that say nothing: what ends before it begins, or ends as it does, and what was over before the newest test
 * is decided, so that no test shows it any more. What is never in force together with something else is found by the
 * question whether it is ever given.
 */
export const lintDates: Check = ({ document }) => {
  const { tests = [], zone } = document
  const dates = datesIn(document)
  const times = tests.map(({ given }) => engagementOf(given).at)
  const newest = times.length === 0 ? null : Math.max(...times)
  const at = ({ word }: PlacedDate): number | null => momentOf(word, zone)
  return dates.flatMap((end): readonly Finding[] => {
    if (end.path.at(-1) !== 'until') return []
    const [ends, begin] = [at(end), beginOf(end, dates)]
    const begins = begin === undefined ? null : at(begin)
    if (ends === null) return []
    if (begin !== undefined && begins !== null && ends <= begins)
      return [{ code: 'until_before_from', path: end.path, word: end.word, by: begin.word }]
    return newest !== null && ends <= newest && !isPromise(end)
      ? [{ code: 'already_over', path: end.path, word: end.word }]
      : []
  })
}

const beginOf = ({ path }: PlacedDate, dates: readonly PlacedDate[]): PlacedDate | undefined => {
  const place = [...path.slice(0, -1), 'from'].join('/')
  return dates.find((other) => other.path.join('/') === place)
}

// A promise may speak of the past: that nothing was given before a date.
const isPromise = ({ path }: PlacedDate): boolean => path[0] === 'invariants'
