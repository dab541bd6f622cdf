import { parseContact } from '../../channels/index.js'
import { fail, ok, type Result } from '../../model/index.js'
import { readBoundedJson } from './boundedJson.js'
import { mergeClaims, type ReadClaims, readClaims } from './claims.js'
import { address, readFields, sid } from './fields.js'
import { isFlowSid } from './flowKey.js'
import { type Inbound, withDisplayName } from './inbound.js'
import { LONGEST_NAME } from './messageWebhook.js'
import { type FormParameters, readParameters } from './parameters.js'
import { softText } from './softText.js'
import { total } from './total.js'

/** The spellings of who it is and which conversation, by widget. */
const WebChatStart = {
  Identity: address,
  identity: address,
  'context.identity': address,
  ConversationSid: sid,
  conversation_sid: sid,
  conversationSid: sid,
  ChannelSid: sid,
}

/** Which of the form and the page's own context has the last word, where both name a field. */
export type Precedence = 'form' | 'context'

/**
 * Reads the start of a web chat: the form and the page's context, under the names each widget gives
 * them, and the identity and conversation that Twilio answered with. The browser writes all of it,
 * so all of it is claims, and the channel is a guest's.
 */
export function readWebChatStart(input: unknown, precedence: Precedence): Result<Inbound> {
  return total(() => readStart(input, precedence))
}

/** Reads which conversation it is, who the guest is, and what they filled in. */
function readStart(input: unknown, precedence: Precedence): Result<Inbound> {
  const parameters = readParameters(input)
  if (!parameters.ok) return parameters
  const fields = readFields(WebChatStart, parameters.value)
  if (!fields.ok) return fields
  const { Identity, identity, ConversationSid, conversation_sid, conversationSid, ChannelSid } =
    fields.value
  const conversation = oneOf('ConversationSid', [
    ConversationSid,
    conversation_sid,
    conversationSid,
    ChannelSid,
  ])
  if (!conversation.ok) return conversation
  if (isFlowSid(conversation.value)) return fail('not_a_conversation', 'ConversationSid')
  const guest = oneOf('Identity', [Identity, identity], fields.value['context.identity'])
  if (!guest.ok) return guest
  const contact = parseContact({ channel: 'web_chat', address: guest.value })
  if (!contact.ok) return fail('invalid_address', 'Identity')
  const claims = readPreEngagement(parameters.value, precedence)
  const start = { conversation: conversation.value, contact: contact.value, readers: [], also: [] }
  return ok(withDisplayName({ ...start, ...claims }))
}

/**
 * Of the spellings of one thing, what they agree on: a browser could send one spelling, and your
 * server another.
 */
function oneOf(
  name: string,
  given: readonly (string | undefined)[],
  otherwise?: string,
): Result<string> {
  const [first = otherwise, ...rest] = new Set(given.filter((one) => one !== undefined))
  if (rest.length > 0) return fail('duplicate', name)
  return first === undefined ? fail('required', name) : ok(first)
}

/**
 * Reads form and context, the one that has the last word first, and the name that stands beside
 * them.
 */
function readPreEngagement(parameters: FormParameters, precedence: Precedence): ReadClaims {
  const form = mergeAll(parameters, FORMS)
  const context = mergeAll(parameters, CONTEXTS, withoutIdentity)
  const said = precedence === 'form' ? mergeClaims(form, context) : mergeClaims(context, form)
  const names = NAMES.map((name) =>
    softText(parameters, name, LONGEST_NAME, '/claims/friendlyName'),
  )
  const friendlyName = names.find(({ text }) => text !== undefined)?.text
  const named = mergeClaims(said, readClaims(friendlyName === undefined ? {} : { friendlyName }))
  return {
    claims: named.claims,
    reasons: [...named.reasons, ...names.flatMap(({ reasons }) => reasons)],
  }
}

const FORMS = ['formData', 'form', 'PreEngagementData', 'preEngagementData', 'pre_engagement_data']

const CONTEXTS = ['context']

const NAMES = ['CustomerFriendlyName', 'customerFriendlyName', 'ChatUserFriendlyName']

const mergeAll = (
  parameters: FormParameters,
  names: readonly string[],
  prepare: (value: unknown) => unknown = (value) => value,
): ReadClaims =>
  names
    .flatMap((name) => parameters.get(name) ?? [])
    .map((value) => readClaims(prepare(value)))
    .reduce(mergeClaims, { claims: {}, reasons: [] })

/**
 * The legacy widget keeps the guest's identity in its context, where it is no field of the form.
 */
function withoutIdentity(value: unknown): unknown {
  const parsed = typeof value === 'string' ? readBoundedJson(value) : ok(value)
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return value
  if (Array.isArray(parsed.value)) return value
  const { identity: _, ...rest } = { identity: undefined, ...parsed.value }
  return rest
}
