import { isTelephone, type Limit } from '../evidence/index.js'
import type { Cap } from '../model/assessment.js'
import type { NodeId } from '../model/contact.js'
import type { Rank } from '../model/level.js'
import { type Clock, isWithin } from './clock.js'
import { type Edge, type Graph, type Held, limitKey, type PlacedLimit } from './graph.js'

const FREE: Held = { max: 4, caps: [] }

/** Tells how far a node is held down, by bad news about it and by what was not checked. Worked out once a node. */
export function holdNode(graph: Graph, node: NodeId): Held {
  const known = graph.held.get(node)
  if (known !== undefined) return known
  const layer = node.startsWith('account:') ? 'account' : 'identifier'
  const caps: Cap[] = []
  let max = holdBy(graph, graph.limits.get(limitKey('node', node)), layer, caps)
  if (isTelephone(node)) {
    const { simSwapUnknown, lineTypeUnknown } = graph.settings.risk
    max = holdUnknown(graph, node, 'sim_swap', simSwapUnknown, max, caps)
    max = holdUnknown(graph, node, 'line_type', lineTypeUnknown, max, caps)
  }
  const held = caps.length === 0 && max === 4 ? FREE : { max, caps }
  graph.held.set(node, held)
  return held
}

/** Tells how far limits hold down a customer, the ties of a node, what the platform asserts, or the conversation. */
export function holdOther(
  graph: Graph,
  on: 'tie' | 'platform' | 'customer' | 'conversation',
  target?: string,
): Held {
  const limits = graph.limits.get(limitKey(on, target))
  if (limits === undefined) return FREE
  const caps: Cap[] = []
  const layer = on === 'tie' || on === 'platform' ? 'identifier' : on
  const max = holdBy(graph, limits, layer, caps)
  return { max, caps }
}

/** Tells how far limits that speak of some proofs only hold down this one, and adds their caps. */
export function holdProof(graph: Graph, edge: Edge, key: string, caps: Cap[]): Rank {
  let max: Rank = 4
  for (const { limit, at } of graph.limits.get(key) ?? []) {
    if (!isQualified(limit) || !speaksOf(limit, edge) || !isActive(graph.clock, limit)) continue
    noteRisk(graph, limit, at)
    if (limit.max < max) max = limit.max
    caps.push({ code: limit.code, max: limit.max, on: layerOf(limit, edge.node), at })
  }
  return max
}

const layerOf = (limit: Limit, node: NodeId): Cap['on'] =>
  limit.on === 'customer' ? 'customer' : node.startsWith('account:') ? 'account' : 'identifier'

const isQualified = (limit: Limit): boolean => limit.via !== undefined || limit.before !== undefined

const isActive = (clock: Clock, limit: Limit): boolean => isWithin(clock, limit.since, limit.until)

function speaksOf(limit: Limit, { proof }: Edge): boolean {
  if (proof === undefined) return false
  if (limit.via !== undefined && limit.via !== proof.via) return false
  return limit.before === undefined || proof.since < limit.before
}

function holdBy(
  graph: Graph,
  limits: readonly PlacedLimit[] | undefined,
  on: Cap['on'],
  caps: Cap[],
): Rank {
  let max: Rank = 4
  if (limits === undefined) return max
  for (const { limit, at } of limits) {
    if (isQualified(limit) || !isActive(graph.clock, limit)) continue
    noteRisk(graph, limit, at)
    const least = limit.code === 'non_fixed_voip' ? graph.settings.risk.nonFixedVoip : limit.max
    if (least < max) max = least
    if (least < 4) caps.push({ code: limit.code, max: least, on, at })
  }
  return max
}

function noteRisk(graph: Graph, limit: Limit, at: string): void {
  graph.risks.add(limit.code)
  graph.reasons.push({ code: limit.code, at })
}

/** Unknown is never clean: without a clean answer that still holds, the default cap applies. */
function holdUnknown(
  graph: Graph,
  node: NodeId,
  signal: 'sim_swap' | 'line_type',
  cap: Rank,
  max: Rank,
  caps: Cap[],
): Rank {
  const cleans = graph.cleans.get(node)
  if (cleans !== undefined) {
    for (const clean of cleans) {
      if (clean.signal === signal && isWithin(graph.clock, clean.since, clean.until)) return max
    }
  }
  const code = UNKNOWN[signal]
  graph.reasons.push({ code })
  if (cap < 4) caps.push({ code, max: cap, on: 'identifier' })
  return cap < max ? cap : max
}

const UNKNOWN = { sim_swap: 'sim_swap_unknown', line_type: 'line_type_unknown' } as const
