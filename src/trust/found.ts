import { type Cap, type Instant, NEVER, type Rank, type Reason, weaker } from '../model/index.js'

/** What comes with every answer: why it is so, which risks it met, and when it may change by itself. */
export interface Found {
  readonly reasons: readonly Reason[]
  /** Named risks that are bad now. */
  readonly risks: readonly string[]
  /** The earliest later instant at which the answer may be another; `NEVER` if there is none. */
  readonly changesAt: Instant
}

/** How far something is held down, and by what. */
export interface Ceiling extends Found {
  readonly max: Rank
  readonly caps: readonly Cap[]
}

const NONE: readonly never[] = []

/** No reason, no risk, and for good. */
export const NOTHING: Found = { reasons: NONE, risks: NONE, changesAt: NEVER }

/** Nothing is held down. */
export const FREE: Ceiling = { max: 4, caps: NONE, ...NOTHING }

/** An answer that no reason comes with, and that may change at an instant. */
export const changingAt = (changesAt: Instant): Found => ({ reasons: NONE, risks: NONE, changesAt })

/** An answer with reasons alone. */
export const because = (...reasons: readonly Reason[]): Found => ({
  reasons,
  risks: NONE,
  changesAt: NEVER,
})

/** A single cap that does not change by itself, with itself as the reason. */
export const ceilingOf = (cap: Cap, changesAt: Instant = NEVER): Ceiling => ({
  max: cap.max,
  caps: [cap],
  reasons: [{ code: cap.code, ...(cap.at !== undefined && { at: cap.at }) }],
  risks: NONE,
  changesAt,
})

/** Holds something down by all of these at once. */
export function lowest(ceilings: readonly Ceiling[]): Ceiling {
  const some = ceilings.filter((ceiling) => ceiling !== FREE)
  const [first = FREE, second] = some
  if (second === undefined) return first
  const { reasons, risks, changesAt } = join(some)
  const max = some.reduce<Rank>((least, ceiling) => weaker(least, ceiling.max), 4)
  return { max, caps: concat(some.map(({ caps }) => caps)), reasons, risks, changesAt }
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
  return { reasons, risks, changesAt }
}

/** Lays together all answers that were used, at the end: one that was used often counts once, and so does a reason. */
export function merge(answers: readonly Found[]): Omit<Found, 'risks'> {
  const reasons = new Map<string, Reason>()
  let changesAt = NEVER
  for (const answer of new Set(answers)) {
    for (const reason of answer.reasons) {
      const name = `${reason.code} ${reason.at} ${reason.rule}`
      if (!reasons.has(name)) reasons.set(name, reason)
    }
    changesAt = Math.min(changesAt, answer.changesAt)
  }
  return { reasons: [...reasons.values()], changesAt }
}

/** Names the risks that any of these answers met, each once. */
export const risksIn = (answers: readonly Found[]): readonly string[] =>
  [...new Set(concat(answers.map(({ risks }) => risks)))].sort()

/** Lays lists end to end. */
export function concat<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const all: Item[] = []
  for (const list of lists) for (const item of list) all.push(item)
  return all
}
