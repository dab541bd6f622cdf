// The door of the channels. `table.ts` lists them; whatever is true of one stands in its own file.

export { LONGEST_WRITTEN, splitScheme } from '../model/index.js'
export type { Channel, TwilioSpelling } from './channel.js'
export type { CustomScheme } from './custom.js'
export { channelOf, parseContact } from './parseContact.js'
export { parseIdentifier } from './parseIdentifier.js'
export { parseTyped } from './parseTyped.js'
export * from './table.js'
export { twilioAddress } from './twilioAddress.js'
