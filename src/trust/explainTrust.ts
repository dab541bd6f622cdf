import type { Cap, PathEdge, Rank, Support } from '../model/index.js'
import { findPair } from './writeRank.js'

/**
 * Gives the path of the best support, or those of the two that corroborate each other; none at rank 0.
 *
 * The rank is the one that the supports reach: where no single one does, it is a pair that does (63B-4 §2.2.1).
 */
export function pathOf(supports: readonly Support[], rank: Rank): readonly PathEdge[] {
  if (rank === 0) return []
  const [first, ...others] = supports.filter(({ grade }) => grade >= rank)
  return first === undefined
    ? (findPair(supports) ?? []).flatMap(({ path }) => path)
    : others.reduce((best, support) => (isPlainer(support, best) ? support : best), first).path
}

/**
 * Of equal paths the shorter one comes first, then the one whose method comes first by name, so
 * that the order of evidence does not matter.
 */
const isPlainer = (one: Support, other: Support): boolean =>
  one.path.length === other.path.length
    ? one.method < other.method
    : one.path.length < other.path.length

const NONE: readonly Cap[] = []

/** Keeps, of caps of one name, on one layer and from one item, the strictest, in the order in which they were met. */
export function strictest(lists: Iterable<readonly Cap[]>): readonly Cap[] {
  const found = new Map<string, Cap>()
  let last: readonly Cap[] = []
  for (const caps of lists) {
    // Lines that lead over one node share its caps.
    if (caps.length === 0 || caps === last) continue
    last = caps
    for (const cap of caps) {
      const key = `${cap.code} ${cap.on} ${cap.at}`
      const known = found.get(key)
      if (known === undefined || cap.max < known.max) found.set(key, cap)
    }
  }
  return found.size === 0 ? NONE : [...found.values()]
}
