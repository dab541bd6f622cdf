import { DAY, type Evidence, type Instant, type JsonObject, type Relation } from '../model/index.js'
import { timeText } from './specimen.js'

/** How a directory may know somebody by one record that is neither new nor old, the surest first. */
export const PLAIN_TIES = ['verified', 'onFile', 'claimed'] as const

/** How a directory may know an identifier, in a word. */
export const TIE_WORDS = [...PLAIN_TIES, 'stale', 'recent', 'several', 'stranger'] as const

/** A word for how a directory knows an identifier. */
export type TieWord = (typeof TIE_WORDS)[number]

// Two records: the one that the specimen is about, and somebody else's.
const [CUSTOMER, STRANGER] = ['C-1001', 'C-2002']

// Longer ago than any window that a policy would set, or a day: within most of them.
// Days before the answer: since when, and when it was last confirmed.
const OLD = [1_000, 20] as const
const STALE = [3_000, 2_900] as const
const RECENT = [1, 1] as const

/** One record as a directory returns it: its ages are days before it was asked. */
const matchOf = (
  customer: string,
  basis: string,
  at: Instant,
  [since, confirmed]: readonly [number, number],
): JsonObject => ({
  customer,
  basis,
  since: dateAt(at - since * DAY),
  confirmed: dateAt(at - confirmed * DAY),
})

// A day, as customer databases keep it.
const dateAt = (at: Instant): string => timeText(at).slice(0, 10)

/** Lists the records that a directory gives for an identifier, by the way in which it knows it. */
function matchesOf(tie: TieWord, at: Instant): readonly JsonObject[] {
  switch (tie) {
    // Typed into a form once, and never confirmed.
    case 'claimed':
      return [{ customer: CUSTOMER, basis: 'claimed' }]
    case 'onFile':
      return [matchOf(CUSTOMER, 'on_file', at, OLD)]
    case 'verified':
      return [matchOf(CUSTOMER, 'verified', at, OLD)]
    // Confirmed too long ago for any default window.
    case 'stale':
      return [matchOf(CUSTOMER, 'verified', at, STALE)]
    // Made yesterday: in quarantine.
    case 'recent':
      return [matchOf(CUSTOMER, 'verified', at, RECENT)]
    // Two records: ambiguous.
    case 'several':
      return [matchOf(CUSTOMER, 'verified', at, OLD), matchOf(STRANGER, 'verified', at, OLD)]
    // On file, but for somebody else.
    case 'stranger':
      return [matchOf(STRANGER, 'verified', at, OLD)]
  }
}

/** Makes what a directory says to a question, or that it failed. */
export const answerOf = (query: JsonObject, at: Instant, said: JsonObject): Evidence => ({
  kind: 'directory',
  at: timeText(at),
  query,
  ...said,
})

/** Makes the answer that a directory gives about an identifier, a minute before it counts. */
export const directoryAnswer = (query: JsonObject, tie: TieWord, at: Instant): Evidence =>
  answerOf(query, at, { matches: matchesOf(tie, at) })

/** Makes the answer of a directory whose one record of an identifier has stood for so many days. */
export const directoryAnswerSince = (query: JsonObject, days: number, at: Instant): Evidence =>
  answerOf(query, at, { matches: [matchOf(CUSTOMER, 'verified', at, [days, days])] })

/** Makes the answer of a directory that says as what the customer may act for the stranger. */
export const actingAnswer = (query: JsonObject, as: Relation, at: Instant): Evidence =>
  answerOf(query, at, {
    matches: [{ ...matchOf(CUSTOMER, 'verified', at, OLD), acts_for: STRANGER, as }],
  })
