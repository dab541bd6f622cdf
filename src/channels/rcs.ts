import type { Channel } from './channel.js'
import { parsePhoneAddress, phoneNode } from './phoneAddress.js'

const SCHEMES = ['rcs']

/**
 * RCS: a number provisioned on a device. The business is verified, the person is not.
 *
 * Studio strips the prefix (Twilio Studio widgets, messaging services), so the address alone cannot tell RCS from
 * SMS: the channel is always given, never guessed.
 */
export const rcs: Channel<'rcs'> = {
  name: 'rcs',
  title: 'RCS',
  aliases: ['rbm', 'rich_communication_services'],
  parse: (text) => parsePhoneAddress(text, SCHEMES),
  print: (address) => `rcs:${address}`,
  // Agents of a business have names there, and never write to one.
  sender: () => 'person',
  node: phoneNode,
  grade: 2,
  session: false,
  readCeiling: 3,
  twilio: { flexFlow: null, address: 'rcs', interaction: null, studio: 'rcs:' },
  examples: {
    valid: ['rcs:+14155550100', 'RcS:+1 (415) 555-0100', '+14155550100'],
    invalid: ['', 'rcs:', 'rcs:brand_example_agent', 'sms:+14155550100', '72345'],
  },
}
