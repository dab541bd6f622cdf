import type { CompiledPolicy } from '../../src/decide/index.js'
import type { Decision, Engagement } from '../../src/model/index.js'

const KINDS = [
  'policies',
  'engagements',
  'brands',
  // A policy that stands on another opens what that does not.
  'falseBrands',
  'proved',
  'falseProved',
  'refuted',
  'falseRefuted',
  'notProved',
  'unchanged',
  'falseUnchanged',
  'changed',
  'notCompared',
  'equivalent',
  'falseEquivalent',
  'neverTaken',
  'falseNeverTaken',
  'redundant',
  'falseRedundant',
  'offers',
  'falseOffers',
  // Offers that ask for more than would do, as the person's proofs turned out.
  'falseSmallest',
  'words',
  // Offers that say another level, age or purpose than what opens, or are capped.
  'falseWords',
  'untils',
  'falseUntils',
  // Ends at which nothing changes.
  'falseEarlyUntils',
  'flips',
  'falseFlips',
] as const

/** How often the analysis said something, and how often an engagement showed that it is not so. */
export type Counts = Record<(typeof KINDS)[number], number>

/** Starts every count at nothing. */
export const startCounts = (): Counts => ({
  ...counting(KINDS),
})

// Every kind by its name, so that none is forgotten.
function counting(kinds: typeof KINDS): Counts
function counting(kinds: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(kinds.map((kind) => [kind, 0]))
}

/** What an answer was found to be wrong about, to be looked at by a person. */
export type Report = (kind: string, detail: unknown) => void

/** Somebody at a time, and what was decided. */
export interface DecidedCase {
  readonly engagement: Engagement
  readonly at: number
  readonly decision: Decision
}

/** One policy with what was made for it. */
export interface TriedPolicy {
  readonly seed: number
  readonly policy: CompiledPolicy
  /** All at the same time, the one that evidence is made for. */
  readonly now: readonly DecidedCase[]
  /** These, and some of them at other times. */
  readonly cases: readonly DecidedCase[]
  readonly counts: Counts
  readonly report: Report
}
