import { NEVER, stronger, weaker } from '../model/index.js'
import type { Edge } from './facts.js'
import { both, type Found, findings, lasting } from './found.js'
import type { Graph } from './graph.js'
import type { Case } from './setting.js'
import { changeOf, isWithin } from './window.js'

/** What the platform asserts, if anything, as an edge. */
export interface Asserted {
  readonly edges: readonly Edge[]
  readonly found: Found
}

const NOT_A_PERSON = findings([{ code: 'not_a_person', at: '/contact/address' }])

/** Says what the platform itself asserts of the address: the channel's grade, better or worse by its own evidence. */
export function assertPlatform({ facts, caps }: Graph, { at, setting }: Case): Asserted {
  const { channel, node, isPerson } = setting.contact
  if (!isPerson) return { edges: [], found: NOT_A_PERSON }
  let raw = channel.grade
  let changesAt = NEVER
  for (const lift of facts.lifts) {
    if (lift.node !== node) continue
    if (isWithin(at, lift.since, NEVER)) raw = stronger(raw, lift.grade)
    changesAt = Math.min(changesAt, changeOf(at, lift.since, NEVER))
  }
  const held = caps.platform
  const edge: Edge = { node, grade: weaker(raw, held.max), raw, by: 'platform', purpose: null }
  return {
    edges: raw > 0 ? [edge] : [],
    found: both(held.found, lasting(changesAt)),
  }
}
