import { LONGEST_ADDRESS } from '../model/index.js'
import { describeChatIdentity } from './chatIdentity.js'

/**
 * Chat inside your own app: an identity that your server put into a signed token, as good as its
 * login session. By itself the address asserts nothing: the session that made the token has to come
 * as evidence.
 */
export const inApp = describeChatIdentity({
  name: 'in_app',
  title: 'app',
  aliases: ['inapp', 'in_app_chat', 'in_app_authenticated', 'app', 'mobile_app'],
  twilio: { flexFlow: 'web', address: 'chat', interaction: 'chat', studio: '' },
  examples: {
    valid: ['u-77', 'in_app:u-77', 'InApp:u-77'],
    invalid: ['', 'in_app:', 'a\nb', 'x'.repeat(LONGEST_ADDRESS + 1)],
  },
})
