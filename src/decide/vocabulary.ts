import { channels } from '../channels/index.js'

/** Channels by name, as the channel table spells them. */
export const CHANNEL_NAMES: readonly string[] = channels.map(({ name }) => name)

/** Channels on which a proof covers later messages, and so tells who reads. Those of the policy's own say so themselves. */
export const SESSION_CHANNELS: readonly string[] = channels
  .filter(({ name, session }) => session && name !== 'custom')
  .map(({ name }) => name)
