import { NEVER, stronger, weaker } from '../model/index.js'
import type { Edge } from './facts.js'
import { type Found, findings, join } from './found.js'
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
  const lifts = facts.lifts.filter((lift) => lift.node === node)
  const raw = lifts
    .filter(({ since }) => isWithin(at, since, NEVER))
    .reduce((best, { grade }) => stronger(best, grade), channel.grade)
  const held = caps.platform
  const edge: Edge = { node, grade: weaker(raw, held.max), raw, by: 'platform', purpose: null }
  return {
    edges: raw > 0 ? [edge] : [],
    found: join([
      held.found,
      ...lifts.map(({ since }) => findings([], changeOf(at, since, NEVER))),
    ]),
  }
}
