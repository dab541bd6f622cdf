import { type Channel, channels } from '../channels/index.js'
import {
  type Engagement,
  type Instant,
  type NodeId,
  type Trust,
  toInstant,
} from '../model/index.js'
import { assessReading } from './assess.js'
import type { Endpoint } from './boundTo.js'
import { readingOf } from './readingOf.js'
import type { TrustSettings } from './settings.js'

/** What the same evidence would be worth on one channel. */
interface ChannelTrust {
  readonly channel: string
  /** Whether proof given there covers later messages. */
  readonly session: boolean
  readonly trust: Trust
}

/**
 * Scores the same evidence for every channel that the customer could use next, the one in use
 * first. Use it to propose a channel that gives more trust.
 *
 * It assumes that they write from an address that is known to be theirs on that channel, or from
 * one that is not known, and that what was proved here is proved there again.
 *
 * A channel that the policy declares is left out, because nobody knows which address there belongs
 * to whom. The result is empty if the engagement or the time cannot be read.
 */
export function assessChannels(
  engagement: Engagement,
  at: Instant,
  settings: TrustSettings,
): readonly ChannelTrust[] {
  // Without a time nothing counts anywhere, so there is no channel to propose.
  if (toInstant(at) === null) return []
  const reading = readingOf(engagement, settings)
  const { boundTo } = reading
  if ('code' in boundTo) return []
  const current = boundTo.contact.channel
  const here = assessReading(reading, at, settings)
  const known = new Set<NodeId>([boundTo.contact.node, ...here.supports.map(({ node }) => node)])
  const others = channels.filter(({ name }) => name !== current.name && name !== 'custom')
  return [
    { channel: current.name, session: current.session, trust: here.trust },
    ...others.map((channel) => ({
      channel: channel.name,
      session: channel.session,
      trust: bestOn(
        channel,
        [...known],
        (contact) =>
          assessReading({ ...reading, boundTo: { ...boundTo, contact } }, at, settings).trust,
      ),
    })),
  ]
}

/**
 * The best trust over all identifiers of theirs that this channel could carry; without one, of an address not known.
 */
function bestOn(
  channel: Channel,
  known: readonly NodeId[],
  trustFrom: (contact: Endpoint) => Trust,
): Trust {
  const nodes = known.filter((node) => isAddressOn(channel, node))
  const trusts = (nodes.length > 0 ? nodes : [`unknown:${channel.name}`]).map((node) =>
    trustFrom({ channel, address: '', node, isPerson: true }),
  )
  return trusts.reduce((best, trust) => (isMore(trust, best) ? trust : best))
}

/** A node is an address on a channel when the channel reads it and names the same node. */
function isAddressOn(channel: Channel, node: NodeId): boolean {
  const texts = [node, node.slice(node.indexOf(':') + 1)]
  return texts.some((text) => {
    const parsed = channel.parse(text)
    return parsed.ok && channel.node(parsed.value) === node
  })
}

const isMore = (one: Trust, other: Trust): boolean =>
  one.write !== other.write ? one.write > other.write : one.read > other.read
