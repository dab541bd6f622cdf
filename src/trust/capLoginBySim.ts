import { isTelephone } from '../evidence/index.js'
import type { Cap } from '../model/assessment.js'
import type { NodeId } from '../model/contact.js'
import { type Rank, weaker } from '../model/level.js'
import { capNode } from './caps.js'
import { type Ceiling, type Edge, factsOf, type Graph, NO_CAPS } from './graph.js'

const FREE: Ceiling = { max: 4, caps: NO_CAPS }

/**
 * Tells how far a login by a text or call alone is held down: as far as the SIM it went to (63B-4 §3.1.3.3). Where the
 * token does not say which, it may be any number here that is not known to be somebody else's.
 */
export function capLoginBySim(graph: Graph, { proof }: Edge, customer: string): Ceiling {
  if (proof?.sim === undefined) return FREE
  const { simSwapUnknown, lineTypeUnknown } = graph.settings.risk
  const nodes = proof.sim === null ? numbersOf(graph, customer) : [proof.sim]
  let max: Rank = weaker(simSwapUnknown, lineTypeUnknown)
  if (proof.sim !== null) max = 4
  const caps: Cap[] = []
  for (const node of nodes) {
    const held = capNode(graph, node)
    max = weaker(max, held.max)
    caps.push(...held.caps)
  }
  return { max, caps }
}

/** The numbers that anything is said of and that are the customer's, or nobody's that is known. */
function numbersOf(graph: Graph, customer: string): readonly NodeId[] {
  const named = [...(graph.limits?.keys() ?? [])].map((key) => key.slice(key.indexOf(' ') + 1))
  const nodes = new Set([graph.contact.node, ...graph.nodes.keys(), ...named])
  return [...nodes].filter((node) => isTelephone(node) && mayBeOf(graph, node, customer))
}

function mayBeOf(graph: Graph, node: NodeId, customer: string): boolean {
  const { ties } = factsOf(graph, node)
  return (
    ties === null || ties.some(({ tie: { to } }) => !('customer' in to) || to.customer === customer)
  )
}
