import type { Support } from '../model/assessment.js'
import { type Rank, stronger, weaker } from '../model/level.js'
import { capNode, capTarget } from './caps.js'
import type { Endpoint, Graph, Way } from './graph.js'
import { readEndpoint } from './setting.js'
import { waysFrom } from './ways.js'
import { writeRank } from './writeRank.js'

/**
 * Says how sure we are of everyone who would see an answer about a customer: the weakest of the contact's own
 * endpoint and all readers (47 CFR 64.2010(b) makes the same split: who asks, and whom we answer).
 *
 * Without a customer nobody is sure to be them: 0. A reader that cannot be read is 0. On a channel with a session the
 * contact's own endpoint is read by whoever holds the session, so proofs given in it count; without one a code that
 * was answered moves write trust only.
 */
export function readTrust(
  graph: Graph,
  readers: Readers,
  customer: string | null,
  supports: readonly Support[],
  ceiling: Rank,
): Rank {
  if (customer === null) return 0
  const { contact } = graph
  let rank = rankEndpoint(graph, contact, customer)
  if (contact.channel.session) rank = stronger(rank, writeRank(supports.filter(isProof)))
  rank = weaker(rank, ceiling)
  if (readers === null) return weaker(rank, UNKNOWN_READERS)
  for (const reader of readers) rank = weaker(rank, rankReader(graph, reader, customer))
  return rank
}

const isProof = ({ method, customer }: Support): boolean =>
  customer !== null && method !== 'platform' && method !== 'claim'

/** The others who would see a reply, one that cannot be read being `null`; `null` where nobody knows who they are. */
export type Readers = readonly (Endpoint | null)[] | null

// They may be anyone, so what is shown to them is what may be shown to somebody who only says who they are.
const UNKNOWN_READERS: Rank = 1

// Twilio Conversations limits: at most 1000 participants.
const MOST_READERS = 1_000

/**
 * Reads the others who would see a reply. The contact named again is no other. Readers that are not known (`null`) are
 * not nobody, and a roster that cannot be read (no list, or longer than any there is) holds a stranger.
 */
export function readReaders(graph: Graph, readers: unknown): Readers {
  if (readers === undefined) return []
  if (readers === null) {
    graph.reasons.push({ code: 'readers_unknown', at: '/readers' })
    return null
  }
  if (!Array.isArray(readers) || readers.length > MOST_READERS) {
    graph.reasons.push({ code: 'malformed', at: '/readers' })
    return [null]
  }
  const { contact } = graph
  return readers.flatMap((reader: unknown, index): (Endpoint | null)[] => {
    const endpoint = readEndpoint(reader, graph.settings, `/readers/${index}`)
    if ('code' in endpoint) {
      graph.reasons.push(endpoint)
      return [null]
    }
    const isContact =
      endpoint.node === contact.node && endpoint.channel.name === contact.channel.name
    return isContact ? [] : [endpoint]
  })
}

function rankReader(graph: Graph, reader: Endpoint | null, customer: string): Rank {
  const rank = reader === null ? 0 : rankEndpoint(graph, reader, customer)
  if (rank === 0) graph.reasons.push({ code: 'unknown_reader', at: '/readers' })
  return rank
}

/** How sure we are that an endpoint is read by the customer alone. */
function rankEndpoint(graph: Graph, { channel, node, isPerson }: Endpoint, customer: string): Rank {
  if (!isPerson) return 0
  const way = waysFrom(graph, node).find((one) => one.customer === customer)
  if (way === undefined) return 0
  const held = weaker(capNode(graph, node).max, capTarget(graph, 'customer', customer).max)
  return weaker(weaker(way.grade, held), readCeiling(channel.readCeiling, channel.grade, way))
}

/** A channel that can be read by anyone until it is linked to an account is, once it is, as good as the link. */
const readCeiling = (ceiling: Rank, asserted: Rank, way: Way): Rank =>
  asserted > 0 && way.steps.length > 1 ? stronger(ceiling, 3) : ceiling
