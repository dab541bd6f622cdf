import type { Cap } from '../model/assessment.js'
import { addRisk, type Ceiling, type Graph, NO_CAPS, type PlacedUnreadable } from './graph.js'

/** Caps that tell what the directory holds, and that no answer to the person may show. */
export const OF_DIRECTORY: readonly string[] = ['directory_unknown', 'subject_unknown']

/**
 * Holds the conversation at `claimed` for what may be bad news and could not be read, whole or in part (that what cannot
 * be read counts as absent is for proof only).
 *
 * A directory that did not answer about an address hides a conflict only where the person writes from it: what they prove
 * beside it leads nowhere then, and they could as well have left it unproved.
 */
export function capUnreadable(graph: Graph): Ceiling {
  const caps: Cap[] = []
  for (const placed of graph.unreadable) {
    const { unreadable, at } = placed
    if ((unreadable.ofContact ?? graph.contact.node) !== graph.contact.node) continue
    const code = codeOf(placed)
    addRisk(graph, code)
    if (caps.some((cap) => cap.at === at && cap.code === code)) continue
    graph.reasons.push({ code, at })
    caps.push({ code, max: 1, on: 'conversation', at })
  }
  return caps.length === 0 ? { max: 4, caps: NO_CAPS } : { max: 1, caps }
}

function codeOf({ unreadable, isUnnamed }: PlacedUnreadable): string {
  if (isUnnamed === true) return 'subject_unknown'
  return unreadable.ofContact === undefined ? 'risk_unreadable' : 'directory_unknown'
}
