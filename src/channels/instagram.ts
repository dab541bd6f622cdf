import { describePlatformId, OPAQUE_ID } from './platformId.js'

/** Instagram: an id scoped to the business account (IGSID), by an adapter: Twilio has no channel for it. */
export const instagram = describePlatformId({
  name: 'instagram',
  title: 'Instagram',
  aliases: ['ig', 'instagram_direct'],
  // Meta "Instagram-scoped ID": digits today; letters, dots and dashes are let through.
  pattern: OPAQUE_ID,
  twilio: { flexFlow: 'custom', address: null, interaction: 'chat', studio: 'instagram:' },
  examples: {
    valid: ['instagram:17841400000000000', 'IG:17841400000000000', '17841400000000000'],
    invalid: ['', 'instagram:', 'messenger:1', 'instagram:a/b'],
  },
})
