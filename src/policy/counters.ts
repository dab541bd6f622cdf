import { type CompiledPolicy, type CounterRule, counterSettings } from '../decide/index.js'
import { printDuration, readDuration } from '../model/index.js'
import type { CountersDocument } from './countersSchema.js'
import { type Edit, editDuration } from './edits.js'
import { type FormIssue, wordIssue } from './formIssues.js'

const { wrongCodes, codesSent, forget } = counterSettings

/** Checks what the form cannot say: it is counted for some time, and no longer than a store is asked to keep it. */
export function checkCounters({ forget: text }: CountersDocument = {}): readonly FormIssue[] {
  const span = text === undefined ? null : readDuration(text)
  return span !== null && (span === 0 || span > forget.most)
    ? [{ ...wordIssue('invalid_duration', ['counters', 'forget'], text), form: 'at most `30d`' }]
    : []
}

/** Builds the counters of a policy: what says what holds anyway is left out, so that such a policy keeps its digest. */
export function buildCounters(document: CountersDocument = {}): Pick<CompiledPolicy, 'counters'> {
  const span = document.forget === undefined ? null : readDuration(document.forget)
  const said = {
    wrongCodes: document.wrong_codes ?? wrongCodes.standard,
    codesSent: document.codes_sent ?? codesSent.standard,
    forget: span ?? forget.standard,
  }
  const counters: CounterRule = {
    ...(said.wrongCodes !== wrongCodes.standard && { wrongCodes: said.wrongCodes }),
    ...(said.codesSent !== codesSent.standard && { codesSent: said.codesSent }),
    ...(said.forget !== forget.standard && { forget: said.forget }),
  }
  return Object.keys(counters).length === 0 ? {} : { counters }
}

/** Prints the counters of a policy as a document writes them. */
export const printCounters = (counters: CounterRule): CountersDocument => ({
  ...(counters.wrongCodes !== undefined && { wrong_codes: counters.wrongCodes }),
  ...(counters.codesSent !== undefined && { codes_sent: counters.codesSent }),
  ...(counters.forget !== undefined && { forget: printDuration(counters.forget) }),
})

/** Gives the small changes to counters that a slip of the hand could make. They count before anything is decided. */
export const editCounters = (document: CountersDocument = {}): readonly Edit[] => [
  ...(['wrong_codes', 'codes_sent'] as const).flatMap((key): readonly Edit[] => {
    const value = document[key]
    const path = ['counters', key]
    if (value === undefined) return []
    return [
      { operator: 'raise', path, value: value + 1 },
      ...(value > 1 ? [{ operator: 'lower', path, value: value - 1 }] : []),
      { operator: 'drop', path },
    ]
  }),
  ...editDuration(['counters', 'forget'], document.forget),
]
