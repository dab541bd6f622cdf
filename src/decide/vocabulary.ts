import { type ChannelName, channels, findChannel } from '../channels/index.js'
import type { OpenWord } from '../model/index.js'

/** A channel as a document names it: one of the table completes, a scheme of the policy's own may stand. */
export type ChannelWord = OpenWord<ChannelName>

/** Channels by name, as the channel table spells them. */
export const CHANNEL_NAMES: readonly string[] = channels.map(({ name }) => name)

/** Gives the name of the channel that a word means; the word itself where the table has none, as a scheme of the policy's own. */
export const channelNameOf = (word: string): string => findChannel(word)?.name ?? word

/** Channels on which a proof covers later messages, and so tells who reads. Those of the policy's own say so themselves. */
export const SESSION_CHANNELS: readonly string[] = channels
  .filter(({ name, session }) => session && name !== 'custom')
  .map(({ name }) => name)

/**
 * Lists the channels on which who writes is known by identifiers of this scheme, such as a number's `tel:`: they are read
 * from an address of that kind, bare or under the channel's own name.
 */
const writtenFrom = (scheme: string, address: string): readonly string[] =>
  channels.flatMap(({ name, parse, node }) =>
    [address, `${name}:${address}`].some((text) => {
      const read = parse(text)
      return read.ok && node(read.value) === `${scheme}${address}`
    })
      ? [name]
      : [],
  )

/** Channels on which a number writes. */
export const NUMBER_CHANNELS: readonly string[] = writtenFrom('tel:', '+14155550100')

/** Channels on which a mailbox writes. */
export const MAILBOX_CHANNELS: readonly string[] = writtenFrom('mailto:', 'ada@example.com')
