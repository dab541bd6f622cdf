import { CHANNEL_WORDS } from '../channels/index.js'
import { assess } from '../trust/index.js'
import { engagementOf } from './engagementOf.js'
import type { Check } from './finding.js'

/**
 * Finds channels of the policy's own that are never read, as their scheme is a channel's already or names something else,
 * such as `tel`: whoever writes on one stays unknown.
 */
export const lintChannels: Check = ({ document: { channels = [] }, policy }) =>
  channels.flatMap(({ scheme }, index) => {
    const { engagement, at } = engagementOf({ channel: scheme, address: `${scheme}:1` })
    const { channel } = assess(engagement, at, policy)
    return channel !== undefined && !CHANNEL_WORDS.includes(scheme)
      ? []
      : [{ code: 'channel_never_read', path: ['channels', index, 'scheme'], word: scheme }]
  })
