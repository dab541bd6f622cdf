import { LONGEST_ADDRESS } from '../model/index.js'
import { describeChatIdentity } from './chatIdentity.js'

/**
 * Web chat as a guest: an identity the browser supplies, so continuity and nothing more. Whoever
 * copies it is the same guest.
 */
export const webChat = describeChatIdentity({
  name: 'web_chat',
  aliases: ['web', 'webchat', 'chat', 'web_chat_guest', 'webchat_guest', 'flex_webchat'],
  twilio: { flexFlow: 'web', address: 'chat', interaction: 'web', studio: '' },
  examples: {
    valid: ['FX0123456789abcdef0123456789abcdef', 'web:2f1c0000', 'guest 42', 'ada@example.com'],
    invalid: ['', 'web:', 'a\u0000b', 'a\u202eb', 'web:chat:1', 'x'.repeat(LONGEST_ADDRESS + 1)],
  },
})
