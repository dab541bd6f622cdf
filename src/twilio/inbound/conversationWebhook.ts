import { type CustomScheme, parseContact } from '../../channels/index.js'
import { type Contact, fail, failAll, NOT_YET_MADE, ok, type Result } from '../../model/index.js'
import { claimsOfAttributes } from './attributes.js'
import { nameChannel } from './conversationChannel.js'
import { type ConversationFields, ConversationWebhook } from './conversationFields.js'
import { readFields } from './fields.js'
import { isFlowSid } from './flowKey.js'
import { type Inbound, READERS_UNREADABLE, withDisplayName } from './inbound.js'
import { readMailReaders } from './mailReaders.js'
import { LONGEST_TEXT } from './messageWebhook.js'
import { readOtherRecipients } from './otherRecipients.js'
import { type FormParameters, readParameters } from './parameters.js'
import { softText } from './softText.js'
import { total } from './total.js'

/** Events that bring a person; pre-action (`Add`) and post-action (`Added`) read alike. */
const EVENTS: ReadonlySet<string> = new Set([
  'onmessageadd',
  'onmessageadded',
  'onconversationadd',
  'onconversationadded',
  'onparticipantadd',
  'onparticipantadded',
])

/**
 * Reads a Conversations webhook that brings a person: a message, a new conversation, a new
 * participant.
 *
 * A person in a chat client chooses their own identity, which may look like a phone number. So a
 * channel is never guessed from the author: it comes from the messaging binding, from the source,
 * or from you. Only a group text that lists its members, and an e-mail with its headers, tell who
 * else reads; otherwise `readers` is `null` (not known).
 *
 * Codes, each at Twilio's own field: `required`, `unsupported_event`, `not_a_conversation`,
 * `channel_unknown`, `invalid_address`, `duplicate`, `too_many`, `invalid_type`.
 *
 * @example
 * ```ts
 * const inbound = parseConversationWebhook({
 *   EventType: 'onMessageAdded',
 *   ConversationSid: 'CH00000000000000000000000000000001',
 *   Source: 'SMS',
 *   Author: '+14155550100',
 *   Body: 'Where is my order?',
 * })
 * if (inbound.ok) evaluate(policy, toEngagement(inbound.value), Date.now())
 * ```
 */
export function parseConversationWebhook(
  input: unknown,
  channel?: string,
  custom?: readonly CustomScheme[],
): Result<Inbound> {
  return total(() => readConversation(input, channel, custom))
}

/** Reads the event, then who is there, then what they said. */
function readConversation(
  input: unknown,
  channel: string | undefined,
  custom: readonly CustomScheme[] | undefined,
): Result<Inbound> {
  const parameters = readParameters(input)
  if (!parameters.ok) return parameters
  const fields = readFields(ConversationWebhook, parameters.value)
  if (!fields.ok) return fields
  const { ConversationSid, MessageSid, EventType } = fields.value
  if (EventType === undefined) return fail('required', 'EventType')
  if (!EVENTS.has(EventType.toLowerCase())) return fail('unsupported_event', 'EventType')
  // Before a conversation is made it has no name yet, and nothing can be bound to it.
  const isBefore = EventType.toLowerCase() === 'onconversationadd'
  if (ConversationSid === undefined && !isBefore) return fail('required', 'ConversationSid')
  if (ConversationSid !== undefined && isFlowSid(ConversationSid))
    return fail('not_a_conversation', 'ConversationSid')
  const people = readPeople(parameters.value, fields.value, channel, custom)
  if (!people.ok) return people
  const text = softText(parameters.value, isBefore ? 'MessageBody' : 'Body', LONGEST_TEXT, '/text')
  const claims = claimsOfAttributes(parameters.value.get('Attributes')?.[0])
  return ok(
    withDisplayName({
      conversation: ConversationSid ?? NOT_YET_MADE,
      ...(MessageSid !== undefined && { message: MessageSid }),
      ...people.value,
      ...(text.text !== undefined && { text: text.text }),
      claims: claims.claims,
      also: [],
      reasons: [...people.value.reasons, ...text.reasons, ...claims.reasons],
    }),
  )
}

/**
 * Reads who writes and who else reads. A group text is told by its address list, or by recipients
 * that are named.
 */
function readPeople(
  parameters: FormParameters,
  fields: ConversationFields,
  channel: string | undefined,
  custom: readonly CustomScheme[] | undefined,
) {
  const bound = listAddresses(parameters)
  if (!bound.ok) return bound
  const author = authorOf(fields, bound.value)
  if (author === undefined) return fail('required', 'Author')
  const named = readOtherRecipients(parameters)
  if (!named.ok) return named
  const isGroup = bound.value.length > 1 || named.value.length > 0
  const name = channel ?? nameChannel(fields, author, isGroup)
  if (name === undefined) return fail('channel_unknown', 'Source')
  const proxy = fields['MessagingBinding.ProxyAddress']
  const to = proxy === undefined ? {} : { to: proxy }
  const contact = parseContact({ channel: name, address: author, ...to }, custom)
  if (!contact.ok) return inTwilioWords(contact)
  if (isGroup) return readGroup(contact.value, bound.value, named.value)
  const { channel: kind, address } = contact.value
  if (kind !== 'email') return ok({ contact: contact.value, readers: null, reasons: [] })
  const mail = readMailReaders(parameters, address, contact.value.to)
  return ok({
    contact: { ...contact.value, ...(mail.to !== undefined && { to: mail.to }) },
    readers: mail.readers ?? null,
    reasons: mail.readers === null ? [READERS_UNREADABLE] : [],
  })
}

/** Gives the members of a group text without its author and without the business's own number. */
function readGroup(contact: Contact, bound: readonly string[], named: readonly Contact[]) {
  const others: Contact[] = []
  for (const other of bound) {
    const reader = parseContact({ channel: 'group_mms', address: other })
    // A reader who cannot be told apart from the author, or read at all, would raise read trust by
    // going missing.
    if (!reader.ok) return fail('invalid_address', 'MessagingBinding.Address')
    others.push(reader.value)
  }
  const all = new Map([...others, ...named].map((reader) => [reader.address, reader]))
  for (const self of [contact.address, contact.to]) if (self !== undefined) all.delete(self)
  return ok({ contact, readers: [...all.values()], reasons: [] })
}

/**
 * Gives who writes, the most reliable field first: Twilio fills the binding, a browser the
 * identity.
 */
const authorOf = (fields: ConversationFields, bound: readonly string[]): string | undefined =>
  fields['MessagingBinding.AuthorAddress'] ??
  fields.Author ??
  (bound.length > 1 ? bound.join(',') : bound[0]) ??
  fields.Identity ??
  fields.ClientIdentity

/**
 * A group's addresses come as a name sent several times, a JSON list, or text with commas between.
 */
function listAddresses(parameters: FormParameters): Result<readonly string[]> {
  const values = parameters.get('MessagingBinding.Address') ?? []
  const texts = values.filter((value) => typeof value === 'string')
  if (texts.length < values.length || values.length > MOST) {
    return fail('invalid_type', 'MessagingBinding.Address')
  }
  const addresses = texts.flatMap((text) => text.replaceAll(/[[\]"]/g, '').split(','))
  const given = addresses.map((text) => text.trim()).filter((text) => text !== '')
  return given.length > MOST
    ? fail('too_many', 'MessagingBinding.Address')
    : ok([...new Set(given)])
}

// A group text has at most ten members.
const MOST = 16

/** Tells what is wrong at the field that was sent, and not at ours. */
const inTwilioWords = (refused: Extract<Result<Contact>, { ok: false }>): Result<never> =>
  failAll(refused.issues.map(({ code, path }) => ({ code, path: WORDS[path] ?? 'Author' })))

/** Our places in Twilio's words; what is not here is the author's. */
const WORDS: Readonly<Record<string, string>> = {
  'contact.to': 'MessagingBinding.ProxyAddress',
  'contact.channel': 'MessagingBinding.Type',
}
