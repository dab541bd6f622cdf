import type { Focus, Outcome } from './focus.js'
import type { Shape } from './shapes.js'

/** One proof, claim or risk that may be added, gathered for a purpose. */
export interface Addition {
  readonly shape: Shape
  readonly purpose: string | null
  readonly linked: boolean
  /** What is seen of it, by the focus's number. */
  readonly seen: number
}

/** What is seen of a set of additions, with a lightest way to make it: one more than another. */
export interface Reached {
  readonly seen: number
  /** How much there is to read in it; a proof that is for something in particular takes a word for what. */
  readonly weight: number
  readonly last?: Addition
  readonly before?: Reached
}

/**
 * Reaches everything that any set of additions can make of a base.
 *
 * What is seen of a set is the join of what is seen of its members, so offering each member once to everything seen
 * so far exhausts all sets of any size. Each is reached by the lightest members that do.
 */
export function close(
  focus: Focus,
  base: number,
  additions: readonly Addition[],
  most: number,
): readonly Reached[] {
  const reached = new Map<number, Reached>([[base, { seen: base, weight: 0 }]])
  for (const last of additions) {
    if (reached.size > most) break
    const more = last.shape.weight + (last.purpose === null ? 0 : 1)
    for (const before of [...reached.values()]) {
      const seen = focus.join(before.seen, last.seen)
      if (seen === before.seen) continue
      const weight = before.weight + more
      const known = reached.get(seen)
      if (known === undefined || known.weight > weight)
        reached.set(seen, { seen, weight, last, before })
    }
  }
  return [...reached.values()]
}

/** An outcome, and a lightest pair of sets that together lead to it. */
export interface Joined {
  readonly outcome: Outcome
  readonly own: Reached
  readonly common: Reached
  readonly weight: number
}

/**
 * Joins each of some sets with each of others and tells the outcomes apart: a set of both kinds is the join of its
 * part of either. `null` where more than `most` are told apart.
 */
export function joinAll(
  focus: Focus,
  owns: readonly Reached[],
  commons: readonly Reached[],
  most: number,
): readonly Joined[] | null {
  const sets = new Set<number>()
  const found = new Map<number, Joined>()
  for (const common of commons) {
    for (const own of owns) {
      const seen = focus.join(own.seen, common.seen)
      sets.add(seen)
      if (sets.size > most) return null
      const outcome = focus.outcome(seen)
      const weight = own.weight + common.weight
      const known = found.get(outcome.id)
      if (known === undefined || known.weight > weight)
        found.set(outcome.id, { outcome, own, common, weight })
    }
  }
  return [...found.values()]
}

/** Lists the additions of a set. */
export function additionsOf({ last, before }: Reached): readonly Addition[] {
  if (last === undefined || before === undefined) return []
  return [...additionsOf(before), last]
}
