import { type Rank, type Support, stronger, weaker } from '../model/index.js'
import type { Endpoint } from './boundTo.js'
import { capOfNode } from './caps.js'
import type { Graph } from './graph.js'
import type { Readers } from './readReaders.js'
import { both, FREE, findings, join, lower, NOTHING, type TrustFindings } from './trustFindings.js'
import { type CustomerPath, NOWHERE } from './ways.js'
import { isSaidAnew, writeRank } from './writeRank.js'

/** How sure we are of everyone who would see an answer. */
export interface ReadTrust {
  readonly rank: Rank
  readonly found: TrustFindings
}

/** The same, and of the others alone. */
export interface ReadByAll extends ReadTrust {
  /**
   * The weakest of the others, 4 where there are none. No proof of the person who writes makes us more certain of
   * them.
   */
  readonly others: Rank
}

/** About whom, and what is known of the one who asks. */
export interface Asker {
  readonly customer: string | null
  readonly contact: Endpoint
  readonly supports: readonly Support[]
  /** How far the whole conversation is capped. */
  readonly ceiling: Rank
}

// They may be anyone, so what is shown to them is what may be shown to somebody who only says who they are.
const UNKNOWN_READERS: Rank = 1

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
  { readers }: Readers,
  { customer, contact, supports, ceiling }: Asker,
): ReadByAll {
  // The conversation is about nobody, so nothing may be read by anybody; who else reads is still
  // known.
  if (customer === null) return { ...UNREAD, others: rankStrangers(readers) }
  const own = trustEndpoint(graph, contact, customer)
  // A code that was answered shows who writes now; only a session shows that they still read afterwards.
  const proved = contact.channel.session ? writeRank(supports.filter(isProof)) : 0
  const rank = weaker(stronger(own.rank, proved), ceiling)
  if (readers === null) {
    return { rank: weaker(rank, UNKNOWN_READERS), others: UNKNOWN_READERS, found: own.found }
  }
  if (readers.length === 0) return { rank, others: 4, found: own.found }
  const read = readers.map((reader) => trustReader(graph, reader, customer))
  const others = read.reduce<Rank>((least, other) => weaker(least, other.rank), 4)
  return {
    rank: weaker(rank, others),
    others,
    found: join([own.found, ...read.map(({ found }) => found)]),
  }
}

/**
 * How sure we are of the others where it is not known whom the conversation is about: 0, unless there
 * are none.
 */
const rankStrangers = (readers: Readers['readers']): Rank =>
  readers === null ? UNKNOWN_READERS : readers.length > 0 ? 0 : 4

const isProof = (support: Support): boolean => support.customer !== null && !isSaidAnew(support)

/**
 * How sure we are of one other reader. The reason says that one of them is unknown, and not which one.
 */
function trustReader(graph: Graph, reader: Endpoint | null, customer: string): ReadTrust {
  const read = reader === null ? UNREAD : trustEndpoint(graph, reader, customer)
  if (read.rank > 0) return read
  return { rank: 0, found: join([read.found, UNKNOWN_READER]) }
}

const UNREAD: ReadTrust = { rank: 0, found: NOTHING }
const UNKNOWN_READER = findings([{ code: 'unknown_reader', at: '/readers' }])

/** How sure we are that an endpoint is read by the customer alone. */
function trustEndpoint(
  { caps, ways }: Graph,
  { channel, node, isPerson }: Endpoint,
  customer: string,
): ReadTrust {
  const { ways: down, found } = (isPerson ? ways.get(node) : undefined) ?? NOWHERE
  const way = down.find((one) => one.customer === customer)
  // No tie to this very customer: a reader of another record is a stranger to this one.
  if (way === undefined) return { rank: 0, found }
  const held = lower(capOfNode(caps, node), caps.customers.get(customer) ?? FREE)
  const shown = readThrough(channel, way)
  return { rank: weaker(shown, held.max), found: both(found, held.found) }
}

/**
 * A channel that anyone can read until it is linked to an account is worth as much as the link once it is
 * linked.
 */
function readThrough({ readCeiling, grade }: Endpoint['channel'], way: CustomerPath): Rank {
  const plain = weaker(way.grade, readCeiling)
  return grade > 0 ? stronger(plain, weaker(way.linked, stronger(readCeiling, 3))) : plain
}
