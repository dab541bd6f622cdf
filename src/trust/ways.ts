import { isAccount, isTelephone } from '../evidence/index.js'
import type { Cap } from '../model/assessment.js'
import type { NodeId } from '../model/contact.js'
import { type Rank, stronger, weaker } from '../model/level.js'
import { capNode, capTarget } from './caps.js'
import { isReached, isWithin } from './clock.js'
import { addRisk, factsOf, type Graph, NO_CAPS, type PlacedTie, type Way } from './graph.js'

const NOWHERE: readonly Way[] = []

/**
 * Finds the best way from a node down to each customer it leads to. Worked out once a node.
 *
 * The layers are `identifier → account → customer` and nothing else: no way through another customer, another
 * identifier or another conversation (identity facts §7, A1). A node that leads to several customers is ambiguous,
 * and every way from it is capped at 1.
 */
export function waysFrom(graph: Graph, node: NodeId): readonly Way[] {
  const facts = factsOf(graph, node)
  facts.ways ??= facts.ties === null ? NOWHERE : findWays(graph, node, facts.ties)
  return facts.ways
}

function findWays(graph: Graph, node: NodeId, ties: readonly PlacedTie[]): readonly Way[] {
  if (ties.length === 1 && ties[0] !== undefined) return findBy(graph, node, ties[0])
  const best = new Map<string, Way>()
  for (const placed of ties) {
    for (const way of findBy(graph, node, placed)) keepBetter(best, way)
  }
  const ways = [...best.values()]
  return ways.length > 1 ? ways.map((way) => capAmbiguous(graph, node, way)) : ways
}

/** The ways that one tie opens. */
function findBy(graph: Graph, node: NodeId, placed: PlacedTie): readonly Way[] {
  if (!isActive(graph, placed)) return NOWHERE
  const held = capTarget(graph, 'tie', node)
  const caps: Cap[] = held.caps === NO_CAPS ? [] : [...held.caps]
  const raw = weaker(held.max, gradeTie(graph, node, placed, caps))
  const grade = isTelephone(node) ? weaker(raw, holdReassignment(graph, node, placed, caps)) : raw
  return follow(graph, node, placed, { grade, raw, caps })
}

function isActive(graph: Graph, { tie, at }: PlacedTie): boolean {
  if (isWithin(graph.clock, tie.starts, tie.until)) return true
  graph.reasons.push({ code: graph.clock.at < tie.starts ? 'not_yet' : 'expired', at })
  return false
}

function follow(
  graph: Graph,
  node: NodeId,
  { tie, by, at }: PlacedTie,
  { grade, raw, caps }: Pick<Way, 'grade' | 'raw' | 'caps'>,
): readonly Way[] {
  if ('customer' in tie.to) {
    const steps = [{ to: 'customer', by, at, grade }] as const
    return [{ customer: tie.to.customer, grade, raw, steps, caps }]
  }
  const { account } = tie.to
  if (isAccount(node) || !isAccount(account)) return NOWHERE
  const held = capNode(graph, account)
  const step = { to: 'account', by, at, grade: weaker(grade, held.max) } as const
  return waysFrom(graph, account).map((way) => ({
    customer: way.customer,
    grade: weaker(step.grade, way.grade),
    raw: weaker(raw, way.raw),
    steps: [step, ...way.steps],
    caps: [...caps, ...held.caps, ...way.caps],
  }))
}

/** The stronger way; of equals the shorter, then by the name of what made it, so that order does not matter. */
function keepBetter(best: Map<string, Way>, way: Way): void {
  const rival = best.get(way.customer)
  if (rival === undefined) return void best.set(way.customer, way)
  const chosen = isBetter(way, rival) ? way : rival
  best.set(way.customer, { ...chosen, raw: stronger(way.raw, rival.raw) })
}

function isBetter(way: Way, rival: Way): boolean {
  if (way.grade !== rival.grade) return way.grade > rival.grade
  if (way.steps.length !== rival.steps.length) return way.steps.length < rival.steps.length
  return (way.steps[0]?.by ?? '') < (rival.steps[0]?.by ?? '')
}

function capAmbiguous(graph: Graph, node: NodeId, way: Way): Way {
  addRisk(graph, 'ambiguous')
  const at = way.steps[0]?.at
  graph.reasons.push({ code: 'ambiguous', ...(at !== undefined && { at }) })
  const on = isAccount(node) ? 'account' : 'identifier'
  return {
    ...way,
    grade: weaker(1, way.grade),
    steps: way.steps.map((step) => ({ ...step, grade: weaker(1, step.grade) })),
    caps: [...way.caps, { code: 'ambiguous', max: 1, on }],
  }
}

/** What a tie is worth by its basis and age, before risk. */
function gradeTie(graph: Graph, node: NodeId, { tie, at }: PlacedTie, caps: Cap[]): Rank {
  const on = isAccount(node) ? 'account' : 'identifier'
  const { tenure, origin, grade } = tie
  if (origin === graph.conversation) {
    hold(graph, caps, { code: 'bound_in_conversation', max: 0, on, at })
    return 0
  }
  if (tenure === undefined || isReached(graph.clock, tenure + graph.settings.risk.quarantine)) {
    return grade
  }
  hold(graph, caps, { code: 'quarantine', max: 1, on, at })
  return weaker(grade, 1)
}

function hold(graph: Graph, caps: Cap[], cap: Cap): void {
  caps.push(cap)
  graph.reasons.push({ code: cap.code, ...(cap.at !== undefined && { at: cap.at }) })
}

/**
 * A number can be handed on to a stranger. A clean answer counts for ties known at or after the date it was asked
 * for; otherwise the default cap applies, stricter once the directory's confirmation has grown old.
 */
function holdReassignment(graph: Graph, node: NodeId, { tie, at }: PlacedTie, caps: Cap[]): Rank {
  const { clock, settings } = graph
  const { confirmed, tenure } = tie
  const known = confirmed ?? tenure
  for (const clean of factsOf(graph, node).cleans ?? []) {
    if (clean.signal !== 'reassigned' || known === undefined || clean.asOf === undefined) continue
    if (clean.asOf <= known && isWithin(clock, clean.since, clean.until)) return 4
  }
  const { reassignmentUnknown, reassignmentStale, reassignmentConfirmed } = settings.risk
  const isFresh =
    confirmed !== undefined && isWithin(clock, confirmed, confirmed + reassignmentConfirmed)
  const max = isFresh ? reassignmentUnknown : weaker(reassignmentUnknown, reassignmentStale)
  const code = isFresh ? 'reassignment_unknown' : 'reassignment_stale'
  hold(graph, caps, { code, max, on: 'identifier', at })
  return max
}
