import { isTelephone } from '../evidence/index.js'
import { type Cap, type NodeId, type Rank, weaker } from '../model/index.js'
import type { TrustQuestion } from './boundTo.js'
import { type Caps, capOfNode, capOfProof } from './caps.js'
import type { Edge } from './facts.js'
import type { Graph } from './graph.js'
import { type Ceiling, FREE, lower, lowest, type TrustFindings } from './trustFindings.js'
import { type CustomerPath, NOWHERE } from './ways.js'

/**
 * A support before it is known which customer the conversation is about, with what held its path down.
 *
 * One edge makes a line for each customer that it leads to; which of them counts is chosen later.
 */
export interface SupportLine {
  readonly edge: Edge
  /** The way down; `null` when it leads to no record. */
  readonly way: CustomerPath | null
  readonly grade: Rank
  /** The grade of its first step, after caps. */
  readonly first: Rank
  readonly caps: readonly (readonly Cap[])[]
}

/** The lines that some edges begin, and every answer that was met on the way, also where it shut a line. */
export interface SupportLines {
  readonly lines: readonly SupportLine[]
  readonly met: readonly TrustFindings[]
}

/**
 * Follows edges from the conversation down to each customer they lead to.
 *
 * What was met on a line with a cap of 0 still decides when the answer changes.
 */
export function findLines(
  edges: readonly Edge[],
  graph: Graph,
  about: TrustQuestion,
): SupportLines {
  const lines: SupportLine[] = []
  const met: TrustFindings[] = []
  for (const edge of edges) {
    const { ways, found } = graph.ways.get(edge.node) ?? NOWHERE
    // First what caps the node itself; then, for each customer, what caps the way to them.
    const held = capEdge(edge, graph.caps, about)
    const first = weaker(edge.grade, held.max)
    met.push(found, held.found)
    const before = lines.length
    for (const way of ways) {
      const below = capBelow(edge, way.customer, graph, about)
      met.push(below.found)
      const grade = weaker(weaker(first, way.grade), below.max)
      const caps = [held.caps, way.caps, below.caps]
      // A line that is shut altogether is none; that it was shut stays among what was met.
      if (grade > 0) lines.push({ edge, way, grade, first, caps })
    }
    // Somebody holds the node, though no record has it on file. That is worth as much as a claim.
    if (lines.length === before && first > 0) {
      lines.push({ edge, way: null, grade: 1, first, caps: [held.caps] })
    }
  }
  return { lines, met }
}

/**
 * How far the first step is capped: by limits on its node, and by limits on proofs like this one, at this node
 * or at any.
 */
function capEdge({ node, proof }: Edge, caps: Caps, about: TrustQuestion): Ceiling {
  const held = capOfNode(caps, node)
  if (proof === undefined || caps.qualified.length === 0) return held
  const there = capOfProof(proof, caps, { on: 'node', target: node }, about)
  return lowest([held, there, capOfProof(proof, caps, { on: 'conversation' }, about)])
}

/** How far a customer is capped: whatever proves them, and for proofs like this one. */
function capBelow({ proof }: Edge, customer: string, graph: Graph, about: TrustQuestion): Ceiling {
  const { caps } = graph
  const held = caps.customers.get(customer) ?? FREE
  if (proof === undefined) return held
  const own = capOfProof(proof, caps, { on: 'customer', target: customer }, about)
  return lower(lower(held, own), capLoginBySim(proof.sim, customer, graph, about))
}

/**
 * Tells how far a login by a text or call alone is capped: as far as the SIM it went to (63B-4 §3.1.3.3). Where the
 * token does not say which (`null`), it may be any number here that is not known to be somebody else's.
 */
function capLoginBySim(
  sim: NodeId | null | undefined,
  customer: string,
  { facts, caps }: Pick<Graph, 'facts' | 'caps'>,
  { boundTo, settings }: TrustQuestion,
): Ceiling {
  if (sim === undefined) return FREE
  if (sim !== null) return capOfNode(caps, sim)
  const { simSwapUnknown, lineTypeUnknown } = settings.risk
  const named = [boundTo.contact.node, ...facts.ties.keys(), ...caps.nodes.keys()]
  const numbers = [...new Set(named)].filter(
    (node) => isTelephone(node) && mayBeOf(node, customer, facts.ties),
  )
  // A number that nobody named was not checked either.
  const unknown = { ...FREE, max: weaker(simSwapUnknown, lineTypeUnknown) }
  return lowest([unknown, ...numbers.map((node) => capOfNode(caps, node))])
}

/** Whether a number is the customer's, or on file for nobody. */
function mayBeOf(node: NodeId, customer: string, ties: Graph['facts']['ties']): boolean {
  const known = ties.get(node)
  return (
    known === undefined ||
    known.some(({ fact: { to } }) => !('customer' in to) || to.customer === customer)
  )
}
