import { describePlatformId } from './platformId.js'

/** Viber: a user id unique to one bot. */
export const viber = describePlatformId({
  name: 'viber',
  title: 'Viber',
  // Twilio reaches it through an adapter, as a chat identity.
  aliases: ['rakuten_viber'],
  // Viber REST API: base64 with padding.
  pattern: /^[A-Za-z0-9+/=._-]{1,128}$/,
  twilio: { flexFlow: 'custom', address: null, interaction: 'chat', studio: 'viber:' },
  examples: {
    valid: ['viber:01234567890A+/example==', 'VIBER:01234567890A', '01234567890A='],
    invalid: ['', 'viber:', 'line:1', 'viber:a b'],
  },
})
