import * as z from 'zod'
import { type CustomScheme, findScheme, parseContact, splitScheme } from '../../channels/index.js'
import type { Contact } from '../../model/contact.js'
import { fail, failAll, ok, type Result } from '../../model/result.js'
import { claimsOfAttributes } from './attributes.js'
import { mergeClaims, readClaims } from './claims.js'
import { address, readFields, sid } from './fields.js'
import { type Inbound, withDisplayName } from './inbound.js'
import { type Parameters, readParameters } from './parameters.js'
import { softText } from './softText.js'
import { readWhatsappUser } from './whatsappUser.js'

const MessageWebhook = z.object({
  From: address,
  To: address,
  MessageSid: sid,
  SmsMessageSid: sid,
  SmsSid: sid,
  ConversationSid: sid,
})

type Fields = z.infer<typeof MessageWebhook>

/** Twilio Conversations limits: an inbound body has at most 32 KB. */
export const LONGEST_TEXT = 32_768

const LONGEST_NAME = 512

/**
 * Reads the webhook of Programmable Messaging: an incoming SMS, MMS, RCS, WhatsApp or Messenger message.
 *
 * Twilio writes the channel before the address, and nothing before a phone number. WhatsApp's business-scoped id
 * takes the place of a number that is missing; one that cannot be read never costs us the message. This webhook has
 * no conversation: pass the one you keep, or proofs hold for this message alone.
 */
export function parseMessageWebhook(
  input: unknown,
  conversation?: string,
  custom?: readonly CustomScheme[],
): Result<Inbound> {
  const parameters = readParameters(input)
  if (!parameters.ok) return parameters
  const fields = readFields(MessageWebhook, parameters.value)
  if (!fields.ok) return fields
  const message = fields.value.MessageSid ?? fields.value.SmsMessageSid ?? fields.value.SmsSid
  const place = conversation ?? fields.value.ConversationSid ?? message
  if (place === undefined) return fail('required', 'MessageSid')
  const user = readWhatsappUser(parameters.value, fields.value.From, fields.value.To)
  const contact = readSender(fields.value, user.address, parameters.value, custom)
  if (!contact.ok) return contact
  const readers = readOthers(parameters.value)
  if (!readers.ok) return readers
  const text = softText(parameters.value, 'Body', LONGEST_TEXT, '/text')
  const claims = readProfile(parameters.value)
  return ok(
    withDisplayName({
      conversation: place,
      ...(message !== undefined && { message }),
      contact: contact.value,
      readers: readers.value,
      ...(text.text !== undefined && { text: text.text }),
      claims: claims.claims,
      also: user.also,
      reasons: [...user.reasons, ...text.reasons, ...claims.reasons],
    }),
  )
}

function readSender(
  { From, To }: Fields,
  businessScoped: string | undefined,
  parameters: Parameters,
  custom: readonly CustomScheme[] | undefined,
): Result<Contact> {
  const to = To === undefined ? {} : { to: To }
  const from =
    From === undefined
      ? fail('required', 'From')
      : parseContact({ channel: channelOfSender(From, parameters), address: From, ...to }, custom)
  if (from.ok || businessScoped === undefined) return from.ok ? from : inTwilioWords(from)
  return parseContact({ channel: 'whatsapp', address: businessScoped, ...to })
}

/** Twilio's own prefix names the channel; a bare sender is a text message, with media or other recipients or not. */
function channelOfSender(from: string, parameters: Parameters): string {
  const { scheme } = splitScheme(from)
  if (scheme !== null) return findScheme(scheme)?.name ?? 'custom'
  if (parameters.has('OtherRecipients0')) return 'group_mms'
  const media = Number(parameters.get('NumMedia')?.[0] ?? 0)
  return media > 0 ? 'mms' : 'sms'
}

/** Other members of a group text would read the reply, so one that cannot be read refuses the message. */
function readOthers(parameters: Parameters): Result<readonly Contact[]> {
  const readers: Contact[] = []
  for (let at = 0; at < MOST_OTHERS && parameters.has(`OtherRecipients${at}`); at++) {
    const name = `OtherRecipients${at}`
    const other = parseContact({ channel: 'group_mms', address: parameters.get(name)?.[0] })
    if (!other.ok) return fail('invalid_address', name)
    readers.push(other.value)
  }
  return ok(readers)
}

const MOST_OTHERS = 64

const inTwilioWords = (refused: Extract<Result<Contact>, { ok: false }>): Result<never> =>
  failAll(
    refused.issues.map(({ code, path }) => ({
      code,
      path: path === 'contact.to' ? 'To' : 'From',
    })),
  )

/** The profile is what the person typed into their messenger; attributes hold the form of a web chat. */
function readProfile(parameters: Parameters): ReturnType<typeof readClaims> {
  const name = softText(parameters, 'ProfileName', LONGEST_NAME, '/claims/profileName')
  const profile = softText(parameters, 'ProfileUsername', LONGEST_NAME, '/claims/username')
  const user = softText(parameters, 'Username', LONGEST_NAME, '/claims/username')
  const username = profile.text ?? user.text
  const said = readClaims({
    ...(name.text !== undefined && { profileName: name.text }),
    ...(username !== undefined && { username }),
  })
  const form = claimsOfAttributes(parameters.get('ChannelAttributes')?.[0])
  const merged = mergeClaims(form, said)
  return {
    claims: merged.claims,
    reasons: [...name.reasons, ...profile.reasons, ...user.reasons, ...merged.reasons],
  }
}
