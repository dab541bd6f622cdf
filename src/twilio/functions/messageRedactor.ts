import { isRecord, type RedactionRule } from '../../model/index.js'
import {
  type RedactOptions,
  type RulesByAuthor,
  recordFinder,
  redactMessage,
  type Tail,
} from '../../redaction/index.js'
import {
  askedOf,
  authorIn,
  beforeDelivery,
  deliveryIn,
  FORGOTTEN,
  keyOfConversation,
  REMEMBERED_SECONDS,
  readRemembered,
  remember,
  tailOf,
} from './conversationTails.js'
import { textOf } from './readField.js'
import { type Store, updateStored } from './store.js'
import { storeWithin } from './storeWithin.js'
import { textsIn } from './textsIn.js'
import type { WebhookSettings } from './webhook.js'
import type { WebhookCall } from './webhookCall.js'
import type { Deadline } from './withinBudget.js'

/** How messages are redacted before anyone sees them. */
export interface MessageRedactorSettings
  extends Pick<WebhookSettings, 'tokens' | 'url' | 'limit' | 'budget'> {
  /**
   * Portable rules, such as a decision's `redaction.agent`, or a policy's for all of a channel; a
   * function gives each author's, such as one set for the customer and another for the agent.
   */
  readonly rules: readonly RedactionRule[] | RulesByAuthor
  /** How text is scanned, such as the regions of phone numbers. */
  readonly options?: RedactOptions | undefined
  /**
   * Where the end of each author's last messages is kept for 30 minutes, at most some words and
   * digits, so that values typed over several messages are found, and what answers a question is
   * known for what it is. Absent: each message is redacted on its own.
   */
  readonly tails?: Store | undefined
  /**
   * Gives the record of the customer whose conversation it is, for what a `recordFinder` finds of
   * it; `null` for none.
   */
  readonly recordOf?: (conversation: string, signal: AbortSignal) => Promise<unknown>
}

/** What stands in a message's place when it could not be redacted. */
export const WITHHELD_MESSAGE = '[message withheld]'

/** The answer that publishes nothing of a message. */
const WITHHELD = { body: WITHHELD_MESSAGE, attributes: '{}' } as const

/**
 * Describes the pre-action webhook `onMessageAdd` of Conversations, which may rewrite a message
 * before it is published, for `createWebhook` or `toFunction`. A message without identifiers is
 * answered `{}` and stays as it is. Twilio publishes the original on an error or after 5 s
 * (Conversations webhooks), so whatever cannot be read, is not signed, fails or is late is answered
 * with status 200 and a message withheld, never with a refusal.
 *
 * What an earlier message held of a value typed over several has been published; the message that
 * completes it is the first that can be rewritten. A store that cannot be asked, and what it holds
 * that cannot be read, withhold the message.
 *
 * Attributes the sender put on the message are emptied where they hold anything that would have
 * been redacted. Names of files that come along stay, for Twilio lets no webhook rewrite them.
 * Events that bring no message are left alone.
 */
export const messageRedactor = (settings: MessageRedactorSettings): WebhookSettings => ({
  tokens: settings.tokens,
  ...(settings.url !== undefined && { url: settings.url }),
  ...(settings.limit !== undefined && { limit: settings.limit }),
  ...(settings.budget !== undefined && { budget: settings.budget }),
  withhold: (call) => (isMessage(call) ? WITHHELD : {}),
  refuse: (call) => (call === null || isMessage(call) ? WITHHELD : {}),
  handle: async (call, deadline, delivery) =>
    isMessage(call) ? answerTo({ call, delivery }, settings, deadline) : {},
})

/** What the call says, form or JSON. */
const fieldsOf = (call: WebhookCall): unknown =>
  call.type === 'form' ? call.parameters : call.json

// One pre-action URL serves all events, and other events' attributes are not the sender's. No event
// named, or one of messages that is not known yet, or any that brings a text: a message.
const isMessage = (call: WebhookCall): boolean => {
  const fields = fieldsOf(call)
  const event = textOf(fields, 'EventType')?.toLowerCase() ?? 'message'
  return event.includes('message') || textOf(fields, 'Body') !== undefined
}

/** What Twilio is to change: `body`, `attributes`; empty where the message stays as it is. */
type RedactorAnswer = Readonly<Record<string, string>>

/** A call, and what names its delivery. */
interface Delivered {
  readonly call: WebhookCall
  readonly delivery: string | null
}

/**
 * Redacts one message with the rules of its author, or withholds it where it cannot be told which
 * these are.
 */
async function answerTo(
  { call, delivery }: Delivered,
  settings: MessageRedactorSettings,
  deadline: Deadline,
): Promise<RedactorAnswer> {
  const fields = fieldsOf(call)
  if (!isReadable(fields)) return WITHHELD
  const conversation = textOf(fields, 'ConversationSid')
  const author = textOf(fields, 'Author') ?? ''
  const { rules: given, tails, recordOf, options: plain = {} } = settings
  if (conversation === undefined && (tails !== undefined || recordOf !== undefined)) return WITHHELD
  // Nobody's rules are none: who is not known must not be read as the one whose rules show more.
  if (typeof given === 'function' && author === '') return WITHHELD
  const rules = typeof given === 'function' ? given(author) : given
  const record = await recordOf?.(conversation ?? '', deadline.signal)
  const finders = [...(plain.finders ?? []), ...(record == null ? [] : [recordFinder(record)])]
  const message = { fields, rules, options: { ...plain, finders } }
  return tails === undefined || conversation === undefined
    ? redactFields(message, null).answer
    : redactAfter(storeWithin(tails, deadline), { conversation, author, delivery }, message)
}

/** Whose message it is, and which delivery of it. */
interface Whose {
  readonly conversation: string
  readonly author: string
  readonly delivery: string | null
}

/**
 * Redacts a message together with those before it, and stores what the next one needs before it
 * answers.
 */
async function redactAfter(
  store: Store,
  { conversation, author, delivery }: Whose,
  message: Message,
): Promise<RedactorAnswer> {
  const name = authorIn(conversation, author)
  const named = delivery === null ? null : deliveryIn(conversation, delivery)
  const isEdit = textOf(message.fields, 'EventType')?.toLowerCase().includes('update') === true
  let answer: RedactorAnswer = WITHHELD
  const key = keyOfConversation(conversation)
  const written = await updateStored(store, key, REMEMBERED_SECONDS, (value) => {
    answer = WITHHELD
    const known = readRemembered(value)
    if (known === null) return FORGOTTEN
    // What is tried again is said once: it is read as it was the first time.
    const remembered = beforeDelivery(known, named)
    const asked = askedOf(remembered, name)
    const options = { ...message.options, ...(asked !== undefined && { asked }) }
    const done = redactFields({ ...message, options }, tailOf(remembered, name))
    answer = done.answer
    // What was said before is not said again at the end.
    return isEdit ? null : remember(remembered, name, { ...done, delivery: named })
  })
  return written.ok ? answer : WITHHELD
}

/** A message with all that redacting it takes. */
interface Message {
  readonly fields: unknown
  readonly rules: readonly RedactionRule[]
  readonly options: RedactOptions
}

/**
 * Redacts the text and looks through the attributes, with the same rules and the same tail before
 * both.
 */
function redactFields({ fields, rules, options }: Message, before: Tail | null) {
  const body = textOf(fields, 'Body') ?? ''
  const attributes = textOf(fields, 'Attributes') ?? ''
  const next = { tail: before, id: textOf(fields, 'MessageSid') ?? '', text: body }
  const { text, complete, tail } = redactMessage(next, rules, options)
  const shown = complete ? text : WITHHELD_MESSAGE
  // Attributes answer the same question, and belong to the same card.
  const holds = (part: string) =>
    redactMessage({ tail: before, id: '', text: part }, rules, options).text !== part
  const answer: RedactorAnswer = {
    ...(shown !== body && { body: shown }),
    ...(isRevealing(attributes, holds) && { attributes: WITHHELD.attributes }),
  }
  return { answer, tail, text: complete ? text : '' }
}

// What is there in another form than text cannot be redacted, and a call that names neither an
// event nor a body was not read at all.
const isReadable = (fields: unknown): boolean =>
  isRecord(fields) &&
  [fields['Body'], fields['Attributes']].every(
    (value) => value == null || typeof value === 'string',
  ) &&
  (fields['Body'] != null || textOf(fields, 'EventType') !== undefined)

// Redacted in the middle of JSON they might no longer be JSON, so they stay whole or go whole. What
// is no JSON, or more than can be looked through, goes.
function isRevealing(attributes: string, holds: (text: string) => boolean): boolean {
  if (attributes === '') return false
  const texts = textsIn(attributes)
  return texts === null || texts.some(holds)
}
