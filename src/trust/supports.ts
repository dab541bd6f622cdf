import type { Cap, Category, PathEdge, Support } from '../model/assessment.js'
import type { Draft } from '../model/draft.js'
import { DAY, type Instant } from '../model/instant.js'
import { type Rank, weaker } from '../model/level.js'
import { capLoginBySim } from './capLoginBySim.js'
import { capNode, capProof, capTarget } from './caps.js'
import { isReached } from './clock.js'
import { type Edge, type Graph, NO_CAPS, type Way } from './graph.js'
import { waysFrom } from './ways.js'

/** A support before it is known which customer the conversation is about, with what held its path down. */
export interface Line {
  readonly edge: Edge
  /** The way down; `null` when it leads to no record. */
  readonly way: Way | null
  readonly grade: Rank
  /** The grade of its first step, after caps. */
  readonly first: Rank
  readonly caps: readonly (readonly Cap[])[]
}

/** Follows edges from the conversation down to each customer they lead to. */
export function findLines(graph: Graph, edges: readonly Edge[]): readonly Line[] {
  const lines: Line[] = []
  for (const edge of edges) addLines(graph, edge, lines)
  return lines
}

function addLines(graph: Graph, edge: Edge, lines: Line[]): void {
  const held = capNode(graph, edge.node)
  const proof = capProof(graph, edge, 'node', edge.node)
  const here = capProof(graph, edge, 'conversation')
  const first = weaker(weaker(edge.grade, held.max), weaker(proof.max, here.max))
  let isTied = false
  for (const way of waysFrom(graph, edge.node)) {
    const customer = capTarget(graph, 'customer', way.customer)
    const own = capProof(graph, edge, 'customer', way.customer)
    const sim = capLoginBySim(graph, edge, way.customer)
    const grade = weakest([first, way.grade, customer.max, own.max, sim.max])
    if (grade === 0) continue
    isTied = true
    const caps = [held.caps, proof.caps, here.caps, way.caps, customer.caps, own.caps, sim.caps]
    lines.push({ edge, way, grade, first, caps })
  }
  if (isTied || first === 0) return
  lines.push({ edge, way: null, grade: 1, first, caps: [held.caps, proof.caps, here.caps] })
}

const weakest = (grades: readonly Rank[]): Rank => grades.reduce(weaker, 4)

const NO_CATEGORIES: readonly Category[] = []
const NO_CAUSES: readonly string[] = []

/** Makes the support of a line, held down by what holds down the whole conversation. */
export function toSupport(graph: Graph, line: Line, ceiling: Rank, tied: boolean): Support {
  const { edge } = line
  const { proof } = edge
  const way = tied ? line.way : null
  const support: Draft<Support> = {
    customer: way === null ? null : way.customer,
    grade: weaker(way === null ? 1 : line.grade, ceiling),
    method: edge.by,
    category: null,
    categories: NO_CATEGORIES,
    causes: NO_CAUSES,
    phishable: true,
    since: graph.clock.at,
    purpose: edge.purpose,
    node: edge.node,
    path: pathOf(line, way, ceiling),
  }
  if (proof === undefined) return support
  support.category = proof.category
  support.categories = proof.categories
  support.causes = proof.causes
  support.phishable = proof.phishable
  if (proof.vouched === true) support.vouched = true
  support.since = proof.since
  if (proof.via !== undefined) support.via = proof.via
  if (proof.amount !== undefined) support.amount = proof.amount
  if (proof.payee !== undefined) support.payee = proof.payee
  const isNamed = edge.purpose !== null || edge.namesMessage === true
  if (!isNamed && !graph.contact.channel.session) support.general = true
  if (isAlone(graph, line, ceiling, proof.since)) support.alone = true
  return support
}

// A proof older than this still verifies, but no longer helps to `strong` (63B-4 §2.2.3, AAL2 overall time-out).
const CORROBORATES = DAY

function isAlone(graph: Graph, line: Line, ceiling: Rank, since: Instant): boolean {
  if (line.grade < 3) return false
  if (isReached(graph.clock, since + CORROBORATES)) return true
  return (
    ceiling < 4 || (line.way !== null && capTarget(graph, 'customer', line.way.customer).max < 4)
  )
}

function pathOf(line: Line, way: Way | null, ceiling: Rank): readonly PathEdge[] {
  const { edge } = line
  const to = edge.node.startsWith('account:') ? 'account' : 'identifier'
  const first: Draft<PathEdge> = {
    from: 'conversation',
    to,
    by: edge.by,
    grade: weaker(line.first, ceiling),
  }
  if (edge.at !== undefined) first.at = edge.at
  const path: Draft<PathEdge>[] = [first]
  let weakest = first
  if (way !== null) {
    let from: PathEdge['from'] = to
    for (const { to: next, by, grade, at } of way.steps) {
      const step: Draft<PathEdge> = { from, to: next, by, grade, at }
      path.push(step)
      if (grade < weakest.grade) weakest = step
      from = 'account'
    }
  }
  weakest.bottleneck = true
  return path
}

/** Every limit on the lines that were followed; of those of one name and item the strictest. */
export function capsOf(lines: readonly Line[], others: readonly Cap[]): readonly Cap[] {
  const found = new Map<string, Cap>()
  keepStrictest(found, others)
  for (const { caps } of lines) {
    for (const some of caps) if (some !== NO_CAPS) keepStrictest(found, some)
  }
  return [...found.values()]
}

function keepStrictest(found: Map<string, Cap>, caps: readonly Cap[]): void {
  for (const cap of caps) {
    const key = `${cap.code} ${cap.on} ${cap.at}`
    const known = found.get(key)
    if (known === undefined || cap.max < known.max) found.set(key, cap)
  }
}
