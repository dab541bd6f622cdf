import { isE164 } from '../identifiers/index.js'
import { fail, ok, type Result, splitScheme } from '../model/index.js'
import type { Channel } from './channel.js'
import { parsePhoneAddress, phoneNode } from './phoneAddress.js'

const SCHEMES = ['whatsapp']
// Meta "Business-scoped user IDs": ISO 3166 alpha-2 in upper case, a dot, `ENT.` for the parent portfolio, then at
// most 128 letters and digits.
const BUSINESS_SCOPED = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/

/**
 * WhatsApp: an account registered to a number, or a business-scoped id that holds no number. A changed number
 * gives a new business-scoped id.
 */
export const whatsapp: Channel<'whatsapp'> = {
  name: 'whatsapp',
  title: 'WhatsApp',
  aliases: ['whats_app', 'wa'],
  parse: parseWhatsapp,
  print: (address) => `whatsapp:${address}`,
  sender: () => 'person',
  // The account of a number is the number; one without a number has a name of its own.
  node: (address) => (isE164(address) ? phoneNode(address) : `whatsapp:${address}`),
  grade: 2,
  // Ends with the registration: a new device is a new epoch.
  session: true,
  readCeiling: 3,
  twilio: {
    flexFlow: 'whatsapp',
    address: 'whatsapp',
    interaction: 'whatsapp',
    studio: 'whatsapp:',
  },
  examples: {
    valid: [
      'whatsapp:+14155550100',
      'WhatsApp:+1 415 555 0100',
      'whatsapp:US.13491208655302741918',
      'US.ENT.11815799212886844830',
    ],
    invalid: ['', 'whatsapp:', 'whatsapp:us.1349', 'US.', 'US.13-49', 'messenger:1234', 'USA.1'],
  },
}

// A number, with its scheme or bare, or a business-scoped id.
function parseWhatsapp(text: string): Result<string> {
  if (isE164(text)) return ok(text)
  const { scheme, rest } = splitScheme(text)
  if (scheme !== null && !SCHEMES.includes(scheme)) return fail('scheme_mismatch')
  // Upper case alone: in lower case it is no such id, and nothing else with letters is a number.
  if (BUSINESS_SCOPED.test(rest)) return ok(rest)
  return /[A-Za-z]/.test(rest) ? fail('invalid_address') : parsePhoneAddress(rest, [])
}
