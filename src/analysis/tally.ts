import { CHANGES } from '../decide/index.js'
import type { Result } from '../model/index.js'
import type { Replayed } from './replay.js'

/**
 * How many decisions changed, and in which topics. It holds only counts, so it may be shown and
 * kept where a record may not.
 */
export interface ReplayCounts {
  /** All that were handed in. */
  readonly records: number
  /** Records with at least one difference. One record may count as looser and as stricter. */
  readonly changed: number
  /** Records that could not be replayed: they say nothing of the candidate. */
  readonly broken: number
  /** Records in which something is given more freely. */
  readonly looser: number
  /** Records in which something is given less freely. */
  readonly stricter: number
  /** Records whose task goes to another route. */
  readonly rerouted: number
  /** Changed decisions by channel, and by class, action or `route`. */
  readonly byChannel: Readonly<Record<string, number>>
  /** The same by class, action or `route`. */
  readonly byTopic: Readonly<Record<string, number>>
}

/**
 * Counts that are added to, record by record.
 *
 * Several threads count apart, and their counts are added up.
 */
export interface Tally {
  add(result: Result<Replayed>): void
  /** Adds what was counted elsewhere, as if its records came next. */
  addCounts(counts: ReplayCounts): void
  counts(): ReplayCounts
}

const SUMS = ['records', 'changed', 'broken', ...CHANGES] as const

/** Starts a count of replayed records at zero. */
export function startTally(): Tally {
  const sums = { records: 0, changed: 0, broken: 0, looser: 0, stricter: 0, rerouted: 0 }
  const byChannel = new Map<string, number>()
  const byTopic = new Map<string, number>()
  const count = (map: Map<string, number>, key: string, times = 1): void => {
    map.set(key, (map.get(key) ?? 0) + times)
  }
  return {
    add(result) {
      sums.records += 1
      if (!result.ok) {
        sums.broken += 1
        return
      }
      const { differences, channel } = result.value
      if (differences.length === 0) return
      sums.changed += 1
      count(byChannel, channel)
      // A record that is looser in three classes is one looser record.
      for (const change of new Set(differences.map((one) => one.change))) sums[change] += 1
      for (const name of new Set(differences.map((one) => one.name))) count(byTopic, name)
    },
    addCounts({ byChannel: channels, byTopic: topics, ...more }) {
      for (const name of SUMS) sums[name] += more[name]
      for (const [name, times] of Object.entries(channels)) count(byChannel, name, times)
      for (const [name, times] of Object.entries(topics)) count(byTopic, name, times)
    },
    counts: () => ({
      ...sums,
      byChannel: Object.fromEntries(byChannel),
      byTopic: Object.fromEntries(byTopic),
    }),
  }
}
