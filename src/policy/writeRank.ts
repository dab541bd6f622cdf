import type { Support } from '../model/assessment.js'
import type { Instant } from '../model/instant.js'
import type { Rank } from '../model/level.js'

/** What the supports that count must satisfy. */
export interface SupportFilter {
  readonly since?: Instant
  readonly purpose?: string | null
  readonly requirePurpose?: boolean
  readonly methods?: readonly string[]
  readonly categories?: number
  readonly forbidPhishableOnly?: boolean
  readonly amount?: string
  readonly payee?: string
}

/** Gives the write trust of the supports that pass the filter. */
export function writeRank(supports: readonly Support[], filter: SupportFilter = {}): Rank {
  const counted = supports.filter((support) => counts(support, filter))
  if (
    filter.methods !== undefined &&
    !counted.some(({ method }) => filter.methods?.includes(method))
  ) {
    return 0
  }
  const proofs = counted.filter(({ grade }) => grade >= 2)
  const categories = new Set(proofs.flatMap((support) => support.categories))
  if ((filter.categories ?? 1) > categories.size) return 0
  if (filter.forbidPhishableOnly === true && !proofs.some(({ phishable }) => !phishable)) return 0
  const best = counted.reduce<Rank>((rank, { grade }) => (grade > rank ? grade : rank), 0)
  return best === 3 && proofs.some((a) => proofs.some((b) => corroborates(a, b))) ? 4 : best
}

const counts = (support: Support, filter: SupportFilter): boolean =>
  support.since >= (filter.since ?? Number.NEGATIVE_INFINITY) &&
  (support.purpose === null
    ? filter.requirePurpose !== true
    : support.purpose === filter.purpose) &&
  (filter.amount === undefined || support.amount === filter.amount) &&
  (filter.payee === undefined || support.payee === filter.payee)

const corroborates = (a: Support, b: Support): boolean =>
  a.grade >= 3 &&
  b.grade >= 3 &&
  a.category !== null &&
  b.category !== null &&
  a.category !== b.category &&
  !a.causes.some((cause) => b.causes.includes(cause))
