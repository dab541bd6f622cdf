import { isE164, parsePhoneNumber } from '../identifiers/phoneNumber.js'
import type { NodeId } from '../model/contact.js'
import { email } from './email.js'
import { phoneNode } from './phoneAddress.js'
import { splitScheme } from './splitScheme.js'
import { findScheme } from './table.js'

// An issuer and a subject may be long URLs (OpenID Connect Core §2: a subject has at most 255 characters).
const LONGEST = 640
// What follows a scheme no channel knows: printable, without white space at its ends.
const OPAQUE = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,512}$/u

/**
 * Names in the trust graph what a directory query or a Verify `to` speaks of: a phone number, an e-mail address, a
 * contact URI of any channel, or any other `scheme:id` as it stands. `null` when the text names nothing.
 *
 * Naming is idempotent, and agrees with `Channel.node` for every address.
 */
export function parseIdentifier(text: string): NodeId | null {
  if (isE164(text)) return phoneNode(text)
  if (text.length > LONGEST) return null
  const { scheme, rest } = splitScheme(text)
  if (scheme === null) return parseBare(rest)
  const channel = findScheme(scheme)
  if (channel === undefined) return OPAQUE.test(rest) ? `${scheme}:${rest}` : null
  const address = channel.parse(text)
  return address.ok ? channel.node(address.value) : null
}

function parseBare(text: string): NodeId | null {
  const address = email.parse(text)
  if (address.ok) return email.node(address.value)
  const phone = parsePhoneNumber(text)
  return phone.ok ? phoneNode(phone.value) : null
}
