import { describePlatformId } from './platformId.js'

/** Telegram: a user or chat id. */
export const telegram = describePlatformId({
  name: 'telegram',
  title: 'Telegram',
  aliases: ['tg'],
  // Telegram Bot API: a 52-bit number, negative for a group; a user name starts with `@`.
  pattern: /^[A-Za-z0-9@._-]{1,128}$/,
  twilio: { flexFlow: 'custom', address: null, interaction: 'chat', studio: 'telegram:' },
  examples: {
    valid: ['telegram:123456789', 'tg:123456789', '-1001234567890'],
    invalid: ['', 'telegram:', 'viber:1', 'telegram:a b'],
  },
})
