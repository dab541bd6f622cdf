import { isE164 } from '../identifiers/index.js'
import { type NodeId, ok, type Result, splitScheme } from '../model/index.js'
import type { SenderKind } from './channel.js'
import { parsePhoneAddress, phoneNode } from './phoneAddress.js'

/** Schemes a text-message address may carry. RFC 5724 `sms:`, RFC 3966 `tel:`. */
const TEXT_MESSAGE_SCHEMES: readonly string[] = ['sms', 'mms', 'tel']

// Short codes are national numbers of 3 to 8 digits without a country code (Twilio: "short code").
const SHORT_CODE = /^\d{3,8}$/
// Alphanumeric sender id: at most 11 of letters, digits, space, `&`, `+`, `-`, `_`, at least one letter
// (3GPP TS 23.040 §9.1.2.5; Twilio "Alphanumeric Sender ID").
const ALPHANUMERIC = /^(?=[0-9 &+_-]{0,10}[A-Za-z])[A-Za-z0-9][A-Za-z0-9 &+_-]{0,10}$/

/** Reads the sender of a text message: a phone number, a short code or an alphanumeric sender. */
function parseTextSender(text: string): Result<string> {
  if (isE164(text)) return ok(text)
  const { scheme, rest } = splitScheme(text)
  const bare = scheme === null || TEXT_MESSAGE_SCHEMES.includes(scheme)
  if (bare && (SHORT_CODE.test(rest) || ALPHANUMERIC.test(rest))) return ok(rest)
  return parsePhoneAddress(text, TEXT_MESSAGE_SCHEMES)
}

/** Tells a person's number from a short code and an alphanumeric sender. */
function textSenderKind(address: string): SenderKind {
  if (isE164(address)) return 'person'
  return SHORT_CODE.test(address) ? 'short_code' : 'alphanumeric'
}

/** Names a text-message sender in the trust graph; one that is no person never shares a person's name. */
const textSenderNode = (address: string): NodeId =>
  isE164(address) ? phoneNode(address) : `sms:${address}`

/** What every text message has in common. */
export const textMessage = {
  parse: parseTextSender,
  print: (address: string) => address,
  sender: textSenderKind,
  node: textSenderNode,
  // On file or not, a number can be forged at a gateway: recognized at most (no session, 63B-4 §5.1).
  grade: 2,
  session: false,
  // Locked screens show texts, and numbers are forwarded.
  readCeiling: 3,
  twilio: { flexFlow: 'sms', address: 'sms', interaction: 'sms', studio: '' },
} as const
