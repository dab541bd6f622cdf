import { describePlatformId, OPAQUE_ID } from './platformId.js'

/** LINE: a user id that is the same for all channels of one provider. */
export const line = describePlatformId({
  name: 'line',
  title: 'LINE',
  // Twilio reaches it through an adapter, as a chat identity.
  aliases: ['line_messenger'],
  // LINE Messaging API: `U` and 32 hexadecimal digits; other opaque ids are let through.
  pattern: OPAQUE_ID,
  twilio: { flexFlow: 'line', address: null, interaction: 'chat', studio: 'line:' },
  examples: {
    valid: ['line:U0123456789abcdef0123456789abcdef', 'U0123456789abcdef0123456789abcdef'],
    invalid: ['', 'line:', 'telegram:1', 'line:a b'],
  },
})
