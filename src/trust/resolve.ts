import type { Resolution } from '../model/assessment.js'
import { weaker } from '../model/level.js'
import type { Edge, Graph } from './graph.js'
import type { Line } from './supports.js'
import { waysFrom } from './ways.js'

/** Which record, if any. */
export interface Resolved {
  readonly customer: string | null
  readonly resolution: Resolution
}

const NONE: Resolved = { customer: null, resolution: 'none' }

/**
 * Says which record the conversation is about, if any: resolution, never verification (63A-4 §2.3).
 *
 * What the platform asserts and what was proved each speak of the customers they lead to with 2 or more. If no
 * customer is spoken of by all of them, they contradict each other: a risk, never a choice. An identifier that several
 * share does not contradict a login of one of them. Failing these, ties of 1 resolve, and failing those, claims.
 *
 * Risk is left out of it, so that bad news about one identifier never settles a contradiction. A customer to whom no
 * path is left is not named.
 */
export function resolve(graph: Graph, lines: readonly Line[]): Resolved {
  const strong = spokenOf(graph, graph.edges, 2)
  const resolved = strong.length > 0 ? agree(strong) : chooseWeak(graph)
  const { customer } = resolved
  const isAlive = lines.some(({ way }) => way !== null && way.customer === customer)
  return customer === null || isAlive ? resolved : NONE
}

function chooseWeak(graph: Graph): Resolved {
  const sure = new Set(spokenOf(graph, graph.edges, 1).flat())
  const names = sure.size > 0 ? sure : new Set(spokenOf(graph, graph.claims, 1).flat())
  return choose([...names])
}

/** For each edge that leads to anyone, the customers it leads to with at least this grade before risk. */
function spokenOf(
  graph: Graph,
  edges: readonly Edge[],
  least: 1 | 2,
): readonly (readonly string[])[] {
  const sets: (readonly string[])[] = []
  for (const edge of edges) {
    const reach = edge.raw ?? edge.grade
    const names: string[] = []
    for (const { customer, raw } of waysFrom(graph, edge.node)) {
      if (weaker(reach, raw) >= least) names.push(customer)
    }
    if (names.length > 0) sets.push(names)
  }
  return sets
}

function agree(sets: readonly (readonly string[])[]): Resolved {
  const [first = [], ...others] = sets
  const common = first.filter((name) => others.every((set) => set.includes(name)))
  return common.length === 0 ? { customer: null, resolution: 'conflict' } : choose(common)
}

function choose(names: readonly string[]): Resolved {
  const [only] = names
  if (only === undefined) return NONE
  return names.length > 1
    ? { customer: null, resolution: 'ambiguous' }
    : { customer: only, resolution: 'unique' }
}
