import type { Focus, Vector } from './focus.js'
import type { Shape } from './universe.js'

/** One proof, claim or risk that may be added, gathered for a purpose. */
export interface Addition {
  readonly shape: Shape
  readonly purpose: string | null
  readonly linked: boolean
  readonly vector: Vector
}

/** A set of additions, by what is seen of it, with a smallest way to reach it. */
export interface Reached {
  readonly vector: Vector
  readonly additions: readonly Addition[]
}

/**
 * Reaches everything that any set of additions can make of a base.
 *
 * What is seen of a set is the join of what is seen of its members, so offering each member once to everything seen
 * so far exhausts all sets of any size. Each is reached by the fewest members that do.
 */
export function close(
  focus: Focus,
  base: Vector,
  additions: readonly Addition[],
  most: number,
): readonly Reached[] {
  const seen = new Map<string, Reached>([[base.join(), { vector: base, additions: [] }]])
  for (const addition of additions) {
    if (seen.size > most) break
    for (const from of [...seen.values()]) {
      if (isWithin(addition.vector, from.vector)) continue
      const vector = focus.join(from.vector, addition.vector)
      const key = vector.join()
      const known = seen.get(key)
      if (known !== undefined && known.additions.length <= from.additions.length + 1) continue
      seen.set(key, { vector, additions: [...from.additions, addition] })
    }
  }
  return [...seen.values()]
}

// What is seen already need not be worked out again.
function isWithin(one: Vector, other: Vector): boolean {
  for (let at = 0; at < one.length; at++) {
    if (((one[at] ?? 0) & ~(other[at] ?? 0)) !== 0) return false
  }
  return true
}

/** Leaves out additions of which nothing is seen, and all but the first of those that look the same. */
export function distinct(additions: readonly Addition[]): readonly Addition[] {
  const byVector = new Map<string, Addition>()
  for (const addition of additions) {
    if (addition.vector.every((word) => word === 0)) continue
    const key = addition.vector.join()
    if (!byVector.has(key)) byVector.set(key, addition)
  }
  return [...byVector.values()]
}

/** Keeps the first of those reached sets whose outcome is the same. */
export function byOutcome(
  focus: Focus,
  reached: readonly Reached[],
): readonly { readonly outcome: readonly number[]; readonly additions: readonly Addition[] }[] {
  const found = new Map<string, { outcome: readonly number[]; additions: readonly Addition[] }>()
  for (const { vector, additions } of reached) {
    const outcome = focus.outcome(vector)
    const key = outcome.join()
    const known = found.get(key)
    if (known !== undefined && known.additions.length <= additions.length) continue
    found.set(key, { outcome, additions })
  }
  return [...found.values()]
}
