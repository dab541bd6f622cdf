import type { Assessment, Cap, PathEdge, Reason, Support } from '../model/assessment.js'
import type { Engagement } from '../model/engagement.js'
import { type Instant, NEVER, toInstant } from '../model/instant.js'
import { levelOf, type Rank, stronger, weaker } from '../model/level.js'
import { capNode, capTarget } from './caps.js'
import { capUnreadable } from './capUnreadable.js'
import { isWithin } from './clock.js'
import { gather } from './gather.js'
import { type Graph, NO_CAPS } from './graph.js'
import { placePersons } from './placePersons.js'
import { type Reading, readEngagement } from './readEngagement.js'
import { readReaders, readTrust } from './readTrust.js'
import { resolve } from './resolve.js'
import type { TrustSettings } from './settings.js'
import { capsOf, findLines, type Line, toSupport } from './supports.js'
import { findPair, writeRank } from './writeRank.js'

/**
 * Says who is asking, how sure we are of it and of everyone who would read the answer, why, and until when.
 *
 * Total: whatever the engagement holds, there is an answer, and what cannot be read counts as absent and is named in
 * the reasons by code and place. Before `changesAt` the answer is the same.
 */
export function assess(engagement: Engagement, at: Instant, settings: TrustSettings): Assessment {
  return assessReading(readEngagement(engagement, settings), at, settings)
}

/** Assesses an engagement that was read already. */
export function assessReading(reading: Reading, at: Instant, settings: TrustSettings): Assessment {
  const now: unknown = at
  if (typeof now !== 'number' || toInstant(now) === null)
    return anonymous(0, { code: 'invalid_time' })
  const { setting } = reading
  if ('code' in setting) return anonymous(at, setting)
  try {
    const graph = gather(reading, setting, at, settings)
    if (graph === null) return anonymous(at, { code: 'too_many', at: '/evidence' })
    assertPlatform(graph)
    return conclude(graph, reading.readers)
  } catch {
    // No JSON throws when it is read, but an object with code in it can.
    return anonymous(at, { code: 'unreadable', at: '' })
  }
}

const anonymous = (at: Instant, reason: Reason): Assessment => ({
  at,
  trust: {
    level: 'anonymous',
    rank: 0,
    write: 0,
    read: 0,
    customer: null,
    resolution: 'none',
    path: [],
    caps: [],
  },
  supports: [],
  risks: [],
  reasons: [reason],
  changesAt: NEVER,
})

/** Adds what the platform itself asserts of the address: the channel's grade, better or worse by its own evidence. */
function assertPlatform(graph: Graph): void {
  const { channel, node, isPerson } = graph.contact
  if (!isPerson) return void graph.reasons.push({ code: 'not_a_person', at: '/contact/address' })
  let raw = channel.grade
  for (const lift of graph.lifts) {
    if (lift.node === node && isWithin(graph.clock, lift.since, NEVER)) {
      raw = stronger(raw, lift.grade)
    }
  }
  const grade = weaker(raw, capTarget(graph, 'platform').max)
  if (raw > 0) graph.edges.push({ node, grade, raw, by: 'platform', purpose: null })
}

function conclude(graph: Graph, others: unknown): Assessment {
  placePersons(graph)
  const sure = findLines(graph, graph.edges)
  const conversation = capTarget(graph, 'conversation')
  const unread = capUnreadable(graph)
  const readers = readReaders(graph, others)
  for (const reader of readers ?? []) if (reader !== null) capNode(graph, reader.node)
  // Claims come last: what they alone lead to is no risk, so that nobody is sent anywhere by what they say.
  const risks = [...graph.risks]
  const claimed = findLines(graph, graph.claims)
  const lines = claimed.length === 0 ? sure : [...sure, ...claimed]
  const { customer, resolution } = resolve(graph, lines)
  if (resolution === 'conflict' || resolution === 'ambiguous') {
    graph.reasons.push({ code: resolution })
    if (sure.some(({ way }) => way !== null) && !risks.includes(resolution)) risks.push(resolution)
  }
  const isConflict = resolution === 'conflict'
  const ceiling = weaker(weaker(conversation.max, unread.max), isConflict ? 1 : 4)
  const kept = lines.filter(
    ({ way }) => customer === null || way === null || way.customer === customer,
  )
  const supports = supportsOf(graph, kept, ceiling, customer !== null)
  const write = writeRank(supports)
  const { name, session } = graph.contact.channel
  return {
    at: graph.clock.at,
    channel: { name, session },
    trust: {
      level: levelOf(write),
      rank: write,
      write,
      read: readTrust(graph, readers, customer, supports, ceiling),
      customer,
      resolution,
      path: pathOf(supports, write),
      caps: capsOf(kept, [
        ...conversation.caps,
        ...unread.caps,
        // What shuts the contact's own path altogether leaves no line to be found on.
        ...(graph.contact.isPerson ? capNode(graph, graph.contact.node).caps : NO_CAPS),
        ...(isConflict ? [CONFLICT] : NO_CAPS),
      ]),
    },
    supports,
    risks: risks.sort(),
    reasons: graph.reasons,
    changesAt: graph.clock.next,
  }
}

const CONFLICT: Cap = { code: 'conflict', max: 1, on: 'conversation' }

function supportsOf(
  graph: Graph,
  lines: readonly Line[],
  ceiling: Rank,
  tied: boolean,
): readonly Support[] {
  const supports: Support[] = []
  if (ceiling === 0) return supports
  for (const line of lines) supports.push(toSupport(graph, line, ceiling, tied))
  return supports
}

/** The path of the best support, or those of the two that corroborate each other. */
function pathOf(supports: readonly Support[], rank: Rank): readonly PathEdge[] {
  if (rank === 0) return []
  let best: Support | null = null
  for (const support of supports) {
    if (support.grade >= rank && (best === null || isPlainer(support, best))) best = support
  }
  if (best !== null) return best.path
  return (findPair(supports) ?? []).flatMap(({ path }): readonly PathEdge[] => path)
}

/** Of equals the shorter path, then by the name of the method, so that order does not matter. */
const isPlainer = (one: Support, other: Support): boolean =>
  one.path.length === other.path.length
    ? one.method < other.method
    : one.path.length < other.path.length
