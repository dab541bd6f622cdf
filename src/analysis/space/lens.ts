import type { Requirement } from '../../decide/index.js'
import { type Rank, weaker } from '../../model/index.js'
import type { Kinds } from './kinds.js'
import type { Sight } from './sight.js'

/** What a proof was gathered for: a class or action, or anything, and whether it names the payment of the scene. */
export interface Aim {
  readonly purpose: string | null
  readonly linked: boolean
}

/** What a question looks at in the supports of one assessment: which of them count, and what is asked of those. */
export interface Lens {
  readonly key: string
  /** Which set of trust settings the supports were assessed under: 0, or 1 for the second of two policies. */
  readonly side: number
  /** Milliseconds: what is as old as that, or older, does not count. */
  readonly maxAge?: number
  counts(sight: Sight, aim: Aim): boolean
  readonly methods?: readonly string[]
  readonly categories?: number
  readonly forbidPhishableOnly?: boolean
  /** The ranks to tell apart: reached, or not. */
  readonly ranks: readonly Rank[]
  /** Whether no age and no aim changes what is seen. */
  readonly isPlain?: boolean
  /** Whether a support counts even where the conversation is held down to nothing. */
  readonly heldDown?: boolean
}

/** A class or action that something is required for, by its name. */
export interface Topic {
  readonly name: string
  readonly requires: Requirement
  /** Whether the engagement names the amount and payee of the scene. */
  readonly linked: boolean
  /** Whether it is an action: what was proved for nothing in particular may not count. */
  readonly isAction: boolean
}

/** Looks at every support: the write trust itself. */
export const writeLens = (side: number): Lens => ({
  key: `write ${side}`,
  side,
  ranks: [1, 2, 3, 4],
  isPlain: true,
  counts: () => true,
})

/**
 * Looks at what the person did about this customer: who holds the session. From 3 on it is the write trust itself,
 * because no platform and no claim asserts more than 2.
 */
export const proofLens = (side: number): Lens => ({
  key: `proof ${side}`,
  side,
  ranks: [1, 2],
  isPlain: true,
  counts: ({ isTied, isSaid }) => isTied && !isSaid,
})

/** Looks at what ties the author to a record at all. */
export const tiedLens = (side: number): Lens => ({
  key: `tied ${side}`,
  side,
  ranks: [1],
  isPlain: true,
  heldDown: true,
  counts: ({ isTied }) => isTied,
})

// A lens is worked out once for each requirement: it is looked up for every view.
const known = new WeakMap<Requirement, Map<string, Lens>>()

/** Looks at what a requirement for a class or action counts. */
export function topicLens(side: number, topic: Topic): Lens {
  const { requires, name, linked, isAction } = topic
  const lenses = known.get(requires) ?? new Map<string, Lens>()
  known.set(requires, lenses)
  const key = `${side} ${linked ? 'linked' : 'plain'} ${isAction ? 'action' : 'class'} ${name}`
  const lens = lenses.get(key) ?? makeLens(side, topic)
  lenses.set(key, lens)
  return lens
}

function makeLens(side: number, topic: Topic): Lens {
  const { methods, categories, forbidPhishableOnly, maxAge } = topic.requires
  const needed = neededFor(topic.requires)
  const isBound = isBoundTo(topic.requires)
  const parts = [topic.name, topic.isAction, needed, maxAge, isBound, isBound && topic.linked]
  return {
    key: JSON.stringify([side, ...parts, methods, categories, forbidPhishableOnly]),
    side,
    ranks: [needed],
    counts: (sight, aim) =>
      isFor(topic, aim) &&
      !(topic.isAction && sight.isGeneral && aim.purpose === null) &&
      (!isBound || topic.linked || !isForPayment(sight, aim)),
    ...(maxAge !== undefined && { maxAge }),
    ...(methods !== undefined && { methods }),
    ...(categories !== undefined && { categories }),
    ...(forbidPhishableOnly !== undefined && { forbidPhishableOnly }),
  }
}

/** Looks at the proofs that name the payment itself, where one is asked for: one of them at least is needed. */
export function paymentLens(side: number, topic: Topic): Lens {
  const { name, requires } = topic
  const { maxAge } = requires
  const rank = weaker(neededFor(requires), 3)
  return {
    key: JSON.stringify(['payment', side, name, rank, maxAge]),
    side,
    ranks: [rank],
    counts: (sight, aim) => isFor(topic, aim) && isForPayment(sight, aim),
    ...(maxAge !== undefined && { maxAge }),
  }
}

/** Tells whether a requirement counts only what was gathered for its very topic. */
export const isBoundTo = ({ purpose, linked }: Requirement): boolean =>
  purpose === true || linked === true

/** The rank that counted supports have to reach. */
export const neededFor = ({ write }: Requirement): Rank => (write === 0 ? 1 : write)

const isFor = ({ name, requires }: Topic, { purpose }: Aim): boolean =>
  purpose === null ? !isBoundTo(requires) : purpose === name

const isForPayment = ({ namesPayment }: Sight, { linked }: Aim): boolean => linked && namesPayment

/**
 * What a lens sees of some supports, as bits: marks and corroborating kinds in the first number; in the second, where
 * categories are asked for, the kinds at each weight. Seeing more is the bitwise or: what one lens sees forms a
 * join-semilattice, so every set of supports there can be is reached by adding one at a time.
 */
export type Summary = readonly [seen: number, spanned: number]

/** What a lens sees of nothing. */
export const NOTHING: Summary = [0, 0]

// Bits 0-8: something counts, by a method asked for, that cannot be relayed, each at weights 1 to 3.
const HAS = 0
const METHOD = 3
const FIRM = 6
const STRONG = 1 << 9
const PAIRS = 10

/** The most kinds that fit beside the marks, and three times over, with room to say all, into one number. */
export const MOST_KINDS = 20
export const MOST_SPANNED = 10

/** How strongly what is seen is held down: the most it may prove, and whether it ties anyone to a record. */
export interface Hold {
  readonly cap: Rank
  readonly conflict: boolean
}

/** Sums up one support as it is held down, of something of an age that was gathered for an aim. */
export function summarise(lens: Lens, seen: Sight, aim: Aim, age: number): Summary {
  const { methods, forbidPhishableOnly, categories, maxAge } = lens
  const isOld = maxAge !== undefined && (seen.age ?? age) >= maxAge
  if (isOld || !lens.counts(seen, aim)) return NOTHING
  const isBy =
    methods !== undefined &&
    (methods.includes(seen.method) || (seen.via !== undefined && methods.includes(seen.via)))
  const isFirm = forbidPhishableOnly === true && !seen.phishable
  const isStrong = lens.ranks.includes(4)
  let marks = seen.grade === 4 && isStrong ? STRONG : 0
  if (seen.grade === 3 && !seen.alone && isStrong) marks |= seen.kind << PAIRS
  let spanned = 0
  for (const rank of lens.ranks) {
    const weight = Math.min(rank, 3)
    if (seen.grade < weight && lens.heldDown !== true) continue
    const mark = 1 << (weight - 1)
    marks |= (mark << HAS) | (isBy ? mark << METHOD : 0) | (isFirm ? mark << FIRM : 0)
    if (categories !== undefined && !seen.isVouched)
      spanned |= seen.kind << ((weight - 1) * MOST_SPANNED)
  }
  return [marks, spanned]
}

/** Holds down what is seen, as the trust room does: what could reach 3 no longer corroborates. */
export const holdDown = (seen: Sight, { cap, conflict }: Hold): Sight =>
  cap === 4 && !conflict
    ? seen
    : {
        ...seen,
        isTied: seen.isTied && !conflict,
        grade: weaker(cap, seen.grade),
        alone: seen.alone || (cap < 4 && seen.grade >= 3),
      }

/** Adds what is seen of more supports. Two that corroborate make it strong, and then no pair matters any more. */
export function joinSeen(one: number, other: number, kinds: Kinds): number {
  const seen = one | other
  const pairs = seen >>> PAIRS
  if (pairs === 0) return seen
  const isStrong = (seen & STRONG) !== 0 || kinds.corroborates(pairs)
  const marks = seen & ((1 << PAIRS) - 1)
  return isStrong ? marks | STRONG : marks | (kinds.simplify(pairs) << PAIRS)
}

const ALL_SPANNED = (1 << MOST_SPANNED) - 1

/** Adds what more supports span. Where enough is spanned, nothing further matters. */
export function joinSpanned(one: number, other: number, categories: number, kinds: Kinds): number {
  let spanned = 0
  for (let from = 0; from < 3 * MOST_SPANNED; from += MOST_SPANNED) {
    const set = ((one | other) >>> from) & ALL_SPANNED
    if (set === 0) continue
    const kept = set === ALL_SPANNED || kinds.spans(set, categories) ? ALL_SPANNED : set
    // For two categories a pair is what it takes, so what pairs with less is left out.
    spanned |= (categories === 2 && kept !== ALL_SPANNED ? kinds.simplify(kept) : kept) << from
  }
  return spanned
}

/** Tells the highest of its ranks that what a lens sees reaches. */
export function rankOf(lens: Lens, [seen, spanned]: Summary): Rank {
  let best: Rank = 0
  for (const rank of lens.ranks) if (rank > best && reaches(lens, seen, spanned, rank)) best = rank
  return best
}

function reaches(lens: Lens, seen: number, spanned: number, rank: Rank): boolean {
  const weight = Math.min(rank, 3)
  const has = (from: number): boolean => (seen & (1 << (from + weight - 1))) !== 0
  if (!has(HAS) || (rank === 4 && (seen & STRONG) === 0)) return false
  if (lens.methods !== undefined && !has(METHOD)) return false
  if (lens.forbidPhishableOnly === true && !has(FIRM)) return false
  if (lens.categories === undefined) return true
  return ((spanned >>> ((weight - 1) * MOST_SPANNED)) & ALL_SPANNED) === ALL_SPANNED
}
