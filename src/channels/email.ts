import { fail, ok, type Result, splitScheme } from '../model/index.js'
import type { Channel } from './channel.js'

const SCHEMES = ['mailto', 'email', 'e_mail', 'mail']
// RFC 5321 §4.5.3.1: 64 octets of local part, 254 of path without its brackets.
const LONGEST = 254
// RFC 5322 §3.2.3 dot-atom, ASCII only: no quoted strings, comments or display names.
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/
// RFC 1035 §2.3.1 labels, at least two; international names in their `xn--` form.
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/

/**
 * E-mail: a From header. DMARC evidence raises it to 2 or drops it to 0; Reply-To and Cc may name other readers.
 *
 * The whole address is lower-cased: local parts are case-sensitive by the letter of RFC 5321 alone.
 */
export const email: Channel<'email'> = {
  name: 'email',
  title: 'e-mail',
  aliases: ['e_mail', 'mail'],
  schemes: ['mailto'],
  parse: parseEmail,
  print: (address) => address,
  sender: () => 'person',
  node: (address) => `mailto:${address}`,
  // The From header can be anyone's; a DMARC result of your own mail server makes it 2 or 0.
  grade: 1,
  // Every message stands alone.
  session: false,
  readCeiling: 3,
  twilio: { flexFlow: null, address: 'email', interaction: 'email', studio: '' },
  examples: {
    valid: ['ada@example.com', 'mailto:Ada.L+flex@Example.COM', 'email:ada@mail.example.co'],
    invalid: [
      '',
      'ada',
      'ada@localhost',
      'Ada <ada@example.com>',
      '"ada@example.com" <eve@example.org>',
      'ada@example.com,eve@example.org',
      'ada@example.com\r\nBcc: eve@example.org',
      'ada..l@example.com',
      'ada@-example.com',
      'ada@127.0.0.1',
      'ada@example.com?subject=hi',
      'ad\u0430@example.com',
      'ada@\u212aexample.com',
    ],
  },
}

/**
 * Reads a bare address or a `mailto:` one. A display name before it is refused, as what people read
 * there is not what was checked.
 */
function parseEmail(text: string): Result<string> {
  if (text.length > LONGEST + 32) return fail('too_long')
  const { scheme, rest } = splitScheme(text)
  if (scheme !== null && !SCHEMES.includes(scheme)) return fail('scheme_mismatch')
  return isAddress(rest) ? ok(rest.toLowerCase()) : fail('invalid_email')
}

/**
 * A dot-atom at a host of two labels or more. Addresses at a host's number are refused, because no
 * customer is on file with one.
 */
function isAddress(text: string): boolean {
  const at = text.indexOf('@')
  if (text.length > LONGEST || at < 1) return false
  const local = text.slice(0, at)
  const labels = text.slice(at + 1).split('.')
  return (
    LOCAL.test(local) &&
    !`.${local}.`.includes('..') &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  )
}
