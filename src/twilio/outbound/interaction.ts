import { type CustomScheme, twilioAddress } from '../../channels/index.js'
import { type Contact, fail, failAll, type Issue, ok, type Result } from '../../model/index.js'
import { businessAddress, channelWord, type InteractionMedium } from './channelWord.js'
import { type InteractionParticipant, writeParticipant } from './interactionParticipant.js'
import { type InteractionRouting, type RoutingRequest, writeRouting } from './interactionRouting.js'
import { nameIssues } from './setUpIssues.js'

/**
 * Parameters of `client.flexApi.v1.interaction.create`
 * (https://www.twilio.com/docs/flex/developer/conversations/interactions-api).
 */
export interface InteractionParameters {
  readonly channel: {
    readonly type: string
    readonly initiated_by: 'customer' | 'agent' | 'api'
    readonly properties?: {
      readonly media_channel_sid?: string
      readonly from?: string
      readonly from_name?: string
    }
    readonly participants?: readonly InteractionParticipant[]
  }
  /** Where the task goes. */
  readonly routing: InteractionRouting
}

/** A conversation that a customer started, to be handed to agents. */
export interface CustomerInteraction {
  /** Who writes. */
  readonly contact: Contact
  /** The live conversation, `CH…`; the customer must already take part in it. */
  readonly conversation: string
  /** Where the task goes, and what it carries. */
  readonly routing: RoutingRequest
  /** Channels of the business's own, as its policy declares them. */
  readonly declared?: readonly CustomScheme[]
}

/** A conversation that an agent or your server starts. */
export interface StartedInteraction {
  /** Whom to write to, and from which business address. */
  readonly contact: Contact
  /** The name to show, already neutralised. */
  readonly displayName?: string
  /** For e-mail: the sender's name. */
  readonly fromName?: string
  /** Where the task goes, and what it carries; an agent's needs a queue and a worker. */
  readonly routing: RoutingRequest
  /** Channels of the business's own, as its policy declares them. */
  readonly declared?: readonly CustomScheme[]
}

/** A conversation that your server hands over, live already or to be made. */
export interface ApiInteraction extends StartedInteraction {
  /** `CH…` of one that is live; left out, one is made. */
  readonly conversation?: string
}

/**
 * Writes an inbound interaction: the customer began, and the conversation is live. Without a
 * conversation the window of an agent could not load anything, so it is refused
 * (`no_conversation`).
 *
 * @example
 * ```ts
 * const made = toCustomerInteraction({
 *   contact: { channel: 'whatsapp', address: '+14155550100' },
 *   conversation: 'CH00000000000000000000000000000001',
 *   routing: {
 *     workspaceSid: 'WS00000000000000000000000000000001',
 *     workflowSid: 'WW00000000000000000000000000000001',
 *     attributes: { ...toTaskAttributes(engagement, decision).attributes },
 *   },
 * })
 * if (made.ok) await client.flexApi.v1.interaction.create(made.value)
 * ```
 */
export function toCustomerInteraction(request: CustomerInteraction): Result<InteractionParameters> {
  const word = channelWord(request.contact.channel, 'interaction', request.declared)
  if (!word.ok) return word
  return attach('customer', word.value, request)
}

/**
 * Writes an outbound interaction: an agent begins, Twilio makes the conversation, and the task goes
 * to that agent.
 */
export function toAgentInteraction(request: StartedInteraction): Result<InteractionParameters> {
  const { queueSid, workerSid } = request.routing
  const missing: readonly Issue[] = [
    ...(queueSid === undefined ? [{ code: 'required', path: 'routing.queueSid' }] : []),
    ...(workerSid === undefined ? [{ code: 'required', path: 'routing.workerSid' }] : []),
  ]
  return missing.length > 0 ? failAll(missing) : start('agent', request)
}

/**
 * Writes an interaction that your server begins: with a live conversation, or with a customer who
 * is invited into one.
 */
export function toApiInteraction(request: ApiInteraction): Result<InteractionParameters> {
  const { contact, conversation, routing } = request
  if (conversation === undefined) return start('api', request)
  const word = channelWord(contact.channel, 'interaction', request.declared)
  return word.ok ? attach('api', word.value, { contact, conversation, routing }) : word
}

// The kind of SID is checked, not its length: Twilio refuses one that names nothing, and what must
// not happen here is that a message or an execution is taken for a conversation.
const CONVERSATION = /^CH[0-9A-Za-z]{2,64}$/

/**
 * Writes an interaction for a conversation that is live: its own medium, and routing that names the
 * conversation, so that the agent's window loads it.
 */
function attach(
  initiated_by: 'customer' | 'api',
  { channel, word }: InteractionMedium,
  { contact, conversation, routing: request }: CustomerInteraction,
): Result<InteractionParameters> {
  if (!CONVERSATION.test(conversation)) return fail('no_conversation', 'conversation')
  const address = channel.parse(contact.address)
  if (!address.ok) return fail('invalid_address', 'contact.address')
  const routing = writeRouting(request, conversation, {
    conversationSid: conversation,
    channelType: word,
    customerAddress: twilioAddress(channel, address.value),
  })
  if (!routing.ok) return routing
  const properties = { media_channel_sid: conversation }
  return ok({ channel: { type: word, initiated_by, properties }, routing: routing.value })
}

/**
 * Writes an interaction whose conversation is still to be made: the customer is invited into it.
 */
function start(
  initiated_by: 'agent' | 'api',
  { contact, displayName = '', fromName, routing: request, declared }: StartedInteraction,
): Result<InteractionParameters> {
  const word = channelWord(contact.channel, 'interaction', declared)
  if (!word.ok) return word
  const participant = writeParticipant(contact, word.value, displayName)
  if (!participant.ok) return participant
  const sender = 'level' in participant.value ? writeSender(contact, word.value, fromName) : ok({})
  if (!sender.ok) return sender
  const routing = writeRouting(request, null, {})
  if (!routing.ok) return routing
  const participants = [participant.value]
  const channel = { type: word.value.word, initiated_by, ...sender.value, participants }
  return ok({ channel, routing: routing.value })
}

/** E-mail is written from a mailbox of the business, under a name (Twilio Interactions). */
function writeSender(
  { to }: Contact,
  { channel }: InteractionMedium,
  fromName: string | undefined,
): Result<Pick<InteractionParameters['channel'], 'properties'>> {
  if (to === undefined) return fail('required', 'contact.to')
  const from = businessAddress(channel, to, 'contact.to')
  if (!from.ok) return from
  const issues = nameIssues(fromName, 'fromName')
  return issues.length > 0 || fromName === undefined
    ? failAll(issues)
    : ok({ properties: { from: from.value, from_name: fromName } })
}
