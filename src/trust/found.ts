import { type Cap, type Instant, NEVER, type Rank, type Reason, weaker } from '../model/index.js'

/** What comes with every answer: why it is so, which risks it met, and when it may change by itself. */
export interface Found {
  readonly reasons: readonly Reason[]
  /** Named risks that are bad now. */
  readonly risks: readonly string[]
  /** The earliest later instant at which the answer may be another; `NEVER` if there is none. */
  readonly changesAt: Instant
}

const NONE: readonly never[] = []

/** Makes what comes with an answer; without a part it has no reason, no risk, and is for good. */
export const findings = (
  reasons: readonly Reason[],
  changesAt: Instant = NEVER,
  risks: readonly string[] = NONE,
): Found => ({ reasons, risks, changesAt })

/** No reason, no risk, and for good. */
export const NOTHING: Found = findings(NONE)

/** How far something is held down, and by what. */
export interface Ceiling {
  readonly max: Rank
  readonly caps: readonly Cap[]
  readonly found: Found
}

/** Nothing is held down. */
export const FREE: Ceiling = { max: 4, caps: NONE, found: NOTHING }

/** Nothing is held down before an instant. */
export const freeUntil = (changesAt: Instant): Ceiling => ({
  max: 4,
  caps: NONE,
  found: findings(NONE, changesAt),
})

/** A single cap, which is its own reason. */
export const ceilingOf = (cap: Cap, changesAt: Instant = NEVER): Ceiling => ({
  max: cap.max,
  caps: [cap],
  found: findings(
    [cap.at === undefined ? { code: cap.code } : { code: cap.code, at: cap.at }],
    changesAt,
  ),
})

/** Holds something down by all of these at once. */
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

/** Lays together what came with several answers. */
export function join(answers: readonly Found[]): Found {
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

/** Lays together all answers that were used, at the end: one that was used often counts once, and so does a reason. */
export function merge(answers: readonly Found[]): Found {
  const { reasons, risks, changesAt } = join([...new Set(answers)])
  const named = new Map<string, Reason>()
  for (const reason of reasons) {
    const name = `${reason.code} ${reason.at} ${reason.rule}`
    if (!named.has(name)) named.set(name, reason)
  }
  return findings([...named.values()], changesAt, [...new Set(risks)].sort())
}

/** Lays lists end to end. */
export function concat<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const all: Item[] = []
  for (const list of lists) for (const item of list) all.push(item)
  return all
}
