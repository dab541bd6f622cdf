import { describePlatformId, OPAQUE_ID } from './platformId.js'

/**
 * Facebook Messenger: a page-scoped id (PSID). The same person has another one on another page, so
 * it names nobody beyond this business.
 */
export const messenger = describePlatformId({
  name: 'messenger',
  title: 'Messenger',
  aliases: ['facebook', 'facebook_messenger', 'fb', 'fb_messenger'],
  // Meta "Page-scoped User ID": digits today; letters, dots and dashes are let through.
  pattern: OPAQUE_ID,
  twilio: {
    flexFlow: 'facebook',
    address: 'messenger',
    interaction: 'messenger',
    studio: 'messenger:',
  },
  examples: {
    valid: ['messenger:1234567890123456', 'Facebook: 1234567890123456', '1234567890123456'],
    invalid: ['', 'messenger:', 'messenger:a b', 'instagram:1234', 'messenger:messenger:1'],
  },
})
