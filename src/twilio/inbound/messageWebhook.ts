import { type CustomScheme, findScheme, parseContact, splitScheme } from '../../channels/index.js'
import { type Contact, fail, failAll, ok, type Result, withoutAbsent } from '../../model/index.js'
import { claimsOfAttributes } from './attributes.js'
import { mergeClaims, readClaims } from './claims.js'
import { address, readFields, type SentFields, sid } from './fields.js'
import { isFlowSid } from './flowKey.js'
import { type Inbound, withDisplayName } from './inbound.js'
import { readOtherRecipients } from './otherRecipients.js'
import { type FormParameters, oneText, readParameters } from './parameters.js'
import { softText } from './softText.js'
import { total } from './total.js'
import { readWhatsappUser } from './whatsappUser.js'

/** The form of the webhook of Programmable Messaging, as far as it decides who is there. */
export const MessageWebhook = {
  From: address,
  To: address,
  MessageSid: sid,
  SmsMessageSid: sid,
  SmsSid: sid,
  ConversationSid: sid,
}

interface WebhookSender extends SentFields<typeof MessageWebhook> {
  readonly isGroup: boolean
}

/** Twilio Conversations limits: an inbound body has at most 32 KB. */
export const LONGEST_TEXT = 32_768

/** The most characters of a name that somebody gave themselves; more is left out, with a reason. */
export const LONGEST_NAME = 512

/**
 * Reads the webhook of Programmable Messaging: an incoming SMS, MMS, RCS, WhatsApp or Messenger
 * message.
 *
 * Twilio writes the channel before the address, and nothing before a phone number. If the number is
 * missing, WhatsApp's business-scoped id is used; an id that cannot be read does not make the
 * message fail. This webhook has no conversation: pass the one that you keep, or proofs count for
 * this message only.
 *
 * Codes, each at Twilio's own field: `required`, `not_a_conversation`, `invalid_address`,
 * `duplicate`, `invalid_format`, `too_long`.
 *
 * @example
 * ```ts
 * const inbound = parseMessageWebhook({
 *   MessageSid: 'SM00000000000000000000000000000001',
 *   From: 'whatsapp:+14155550100',
 *   To: 'whatsapp:+14155550199',
 *   Body: 'Where is my order?',
 * })
 * inbound.ok && inbound.value.contact.channel // 'whatsapp'
 * ```
 */
export function parseMessageWebhook(
  input: unknown,
  conversation?: string,
  custom?: readonly CustomScheme[],
): Result<Inbound> {
  return total(() => readMessage(input, conversation, custom))
}

function readMessage(
  input: unknown,
  conversation: string | undefined,
  custom: readonly CustomScheme[] | undefined,
): Result<Inbound> {
  const parameters = readParameters(input)
  if (!parameters.ok) return parameters
  const fields = readFields(MessageWebhook, parameters.value)
  if (!fields.ok) return fields
  const message = fields.value.MessageSid ?? fields.value.SmsMessageSid ?? fields.value.SmsSid
  const place = conversation ?? fields.value.ConversationSid ?? message
  if (place === undefined) return fail('required', 'MessageSid')
  if (isFlowSid(place)) return fail('not_a_conversation', 'ConversationSid')
  const readers = readOtherRecipients(parameters.value)
  if (!readers.ok) return readers
  const user = readWhatsappUser(parameters.value, fields.value.From, fields.value.To)
  const sender = { ...fields.value, isGroup: readers.value.length > 0 }
  const contact = readSender(sender, user.address, parameters.value, custom)
  if (!contact.ok) return contact
  // A message of a Conversation is read by whoever is in it, and only a group text lists them.
  const isUntold = fields.value.ConversationSid !== undefined && !sender.isGroup
  const text = softText(parameters.value, 'Body', LONGEST_TEXT, '/text')
  const claims = readProfile(parameters.value)
  return ok(
    withDisplayName({
      conversation: place,
      ...(message !== undefined && { message }),
      contact: contact.value,
      readers: isUntold
        ? null
        : readers.value.filter(
            ({ address }) => address !== contact.value.address && address !== contact.value.to,
          ),
      ...(text.text !== undefined && { text: text.text }),
      claims: claims.claims,
      also: user.also,
      reasons: [...user.reasons, ...text.reasons, ...claims.reasons],
    }),
  )
}

/** Reads who sent it; where the address is none, by WhatsApp's business-scoped id. */
function readSender(
  { From, To, isGroup }: WebhookSender,
  businessScoped: string | undefined,
  parameters: FormParameters,
  custom: readonly CustomScheme[] | undefined,
): Result<Contact> {
  const to = To === undefined ? {} : { to: To }
  const from =
    From === undefined
      ? fail('required', 'From')
      : parseContact(
          { channel: channelOfSender(From, isGroup, parameters), address: From, ...to },
          custom,
        )
  if (from.ok || businessScoped === undefined) return from.ok ? from : inTwilioWords(from)
  return parseContact({ channel: 'whatsapp', address: businessScoped, ...to })
}

/**
 * Twilio's own prefix names the channel; a bare sender is a text message, with media or other
 * recipients or not.
 */
function channelOfSender(from: string, isGroup: boolean, parameters: FormParameters): string {
  const { scheme } = splitScheme(from)
  if (scheme !== null) return findScheme(scheme)?.name ?? 'custom'
  if (isGroup) return 'group_mms'
  const media = oneText(parameters, 'NumMedia')
  return media.ok && Number(media.value ?? 0) > 0 ? 'mms' : 'sms'
}

/** Tells what is wrong at the field that was sent, and not at ours. */
const inTwilioWords = (refused: Extract<Result<Contact>, { ok: false }>): Result<never> =>
  failAll(
    refused.issues.map(({ code, path }) => ({
      code,
      path: path === 'contact.to' ? 'To' : 'From',
    })),
  )

/**
 * The profile is what the person typed into their messenger; attributes hold the form of a web
 * chat.
 */
function readProfile(parameters: FormParameters): ReturnType<typeof readClaims> {
  const name = softText(parameters, 'ProfileName', LONGEST_NAME, '/claims/profileName')
  const profile = softText(parameters, 'ProfileUsername', LONGEST_NAME, '/claims/username')
  const user = softText(parameters, 'Username', LONGEST_NAME, '/claims/username')
  const username = profile.text ?? user.text
  const said = readClaims({
    ...withoutAbsent({ profileName: name.text, username }),
  })
  const form = claimsOfAttributes(parameters.get('ChannelAttributes')?.[0])
  const merged = mergeClaims(form, said)
  return {
    claims: merged.claims,
    reasons: [...name.reasons, ...profile.reasons, ...user.reasons, ...merged.reasons],
  }
}
