import { LONGEST_ADDRESS } from '../model/index.js'
import { describeChatIdentity } from './chatIdentity.js'

/**
 * Web chat behind a login: an identity that your server put into a signed token. Grade and read ceiling are the
 * session's, so by itself the channel asserts nothing.
 */
export const webChatAuthenticated = describeChatIdentity({
  name: 'web_chat_authenticated',
  title: 'web chat (login)',
  aliases: [
    'authenticated_web_chat',
    'authenticated_webchat',
    'authenticated_web',
    'authenticated_chat',
    'webchat_authenticated',
    'web_authenticated',
    'chat_authenticated',
    'web_chat_auth',
    'webchat_auth',
  ],
  twilio: { flexFlow: 'web', address: 'chat', interaction: 'web', studio: '' },
  examples: {
    valid: ['u-77', 'web_chat_authenticated:u-77', 'user:77'],
    invalid: ['', 'web_chat_authenticated:', 'a\u200bb', 'x'.repeat(LONGEST_ADDRESS + 1)],
  },
})
