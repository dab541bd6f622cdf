import { isBoundTo, mapParts } from '../decide/index.js'
import type { Support } from '../model/index.js'
import { writeRank } from '../trust/index.js'
import { NOW, toldBy } from './candidates.js'
import type { SupportCount } from './terms.js'

/**
 * Counts of which some are to be met by supports, and others not. A count that may be either is in
 * neither list.
 */
export interface WantedCounts {
  readonly met: readonly SupportCount[]
  readonly unmet: readonly SupportCount[]
}

/**
 * Leaves out what another stands for: of supports that are worth the same, one that counts wherever
 * the other does of what is to be met, and nowhere else of what is not.
 *
 * Whatever the one is enough for, together with anything, the other is, so that no answer is lost,
 * and of hundreds of ages and purposes a few are left to be combined. What helps least towards what
 * is not to be met goes first, as most can be added beside it.
 *
 * For example: of a code for a class and one for nothing in particular, either will do where that
 * class is to be met, and one is kept. Where another class is not to be met besides, the code for
 * the class is kept.
 */
export function keepBest(
  candidates: readonly Support[],
  { met, unmet }: WantedCounts,
): readonly Support[] {
  const groups = new Map<string, readonly RatedSupport[]>()
  for (const support of candidates) {
    const one: RatedSupport = {
      support,
      good: placesOf(support, met),
      bad: placesOf(support, unmet),
    }
    const key = worthOf(support, [...met, ...unmet])
    const group = groups.get(key) ?? []
    if (group.some((other) => standsFor(other, one))) continue
    groups.set(key, [...group.filter((other) => !standsFor(one, other)), one])
  }
  return [...groups.values()]
    .flat()
    .map(({ support, bad }) => ({ support, harm: bad === 0n ? 0 : 1 + toldOf(support, unmet) }))
    .toSorted((a, b) => a.harm - b.harm)
    .map(({ support }) => support)
}

// How much of what some counts ask a support brings, besides its weight.
const toldOf = (support: Support, counts: readonly SupportCount[]): number =>
  toldBy(counts, support)
    .flat()
    .filter((told) => told !== false && told !== '').length

/** A support with the counts for which it counts, a bit for each: of those to be met, and of those that are not. */
interface RatedSupport {
  readonly support: Support
  readonly good: bigint
  readonly bad: bigint
}

// As good for all that is to be met, and no worse for what is not.
const standsFor = (one: RatedSupport, other: RatedSupport): boolean =>
  (other.good & ~one.good) === 0n && (one.bad & ~other.bad) === 0n

// A bit for each count, so that a comparison of two supports is one of two numbers.
const placesOf = (support: Support, counts: readonly SupportCount[]): bigint =>
  counts.reduce(
    (places, count, at) => (isCounted(support, count) ? places | (1n << BigInt(at)) : places),
    0n,
  )

// All but what it was given for and when: what it weighs, what it corroborates, and what requirements tell of it.
function worthOf(support: Support, counts: readonly SupportCount[]): string {
  const { grade, categories, causes, amount, alone, vouched } = support
  const told = toldBy(counts, support)
  return JSON.stringify([grade, categories, causes, amount, alone, vouched, told])
}

/**
 * Tells whether a support counts for something at all: it is young enough, and was given for it or for anything.
 *
 * Methods and categories are no matter of it: they tell what a counted support brings.
 */
function isCounted(support: Support, { requires, name, about }: SupportCount): boolean {
  if (about !== 'class' && support.general === true) return false
  if (about === 'acting') return true
  const ages = mapParts(requires, (part, value) => part.filter?.(value, NOW).since)
  const since = Math.max(Number.NEGATIVE_INFINITY, ...ages)
  return writeRank([support], { since, purpose: name, requirePurpose: isBoundTo(requires) }) > 0
}
