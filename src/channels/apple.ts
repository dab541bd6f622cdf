import { fail, ok, type Result, splitScheme } from '../model/index.js'
import type { Channel } from './channel.js'

const PREFIX = 'urn:mbid:'
const SCHEMES = ['apple', 'apple_messages', 'apple_messages_for_business']
// Apple "Messages for Business": the opaque id is base64, with `+`, `/`, `=` or their URL-safe forms.
const OPAQUE = /^[A-Za-z0-9+/=._-]{1,247}$/

/**
 * Apple Messages for Business: an opaque id, possibly another one for every chat, with no name or number.
 *
 * A person becomes known by Apple's authentication message, which comes as `account_link` evidence.
 */
export const apple: Channel<'apple'> = {
  name: 'apple',
  title: 'Apple',
  aliases: ['apple_messages', 'apple_messages_for_business', 'apple_business_chat', 'imessage'],
  schemes: ['urn'],
  parse: parseApple,
  print: (address) => address,
  // Only a person's device has one.
  sender: () => 'person',
  node: (address) => `apple:${address}`,
  grade: 2,
  session: true,
  // Opaque, and tied to no record until the person logs in by an authentication message.
  readCeiling: 1,
  twilio: { flexFlow: null, address: 'apple', interaction: null, studio: '' },
  examples: {
    valid: [
      'urn:mbid:AQAAexample+/==',
      'apple:urn:mbid:AQAAexample',
      'AQAAexample',
      'URN:MBID:AQAA',
    ],
    invalid: ['', 'urn:mbid:', 'urn:isbn:0451450523', 'apple:', 'line:AQAA', 'urn:mbid:a b'],
  },
}

/** The id alone names the same address as the whole URN: Studio is known to strip prefixes. */
function parseApple(text: string): Result<string> {
  const outer = splitScheme(text)
  const inner = outer.scheme !== null && SCHEMES.includes(outer.scheme) ? outer.rest : text.trim()
  const urn = inner.slice(0, PREFIX.length).toLowerCase() === PREFIX
  const id = urn ? inner.slice(PREFIX.length) : inner
  if (OPAQUE.test(id)) return ok(PREFIX + id)
  return fail(splitScheme(inner).scheme === null || urn ? 'invalid_address' : 'scheme_mismatch')
}
