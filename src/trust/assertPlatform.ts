import { NEVER, stronger, weaker } from '../model/index.js'
import type { TrustQuestion } from './boundTo.js'
import type { Edge, EdgesFound } from './facts.js'
import type { Graph } from './graph.js'
import { both, findings, lasting } from './trustFindings.js'
import { changeOf, isInWindow } from './window.js'

// A short code or an alphanumeric sender is a business or a machine: nobody there can be trusted.
const NOT_A_PERSON = findings([{ code: 'not_a_person', at: '/contact/address' }])

/**
 * Says what the platform itself asserts of the address: the channel's grade, lifted or capped by what was
 * observed of this very message, such as a DMARC result (RFC 7489).
 *
 * The edge keeps its grade before risks (`raw`) too, because which record is spoken of does not depend on how
 * risky the address is. No edge is made where nothing is asserted, as in an anonymous web chat.
 */
export function assertPlatform({ facts, caps }: Graph, { at, boundTo }: TrustQuestion): EdgesFound {
  const { channel, node, isPerson } = boundTo.contact
  if (!isPerson) return { edges: [], found: NOT_A_PERSON }
  let raw = channel.grade
  let changesAt = NEVER
  for (const lift of facts.lifts) {
    if (lift.node !== node) continue
    // A lift has no end, because it is bound to one message.
    if (isInWindow(at, lift.since, NEVER)) raw = stronger(raw, lift.grade)
    changesAt = Math.min(changesAt, changeOf(at, lift.since, NEVER))
  }
  const held = caps.platform
  const edge: Edge = { node, grade: weaker(raw, held.max), raw, by: 'platform', purpose: null }
  return {
    edges: raw > 0 ? [edge] : [],
    found: both(held.found, lasting(changesAt)),
  }
}
