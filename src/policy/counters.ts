import { type CompiledPolicy, type CounterRule, counterSettings } from '../decide/index.js'
import { isAbsent, printDuration, readDuration } from '../model/index.js'
import type { CountersDocument } from './countersSchema.js'
import { type Edit, editDuration } from './edits.js'
import { type FormIssue, formIssue } from './formIssues.js'
import { atMost } from './plainForms.js'

/** The lines of the `counters` block, each known by its descriptor. */
const LINES = Object.entries(counterSettings)

/**
 * Checks what the form cannot say: it is counted for some time, and no longer than a store is asked
 * to keep it (`invalid_duration`).
 */
export const checkCounters = (document: CountersDocument = {}): readonly FormIssue[] =>
  LINES.flatMap(([, { word, form, most }]) => {
    const text = document[word]
    const span = form === 'duration' && typeof text === 'string' ? readDuration(text) : null
    return span !== null && (span === 0 || span > most)
      ? [formIssue('invalid_duration', ['counters', word], `${text}`, atMost(most))]
      : []
  })

/**
 * Builds the counters of a policy, durations in milliseconds. What says what holds anyway is left
 * out, so that a policy has one digest whether it says that or not.
 */
export function buildCounters(document: CountersDocument = {}): Pick<CompiledPolicy, 'counters'> {
  const said = LINES.flatMap(([name, { word, standard }]) => {
    const one = document[word]
    const value = typeof one === 'string' ? readDuration(one) : one
    return isAbsent(value) || value === standard ? [] : [[name, value]]
  })
  return said.length === 0 ? {} : { counters: Object.fromEntries(said) }
}

/** Prints the counters of a policy as a document writes them. */
export function printCounters(counters: CounterRule): CountersDocument {
  const said = new Map<string, number>(Object.entries(counters))
  return Object.fromEntries(
    LINES.flatMap(([name, { word, form }]) => {
      const value = said.get(name)
      if (value === undefined) return []
      return [[word, form === 'duration' ? printDuration(value) : value]]
    }),
  )
}

/**
 * Gives the small changes to counters that a slip of the hand could make: one more, one less, twice
 * or half as long, the line removed. Tests of a policy should notice them.
 */
export const editCounters = (document: CountersDocument = {}): readonly Edit[] =>
  LINES.flatMap(([, { word }]): readonly Edit[] => {
    const value = document[word]
    const path = ['counters', word]
    if (value === undefined) return []
    if (typeof value === 'string') return [...editDuration(path, value), { operator: 'drop', path }]
    return [
      { operator: 'raise', path, value: value + 1 },
      ...(value > 1 ? [{ operator: 'lower', path, value: value - 1 }] : []),
      { operator: 'drop', path },
    ]
  })
