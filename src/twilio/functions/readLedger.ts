import {
  type Evidence,
  fail,
  type Instant,
  isEvidence,
  isRecord,
  ok,
  type Result,
} from '../../model/index.js'
import { parseJson } from './readField.js'

/** The evidence of one conversation, as it passes between widgets and functions. */
export interface Ledger {
  /** The one conversation it speaks of. */
  readonly conversation: string
  /** Counts up with every sealing, so that an older ledger of the same conversation can be told. */
  readonly sequence: number
  /** When it was sealed, in milliseconds since the epoch. */
  readonly issued: Instant
  /** From when on it is no evidence. */
  readonly expires: Instant
  /** What was gathered, each item in the JSON of its source. */
  readonly evidence: readonly Evidence[]
}

/** How many evidence items a ledger may hold; those that are written here hold twelve. */
const LEDGER_ITEMS = 16

/** Reads the JSON of a ledger whose seal has been checked: its shape is checked all the same. */
export function readLedger(text: string | null): Result<Ledger> {
  const value = text === null ? undefined : parseJson(text)
  if (!isRecord(value)) return fail('ledger_malformed')
  const { conversation, sequence, issued, expires, evidence } = value
  if (typeof conversation !== 'string' || conversation === '') return fail('ledger_malformed')
  if (!isCount(sequence) || !isCount(issued) || !isCount(expires)) return fail('ledger_malformed')
  if (!Array.isArray(evidence) || evidence.length > LEDGER_ITEMS) return fail('ledger_malformed')
  const items: readonly unknown[] = evidence
  return items.every(isEvidence)
    ? ok({ conversation, sequence, issued, expires, evidence: items })
    : fail('ledger_malformed')
}

/** A whole number that JSON carries exactly. */
const isCount = (value: unknown): value is number => Number.isSafeInteger(value)
