import { isTelephone } from '../evidence/index.js'
import { type Cap, type NodeId, type Rank, weaker } from '../model/index.js'
import { capOfNode, capOfProof } from './caps.js'
import type { Edge } from './facts.js'
import { type Ceiling, concat, type Found, FREE, lowest } from './found.js'
import type { Graph } from './graph.js'
import type { Case } from './setting.js'
import { NOWHERE, type Way } from './ways.js'

/** A support before it is known which customer the conversation is about, with what held its path down. */
export interface SupportLine {
  readonly edge: Edge
  /** The way down; `null` when it leads to no record. */
  readonly way: Way | null
  readonly grade: Rank
  /** The grade of its first step, after caps. */
  readonly first: Rank
  readonly caps: readonly (readonly Cap[])[]
}

/** The lines that some edges begin, and every answer that was met on the way, also where it shut a line. */
export interface Lines {
  readonly lines: readonly SupportLine[]
  readonly met: readonly Found[]
}

/** Follows edges from the conversation down to each customer they lead to. */
export function findLines(edges: readonly Edge[], graph: Graph, about: Case): Lines {
  const all = edges.map((edge) => followEdge(edge, graph, about))
  return { lines: concat(all.map(({ lines }) => lines)), met: concat(all.map(({ met }) => met)) }
}

function followEdge(edge: Edge, graph: Graph, about: Case): Lines {
  const { caps } = graph
  const { node, proof } = edge
  const held = [
    capOfNode(caps, node),
    capOfProof(proof, caps, { on: 'node', target: node }, about),
    capOfProof(proof, caps, { on: 'conversation' }, about),
  ]
  const first = weakest(edge.grade, held)
  const found = graph.ways.get(node) ?? NOWHERE
  const lines: SupportLine[] = []
  const met = [found.found, ...foundIn(held)]
  for (const way of found.ways) {
    const below = capsBelow(edge, way.customer, graph, about)
    met.push(...foundIn(below))
    const grade = weakest(weaker(first, way.grade), below)
    const caps = [...capsIn(held), way.caps, ...capsIn(below)]
    if (grade > 0) lines.push({ edge, way, grade, first, caps })
  }
  if (lines.length === 0 && first > 0) {
    lines.push({ edge, way: null, grade: 1, first, caps: capsIn(held) })
  }
  return { lines, met }
}

/** How far a customer is held down, whoever speaks of them or for proofs such as this. */
const capsBelow = (
  { proof }: Edge,
  customer: string,
  { facts, caps }: Graph,
  about: Case,
): readonly Ceiling[] => [
  caps.customers.get(customer) ?? FREE,
  capOfProof(proof, caps, { on: 'customer', target: customer }, about),
  capLoginBySim(proof?.sim, customer, { facts, caps }, about),
]

const weakest = (grade: Rank, ceilings: readonly Ceiling[]): Rank =>
  ceilings.reduce((least, { max }) => weaker(least, max), grade)

const foundIn = (ceilings: readonly Ceiling[]): readonly Found[] =>
  ceilings.map(({ found }) => found)

const capsIn = (ceilings: readonly Ceiling[]): readonly (readonly Cap[])[] =>
  ceilings.map(({ caps }) => caps)

/**
 * Tells how far a login by a text or call alone is held down: as far as the SIM it went to (63B-4 §3.1.3.3). Where the
 * token does not say which (`null`), it may be any number here that is not known to be somebody else's.
 */
function capLoginBySim(
  sim: NodeId | null | undefined,
  customer: string,
  { facts, caps }: Pick<Graph, 'facts' | 'caps'>,
  { setting, settings }: Case,
): Ceiling {
  if (sim === undefined) return FREE
  if (sim !== null) return capOfNode(caps, sim)
  const { simSwapUnknown, lineTypeUnknown } = settings.risk
  const named = [setting.contact.node, ...facts.ties.keys(), ...caps.nodes.keys()]
  const numbers = [...new Set(named)].filter(
    (node) => isTelephone(node) && mayBeOf(node, customer, facts.ties),
  )
  const unknown = { ...FREE, max: weaker(simSwapUnknown, lineTypeUnknown) }
  return lowest([unknown, ...numbers.map((node) => capOfNode(caps, node))])
}

/** Whether a number is the customer's, or nobody's that is known. */
function mayBeOf(node: NodeId, customer: string, ties: Graph['facts']['ties']): boolean {
  const known = ties.get(node)
  return (
    known === undefined ||
    known.some(({ fact: { to } }) => !('customer' in to) || to.customer === customer)
  )
}
