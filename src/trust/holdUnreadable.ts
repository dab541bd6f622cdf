import type { Cap } from '../model/assessment.js'
import type { NodeId } from '../model/contact.js'
import { addRisk, type Graph, type Held, NO_CAPS } from './graph.js'

// The news could not be read, and might have been bad.
const UNREADABLE = 'risk_unreadable'
// A record that contradicts the rest may be there. Told apart, because no answer may show what the directory holds.
const UNKNOWN = 'directory_unknown'

/**
 * Holds the conversation at `claimed` for what may be bad news and could not be read, whole or in part (the rule that
 * what cannot be read counts as absent is for proof only).
 *
 * A directory that did not answer about one node hides a conflict only where somebody here wrote from that node or
 * proved control of it. News about a person whom nothing here names may be about this one.
 */
export function holdUnreadable(graph: Graph): Held {
  const caps: Cap[] = []
  for (const { unreadable, at } of graph.unreadable) {
    const { ifHere, unlessKnown } = unreadable
    if (ifHere !== undefined && !isHere(graph, ifHere)) continue
    if (unlessKnown?.some((node) => isKnown(graph, node)) === true) continue
    const code = ifHere === undefined ? UNREADABLE : UNKNOWN
    addRisk(graph, code)
    if (caps.some((cap) => cap.at === at)) continue
    graph.reasons.push({ code, at })
    caps.push({ code, max: 1, on: 'conversation', at })
  }
  return caps.length === 0 ? { max: 4, caps: NO_CAPS } : { max: 1, caps }
}

const isHere = ({ contact, edges }: Graph, node: NodeId): boolean =>
  node === contact.node || edges.some((edge) => edge.node === node)

/** A node somebody wrote from or proved, or that leads on to anybody. */
const isKnown = (graph: Graph, node: NodeId): boolean =>
  isHere(graph, node) || (graph.nodes.get(node)?.ties ?? []).length > 0
