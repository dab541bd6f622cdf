import type { Channel } from './channel.js'

/**
 * Spells a canonical address as Twilio gave it and reads it: with the prefix that Studio and the webhooks have for the
 * channel, or none. The scheme that this library puts before chat identities, such as `web_chat:`, is its own and never
 * stands in a field of Twilio's.
 */
export const twilioAddress = (channel: Channel, address: string): string =>
  `${channel.twilio.studio ?? ''}${address}`
