import { type Clean, isTelephone, type Limit } from '../evidence/index.js'
import type { Cap } from '../model/assessment.js'
import type { NodeId } from '../model/contact.js'
import { type Rank, weaker } from '../model/level.js'
import { isWithin } from './clock.js'
import {
  addRisk,
  type Ceiling,
  type Edge,
  factsOf,
  type Graph,
  limitsOn,
  NO_CAPS,
  type PlacedLimit,
} from './graph.js'

const FREE: Ceiling = { max: 4, caps: NO_CAPS }

/** Tells how far a node is held down, by bad news about it and by what was not checked. Worked out once a node. */
export function capNode(graph: Graph, node: NodeId): Ceiling {
  const facts = factsOf(graph, node)
  if (facts.held !== null) return facts.held
  const limits = limitsOn(graph, 'node', node)
  const held = isTelephone(node)
    ? holdTelephone(graph, facts.cleans, limits)
    : holdBy(graph, limits)
  facts.held = held
  return held
}

function holdTelephone(
  graph: Graph,
  cleans: readonly Clean[] | null,
  limits: readonly PlacedLimit[] | undefined,
): Ceiling {
  const { simSwapUnknown, lineTypeUnknown } = graph.settings.risk
  const { max, caps } = holdBy(graph, limits)
  const all: Cap[] = caps === NO_CAPS ? [] : [...caps]
  const swap = holdUnknown(graph, cleans, 'sim_swap', simSwapUnknown, all)
  const line = holdUnknown(graph, cleans, 'line_type', lineTypeUnknown, all)
  return { max: weaker(max, weaker(swap, line)), caps: all }
}

/** Tells how far limits hold down a customer, the ties of a node, what the platform asserts, or the conversation. */
export const capTarget = (
  graph: Graph,
  on: 'tie' | 'platform' | 'customer' | 'conversation',
  target?: string,
): Ceiling => holdBy(graph, limitsOn(graph, on, target))

/** Tells how far limits that speak of some proofs only hold down this one. */
export function capProof(
  graph: Graph,
  edge: Edge,
  on: 'node' | 'customer' | 'conversation',
  target?: string,
): Ceiling {
  if (edge.proof === undefined) return FREE
  const limits = limitsOn(graph, on, target)
  return limits === undefined
    ? FREE
    : collect(graph, limits, (limit) => isQualified(limit) && speaksOf(limit, edge))
}

const isQualified = (limit: Limit): boolean => limit.via !== undefined || limit.before !== undefined

function speaksOf(limit: Limit, { proof }: Edge): boolean {
  if (proof === undefined) return false
  if (limit.via !== undefined && limit.via !== proof.via) return false
  return limit.before === undefined || proof.since < limit.before
}

const holdBy = (graph: Graph, limits: readonly PlacedLimit[] | undefined): Ceiling =>
  limits === undefined ? FREE : collect(graph, limits, (limit) => !isQualified(limit))

function collect(
  graph: Graph,
  limits: readonly PlacedLimit[],
  applies: (limit: Limit) => boolean,
): Ceiling {
  let max: Rank = 4
  const caps: Cap[] = []
  for (const placed of limits) {
    const { limit, cap } = placed
    if (!applies(limit) || !isWithin(graph.clock, limit.since, limit.until)) continue
    note(graph, placed)
    max = weaker(max, cap.max)
    if (cap.max < 4) caps.push(cap)
  }
  return { max, caps }
}

// An item may hold something down by several limits of one name: it is one reason.
function note(graph: Graph, { limit: { code }, at }: PlacedLimit): void {
  addRisk(graph, code)
  const name = `${code} ${at}`
  if (graph.noted.has(name)) return
  graph.noted.add(name)
  graph.reasons.push({ code, at })
}

/** Unknown is never clean: without a clean answer that still holds, the default cap applies. */
function holdUnknown(
  graph: Graph,
  cleans: readonly Clean[] | null,
  signal: 'sim_swap' | 'line_type',
  max: Rank,
  caps: Cap[],
): Rank {
  if (cleans !== null) {
    for (const clean of cleans) {
      if (clean.signal === signal && isWithin(graph.clock, clean.since, clean.until)) return 4
    }
  }
  const code = UNKNOWN[signal]
  graph.reasons.push({ code })
  if (max < 4) caps.push({ code, max, on: 'identifier' })
  return max
}

const UNKNOWN = { sim_swap: 'sim_swap_unknown', line_type: 'line_type_unknown' } as const
