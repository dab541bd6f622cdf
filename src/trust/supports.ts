import type { Cap, PathEdge, Support } from '../model/assessment.js'
import { DAY, type Instant } from '../model/instant.js'
import { type Rank, weaker } from '../model/level.js'
import { isReached } from './clock.js'
import { type Edge, type Graph, limitKey, type Way } from './graph.js'
import { holdNode, holdOther, holdProof } from './hold.js'
import { waysFrom } from './ways.js'

/** A support before it is known which customer the conversation is about, with what held its path down. */
export interface Line {
  readonly edge: Edge
  /** The way down; `null` when it leads to no record. */
  readonly way: Way | null
  readonly grade: Rank
  /** The grade of its first step, after caps. */
  readonly first: Rank
  readonly caps: readonly Cap[]
}

/** Follows edges from the conversation down to each customer they lead to. */
export function findLines(graph: Graph, edges: readonly Edge[]): readonly Line[] {
  const lines: Line[] = []
  for (const edge of edges) addLines(graph, edge, lines)
  return lines
}

function addLines(graph: Graph, edge: Edge, lines: Line[]): void {
  const held = holdNode(graph, edge.node)
  const caps: Cap[] = [...held.caps]
  let first = weaker(edge.grade, held.max)
  if (edge.proof !== undefined) {
    first = weaker(first, holdProof(graph, edge, limitKey('node', edge.node), caps))
  }
  let isTied = false
  for (const way of waysFrom(graph, edge.node)) {
    const own = [...caps, ...way.caps]
    const customer = holdOther(graph, 'customer', way.customer)
    const proof = holdProof(graph, edge, limitKey('customer', way.customer), own)
    const grade = weaker(weaker(first, way.grade), weaker(customer.max, proof))
    if (grade === 0) continue
    isTied = true
    lines.push({ edge, way, grade, first, caps: [...own, ...customer.caps] })
  }
  if (!isTied && first > 0) lines.push({ edge, way: null, grade: 1, first, caps })
}

// A proof older than this still verifies, but no longer helps to `strong` (63B-4 §2.2.3, AAL2 overall time-out).
const CORROBORATES = DAY

/** Makes the support of a line, held down by what holds down the whole conversation. */
export function toSupport(graph: Graph, line: Line, ceiling: Rank, tied: boolean): Support {
  const { edge } = line
  const { proof } = edge
  const way = tied ? line.way : null
  const grade = weaker(way === null ? 1 : line.grade, ceiling)
  return {
    customer: way?.customer ?? null,
    grade,
    method: edge.by,
    ...(proof?.via !== undefined && { via: proof.via }),
    category: proof?.category ?? null,
    categories: proof?.categories ?? [],
    causes: proof?.causes ?? [],
    phishable: proof?.phishable ?? true,
    since: proof?.since ?? graph.clock.at,
    purpose: edge.purpose,
    ...(proof?.amount !== undefined && { amount: proof.amount }),
    ...(proof?.payee !== undefined && { payee: proof.payee }),
    ...(isAlone(graph, line, ceiling, proof?.since) && { alone: true as const }),
    node: edge.node,
    path: pathOf(line, way, ceiling),
  }
}

function isAlone(graph: Graph, line: Line, ceiling: Rank, since: Instant | undefined): boolean {
  if (since === undefined || line.grade < 3) return false
  if (isReached(graph.clock, since + CORROBORATES)) return true
  return (
    ceiling < 4 || (line.way !== null && holdOther(graph, 'customer', line.way.customer).max < 4)
  )
}

function pathOf(line: Line, way: Way | null, ceiling: Rank): readonly PathEdge[] {
  const { edge } = line
  const to = edge.node.startsWith('account:') ? 'account' : 'identifier'
  const grades: Rank[] = [weaker(line.first, ceiling)]
  for (const step of way?.steps ?? []) grades.push(step.grade)
  const weakest = Math.min(...grades)
  const bottleneck = grades.indexOf(grades.find((grade) => grade === weakest) ?? 0)
  const path: PathEdge[] = [
    {
      from: 'conversation',
      to,
      by: edge.by,
      grade: grades[0] ?? 0,
      ...(edge.at !== undefined && { at: edge.at }),
      ...(bottleneck === 0 && { bottleneck: true }),
    },
  ]
  let from: PathEdge['from'] = to
  for (const [index, step] of (way?.steps ?? []).entries()) {
    path.push({
      from,
      to: step.to,
      by: step.by,
      grade: step.grade,
      at: step.at,
      ...(bottleneck === index + 1 && { bottleneck: true }),
    })
    from = 'account'
  }
  return path
}
