import { counterSettings } from '../decide/index.js'
import type { Check, Finding } from './finding.js'

/**
 * Finds thresholds of a signal that say nothing, because one that leaves less is reached no later:
 * where three failures leave nothing, that five of the same leave a little is never the case.
 */
export const lintCounters: Check = ({ document: { counters = {} } }) => {
  const steps = Object.values(counterSettings).flatMap((line) => {
    const { word, signal, max, standard } = line
    const said = counters[word]
    // What the document does not say still holds, and may be what makes another line idle.
    const from = typeof said === 'number' ? said : standard
    return signal === undefined || max === undefined ? [] : [{ word, signal, max, from }]
  })
  return steps.flatMap(({ word, signal, max, from }): readonly Finding[] => {
    if (counters[word] === undefined) return []
    const first = steps.find((one) => one.signal === signal && one.max < max && one.from <= from)
    if (first === undefined) return []
    return [{ code: 'counter_never_reached', path: ['counters', word], word, by: first.word }]
  })
}
