import { type Resolution, weaker } from '../model/index.js'
import type { Edge } from './facts.js'
import type { Graph } from './graph.js'
import type { SupportLine } from './lines.js'

/** Which record, if any. */
export interface ResolvedCustomer {
  readonly customer: string | null
  readonly resolution: Resolution
}

const NONE: ResolvedCustomer = { customer: null, resolution: 'none' }

/**
 * Says which record the conversation is about, if any: resolution, never verification (63A-4 §2.3).
 *
 * What the platform asserts and what was proved each speak of the customers they lead to with 2 or more. If no
 * customer is spoken of by all of them, they contradict each other: a risk, never a choice. An identifier that several
 * share does not contradict a login of one of them. Failing these, ties of 1 resolve, and failing those, claims.
 *
 * Risks are left out here, so that a risk about one identifier never settles a contradiction. A customer to whom no
 * path is left is not named.
 */
export function resolve(
  edges: readonly Edge[],
  claims: readonly Edge[],
  lines: readonly SupportLine[],
  { ways }: Pick<Graph, 'ways'>,
): ResolvedCustomer {
  // Good ties first; only where there are none do weaker ones say who it may be, and then the person's own words.
  const strong = spokenOf(edges, 2, ways)
  const weak = strong.length > 0 ? [] : spokenOf(edges, 1, ways).flat()
  const said = strong.length > 0 || weak.length > 0 ? [] : spokenOf(claims, 1, ways).flat()
  const resolved = strong.length > 0 ? agree(strong) : choose([...new Set([...weak, ...said])])
  const { customer } = resolved
  // The customer is named only while some line still leads to them: a record to which risks close
  // every path is not reported.
  const isAlive = lines.some(({ way }) => way !== null && way.customer === customer)
  return customer === null || isAlive ? resolved : NONE
}

/** For each edge that leads to anyone, the customers it leads to with at least this grade before risk. */
function spokenOf(
  edges: readonly Edge[],
  least: 1 | 2,
  ways: Graph['ways'],
): readonly (readonly string[])[] {
  const spoken: (readonly string[])[] = []
  for (const { node, grade, raw = grade } of edges) {
    const names: string[] = []
    for (const way of ways.get(node)?.ways ?? []) {
      if (weaker(raw, way.raw) >= least) names.push(way.customer)
    }
    if (names.length > 0) spoken.push(names)
  }
  return spoken
}

/** The customer whom every edge speaks of. None in common is a contradiction, several are an ambiguity. */
function agree(sets: readonly (readonly string[])[]): ResolvedCustomer {
  const [first = [], ...others] = sets
  const common = first.filter((name) => others.every((set) => set.includes(name)))
  return common.length === 0 ? { customer: null, resolution: 'conflict' } : choose(common)
}

/**
 * One name is the customer. Of several names none is taken, because a guess would show one person another's
 * record.
 */
function choose(names: readonly string[]): ResolvedCustomer {
  const [only] = names
  if (only === undefined) return NONE
  return names.length > 1
    ? { customer: null, resolution: 'ambiguous' }
    : { customer: only, resolution: 'unique' }
}
