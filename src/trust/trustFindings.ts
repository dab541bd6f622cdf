import { type Cap, type Instant, NEVER, type Rank, type Reason, weaker } from '../model/index.js'

/**
 * What comes with every answer: its reasons, the risks that were met, and when it may change by itself.
 */
export interface TrustFindings {
  readonly reasons: readonly Reason[]
  /** Named risks that are bad now. */
  readonly risks: readonly string[]
  /** The earliest later instant at which the answer may be another; `NEVER` if there is none. */
  readonly changesAt: Instant
}

const NONE: readonly never[] = []

/** Makes what comes with an answer. What is left out stands for no reason, no risk, and no end. */
export const findings = (
  reasons: readonly Reason[],
  changesAt: Instant = NEVER,
  risks: readonly string[] = NONE,
): TrustFindings => ({ reasons, risks, changesAt })

/** No reason, no risk, and no end. */
export const NOTHING: TrustFindings = findings(NONE)

/** How far something is capped, and by what. */
export interface Ceiling {
  /** The most that is left, 0 to 4; 4 caps nothing. */
  readonly max: Rank
  readonly caps: readonly Cap[]
  /** The reasons of the caps, the risks they name, and when another holds. */
  readonly found: TrustFindings
}

/** Nothing is capped. */
export const FREE: Ceiling = { max: 4, caps: NONE, found: NOTHING }

/** No reason and no risk before an instant, at which the answer may be another. */
export const lasting = (changesAt: Instant): TrustFindings =>
  changesAt === NEVER ? NOTHING : findings(NONE, changesAt)

/** Nothing is capped before an instant. */
export const freeUntil = (changesAt: Instant): Ceiling =>
  changesAt === NEVER ? FREE : { max: 4, caps: NONE, found: findings(NONE, changesAt) }

/** A single cap, which is its own reason. It has no end unless an instant is given at which it may change. */
export const ceilingOf = (cap: Cap, changesAt: Instant = NEVER): Ceiling => ({
  max: cap.max,
  caps: [cap],
  found: findings(
    [cap.at === undefined ? { code: cap.code } : { code: cap.code, at: cap.at }],
    changesAt,
  ),
})

/** The lower of two ceilings, with what was found for both. */
export function lower(one: Ceiling, other: Ceiling): Ceiling {
  // Nearly everything is capped by one thing at most, so that nearly nothing has to be joined.
  if (one === FREE) return other
  if (other === FREE) return one
  return {
    max: weaker(one.max, other.max),
    caps: append(one.caps, other.caps),
    found: both(one.found, other.found),
  }
}

/** The lowest of several ceilings, with what was found for all. */
export function lowest(ceilings: readonly Ceiling[]): Ceiling {
  const some = ceilings.filter((ceiling) => ceiling !== FREE)
  const [first = FREE, second] = some
  if (second === undefined) return first
  return {
    max: some.reduce<Rank>((least, { max }) => weaker(least, max), 4),
    caps: concat(some.map(({ caps }) => caps)),
    found: join(some.map(({ found }) => found)),
  }
}

/** Joins what came with two answers. */
export function both(one: TrustFindings, other: TrustFindings): TrustFindings {
  if (one === NOTHING) return other
  if (other === NOTHING) return one
  return findings(
    append(one.reasons, other.reasons),
    Math.min(one.changesAt, other.changesAt),
    append(one.risks, other.risks),
  )
}

/**
 * Joins what came with several answers. An answer that came twice is in it twice: only `merge` removes
 * doubles.
 */
export function join(answers: readonly TrustFindings[]): TrustFindings {
  const reasons: Reason[] = []
  const risks: string[] = []
  let changesAt = NEVER
  for (const answer of answers) {
    for (const reason of answer.reasons) reasons.push(reason)
    for (const risk of answer.risks) risks.push(risk)
    changesAt = Math.min(changesAt, answer.changesAt)
  }
  return findings(reasons, changesAt, risks)
}

/**
 * Joins all answers that were used, at the end: one that was used often counts once, and so does a reason.
 * Two reasons are one where code, place and rule are the same; the first place in the order stays.
 */
export function merge(answers: readonly TrustFindings[]): TrustFindings {
  const reasons: Reason[] = []
  const named = new Set<string>()
  let changesAt = NEVER
  let last: readonly Reason[] = []
  for (const answer of answers) {
    changesAt = Math.min(changesAt, answer.changesAt)
    // Edges to one node share what was found there.
    if (answer.reasons.length === 0 || answer.reasons === last) continue
    last = answer.reasons
    for (const reason of answer.reasons) {
      const name = `${reason.code} ${reason.at} ${reason.rule}`
      if (named.has(name)) continue
      named.add(name)
      reasons.push(reason)
    }
  }
  return findings(reasons, changesAt, risksIn(answers))
}

/** Names every risk that these answers met, each once and by the alphabet, so that their order does not matter. */
export function risksIn(answers: readonly TrustFindings[]): readonly string[] {
  const risks = new Set<string>()
  for (const answer of answers) for (const risk of answer.risks) risks.add(risk)
  return risks.size === 0 ? NONE : [...risks].sort()
}

/** Appends one list to another; where one of them is empty, it is the other. */
export function append<Item>(one: readonly Item[], other: readonly Item[]): readonly Item[] {
  if (one.length === 0) return other
  return other.length === 0 ? one : [...one, ...other]
}

/** Joins lists, one after the other. */
export function concat<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const all: Item[] = []
  for (const list of lists) for (const item of list) all.push(item)
  return all
}
