import { parseContact } from '../../channels/index.js'
import { fail, failAll, isRecord, ok, type Result } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import { type Inbound, withDisplayName } from './inbound.js'
import { total } from './total.js'

// Conversation Orchestrator's words for channels (Conversations API v2, Communication). A voice
// utterance is no message, and what a program or the platform said is no person's.
const CHANNELS: ReadonlyMap<string, string> = new Map([
  ['SMS', 'sms'],
  ['RCS', 'rcs'],
  ['WHATSAPP', 'whatsapp'],
  ['EMAIL', 'email'],
  ['CHAT', 'web_chat'],
])

// Characters: more is left out, with a reason.
const LONGEST_TEXT = 10_000

// Ids of Twilio's: printable ASCII without space.
const NAME = /^[\x21-\x7e]{1,128}$/

/**
 * Reads an event of Conversation Orchestrator that brings a message: `COMMUNICATION_CREATED` or
 * `COMMUNICATION_UPDATED`, as JSON text or a value
 * (https://www.twilio.com/docs/conversations/orchestrator/webhooks).
 *
 * It trusts the event as little as Twilio's document says: the channel is that of the author, a
 * chat is that of a guest, and `readers` is `null`, because the event does not say who else is in
 * the conversation. It also does not say who is a customer: the reply of an agent is such an event
 * too. So ask for the participant that `author.participantId` names before you answer.
 */
export function parseCommunicationEvent(input: unknown): Result<Inbound> {
  return total(() => readCommunication(input))
}

/**
 * Reads the event. Codes: `not_json`, `invalid_type`, `unsupported_event`, `required`,
 * `channel_unknown`, and those of addresses, each at its field.
 */
function readCommunication(input: unknown): Result<Inbound> {
  const event = typeof input === 'string' ? readBoundedJson(input) : ok(input)
  if (!event.ok) return fail('not_json')
  if (!isRecord(event.value)) return fail('invalid_type')
  const { data, eventType } = event.value
  if (eventType !== 'COMMUNICATION_CREATED' && eventType !== 'COMMUNICATION_UPDATED')
    return fail('unsupported_event', 'eventType')
  if (!isRecord(data)) return fail('required', 'data')
  const { author, content, conversationId, id } = data
  if (!isName(conversationId)) return fail('required', 'data.conversationId')
  if (!isRecord(author)) return fail('required', 'data.author')
  const channel = CHANNELS.get(String(author['channel']))
  if (channel === undefined) return fail('channel_unknown', 'data.author.channel')
  const contact = parseContact({ channel, address: author['address'] })
  if (!contact.ok)
    return failAll(contact.issues.map(({ code }) => ({ code, path: 'data.author.address' })))
  const text = isRecord(content) ? content['text'] : undefined
  const isText = typeof text === 'string'
  return ok(
    withDisplayName({
      conversation: conversationId,
      ...(isName(id) && { message: id }),
      contact: contact.value,
      readers: null,
      ...(isText && text.length <= LONGEST_TEXT && { text }),
      claims: {},
      also: [],
      reasons: isText && text.length > LONGEST_TEXT ? [{ code: 'too_long', at: '/text' }] : [],
    }),
  )
}

const isName = (value: unknown): value is string => typeof value === 'string' && NAME.test(value)
