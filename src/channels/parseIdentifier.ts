import { isE164, parsePhoneNumber } from '../identifiers/index.js'
import { LONGEST_WRITTEN, type NodeId, printable, splitScheme } from '../model/index.js'
import { RESERVED_SCHEMES } from './custom.js'
import { email } from './email.js'
import { phoneNode, plainPhoneText } from './phoneAddress.js'
import { findScheme } from './table.js'

// What follows a scheme that no channel knows. An issuer and a subject may be long URLs (OpenID Connect Core §2).
const OPAQUE = printable(512)

/**
 * Names in the trust graph what a directory query or a Verify `to` speaks of: a phone number, an e-mail address, a
 * contact URI of any channel, or any other `scheme:id` as it stands. `null` when the text names nothing.
 *
 * Naming is idempotent, and agrees with `Channel.node` for every address.
 */
export function parseIdentifier(text: string): NodeId | null {
  // Nearly every number comes in this form, which needs no look at the numbering plan.
  if (isE164(text)) return phoneNode(text)
  if (text.length > LONGEST_WRITTEN) return null
  const { scheme, rest } = splitScheme(text)
  if (scheme === null) return parseBare(rest)
  const channel = findScheme(scheme)
  if (channel === undefined) return parseOther(scheme, rest)
  // The channel's own reader is used, so that one address has one name everywhere.
  const address = channel.parse(text)
  return address.ok ? channel.node(address.value) : null
}

/** An account, or an id of a channel that a policy declares. Web addresses and what the graph itself names are none. */
function parseOther(scheme: string, id: string): NodeId | null {
  const isNone = scheme !== 'account' && RESERVED_SCHEMES.includes(scheme)
  return isNone || !OPAQUE.test(id) ? null : `${scheme}:${id}`
}

function parseBare(text: string): NodeId | null {
  const address = email.parse(text)
  if (address.ok) return email.node(address.value)
  const phone = parsePhoneNumber(plainPhoneText(text))
  return phone.ok ? phoneNode(phone.value) : null
}
