import type { Reason, RedactionRule } from '../../model/index.js'
import {
  type NextMessage,
  type RedactedNext,
  type RedactOptions,
  type RulesByAuthor,
  recordFinder,
  redactEdit,
  redactMessage,
  type Tail,
} from '../../redaction/index.js'
import {
  askedOf,
  authorIn,
  beforeDelivery,
  deliveryIn,
  FORGOTTEN,
  isNew,
  keyOfConversation,
  REMEMBERED_SECONDS,
  readRemembered,
  remember,
  tailOf,
} from './conversationTails.js'
import {
  LEFT,
  type RedactorAnswer,
  type RedactorRecord,
  refuse,
  WITHHELD_MESSAGE,
  withheldAttributes,
  withholdCall,
} from './redactorAnswer.js'
import { type RedactorCall, readRedactorCall } from './redactorCall.js'
import { type Store, updateStored } from './store.js'
import { storeWithin } from './storeWithin.js'
import { textsIn } from './textsIn.js'
import type { WebhookSettings } from './webhook.js'
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
  /**
   * What becomes of a message whose file names, or fields that no answer can rewrite, hold what the rules hide, and of
   * such a first message: refused unless told otherwise.
   */
  readonly unchangeable?: 'refuse' | 'publish' | undefined
  /** Told what became of each call, by codes; safe to log. What it throws is dropped. */
  readonly record?: (record: RedactorRecord) => void
}

/** Why a message, or a part of it, was not published. */
const CODES = {
  attributes: 'identifier_in_attributes',
  unreadable: 'attributes_unreadable',
  files: 'identifier_in_file_name',
  fileNames: 'file_names_unreadable',
  first: 'identifier_in_first_message',
  others: 'identifier_in_unknown_field',
} as const

/**
 * Describes the pre-action webhooks `onMessageAdd`, `onMessageUpdate` and `onConversationAdd` of Conversations, which may
 * rewrite or refuse what is said before it is published, for `createWebhook` or `toFunction`. Switch on all three.
 *
 * A message without identifiers is answered `{}` and stays as it is. Twilio publishes the original where no answer comes
 * within 5 s, so whatever cannot be read, is not signed, fails or is late is answered with status 200 and a message
 * withheld; its attributes say why, by code, under `countersign.withheld`, and `record` is told.
 *
 * An answer may rewrite a message's text and attributes and a conversation's name, and nothing else. Where a file's name,
 * or a field that is not known, holds what the rules hide, the message is refused with status 403, and Twilio publishes
 * nothing of it. So is the first message of a conversation that Twilio makes for it: it comes with `onConversationAdd`
 * alone, no answer can rewrite it, and refused it is lost. `unchangeable: 'publish'` lets both pass.
 *
 * What an earlier message held of a value typed over several has been published; the message that completes it is the
 * first that can be rewritten, an edit as well. A store that cannot be asked, and what it holds that cannot be read,
 * withhold the message. Attributes the sender put on the message go where they hold anything that would have been
 * redacted. Who writes stays known. Events that bring no message are left alone.
 */
export const messageRedactor = (settings: MessageRedactorSettings): WebhookSettings => ({
  tokens: settings.tokens,
  ...(settings.url !== undefined && { url: settings.url }),
  ...(settings.limit !== undefined && { limit: settings.limit }),
  ...(settings.budget !== undefined && { budget: settings.budget }),
  withhold: (call, code) => tell(settings, withholdCall(readRedactorCall(call), code)),
  refuse: (call, code) =>
    tell(settings, withholdCall(call === null ? null : readRedactorCall(call), code)),
  handle: async (call, deadline, delivery) =>
    tell(settings, await answerTo({ call: readRedactorCall(call), delivery }, settings, deadline)),
})

/** Tells what became of a call, and gives the answer. */
function tell(settings: MessageRedactorSettings, { answer, record }: RedactorAnswer) {
  try {
    settings.record?.(record)
  } catch {
    // Whoever cannot keep a record keeps nobody from an answer.
  }
  return answer
}

/** A call, and what names its delivery. */
interface Delivered {
  readonly call: RedactorCall
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
  const { event, conversation, author } = call
  if (event === 'none') return LEFT
  if (!call.isReadable) return withholdCall(call, 'unreadable_input')
  const { rules: given, tails, recordOf, options: plain = {}, unchangeable = 'refuse' } = settings
  const isConversationAsked = tails !== undefined || recordOf !== undefined
  // Before a conversation is made it has no name yet.
  if (conversation === undefined && isConversationAsked && event !== 'conversation')
    return withholdCall(call, 'conversation_unknown')
  // Nobody's rules are none: who is not known must not be read as the one whose rules show more.
  if (typeof given === 'function' && author === '') return withholdCall(call, 'author_unknown')
  const rules = typeof given === 'function' ? given(author) : given
  const record = conversation === undefined ? null : await recordOf?.(conversation, deadline.signal)
  const finders = [...(plain.finders ?? []), ...(record == null ? [] : [recordFinder(record)])]
  const message = { call, rules, options: { ...plain, finders }, unchangeable }
  if (event === 'conversation') return redactConversation(message)
  return tails === undefined || conversation === undefined
    ? redactParts(message, null, []).done
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
  const { event } = message.call
  const late = withholdCall(message.call, 'tails_unavailable')
  const name = authorIn(conversation, author)
  const named = delivery === null ? null : deliveryIn(conversation, delivery)
  let answer = late
  const key = keyOfConversation(conversation)
  const written = await updateStored(store, key, REMEMBERED_SECONDS, (value) => {
    answer = late
    const known = readRemembered(value)
    if (known === null) return FORGOTTEN
    // What is tried again is said once: it is read as it was the first time.
    const remembered = beforeDelivery(known, named)
    const { done, tail, text } = redactParts(
      message,
      tailOf(remembered, name),
      askedOf(remembered, name),
    )
    answer = done
    const said = { tail, text, delivery: named, isEdit: event === 'edit' }
    // What is told of after it was published was heard before, but for the first message of a conversation.
    return event === 'published' && !isNew(remembered) ? null : remember(remembered, name, said)
  })
  return written.ok ? answer : late
}

/** A message with all that redacting it takes. */
interface Message {
  readonly call: RedactorCall
  readonly rules: readonly RedactionRule[]
  readonly options: RedactOptions
  readonly unchangeable: 'refuse' | 'publish'
}

/** Redacts a text as the answer to whatever may have been asked, and gives what hides most of it. */
function redactAsAsked(
  { call: { event }, rules, options }: Message,
  next: NextMessage,
  asked: readonly string[],
): RedactedNext {
  const redact = event === 'edit' ? redactEdit : redactMessage
  const hiddenIn = ({ complete, spans }: RedactedNext): number =>
    complete ? spans.reduce((sum, { start, end }) => sum + end - start, 0) : Infinity
  const questions = asked.length === 0 ? [undefined] : asked
  return questions
    .map((one) => redact(next, rules, { ...options, ...(one !== undefined && { asked: one }) }))
    .reduce((most, one) => (hiddenIn(one) > hiddenIn(most) ? one : most))
}

/** Redacts the text of a message, and looks through what else it brings. */
function redactParts(message: Message, before: Tail | null, asked: readonly string[]) {
  const { id, body, attributes, files, others } = message.call
  const said = redactAsAsked(message, { tail: before, id, text: body }, asked)
  const { complete, tail, reasons, redacted } = said
  // What is beside the text answers the same question, and goes on from what the text says.
  const holds = (text: string, more: RedactOptions = message.options) =>
    [before, tail].some((one) => {
      const part = { tail: one, id: '', text }
      return redactAsAsked({ ...message, options: more }, part, asked).text !== text
    })
  const own = ownAllowed(message)
  const refused = [
    ...(files === null
      ? [CODES.fileNames]
      : files.some((name) => holds(name))
        ? [CODES.files]
        : []),
    ...(others.some((text) => holds(text, own)) ? [CODES.others] : []),
  ]
  const text = complete ? said.text : WITHHELD_MESSAGE
  const shown = { tail, text: complete ? said.text : '' }
  if (refused.length > 0 && message.unchangeable === 'refuse')
    return { ...shown, done: refuse(refused) }
  const why = attributesCode(attributes, holds)
  const codes = [...(complete ? [] : codesOf(reasons)), ...(why === null ? [] : [why])]
  const answer = {
    ...(text !== body && { body: text }),
    ...(codes.length > 0 && (why !== null || !complete)
      ? { attributes: withheldAttributes(codes) }
      : {}),
  }
  const isLeft = text === body && codes.length === 0
  const outcome = isLeft ? 'left' : complete ? 'rewritten' : 'withheld'
  const done: RedactorAnswer = { answer, record: { outcome, reasons: codes, redacted } }
  return { ...shown, done }
}

const codesOf = (reasons: readonly Reason[]): readonly string[] => [
  ...new Set(reasons.map(({ code }) => code)),
]

/** Adds to what is ours to show the address of the person who writes, which no field hides. */
const ownAllowed = ({ call: { author }, options }: Message): RedactOptions => {
  const bare = author.slice(author.indexOf(':') + 1)
  return author === ''
    ? options
    : { ...options, allow: [...(options.allow ?? []), author, bare, bare.replace(/^\+/, '')] }
}

/** Redacts a conversation's name, and looks through the first message that comes with it. */
function redactConversation(message: Message): RedactorAnswer {
  const { call, rules, unchangeable } = message
  const { firstMessage, friendlyName, files, others } = call
  const own = ownAllowed(message)
  const hide = (text: string, options: RedactOptions) =>
    redactMessage({ tail: null, id: '', text }, rules, options)
  const holds = (text: string) => hide(text, message.options).text !== text
  const refused = [
    ...(holds(firstMessage) ? [CODES.first] : []),
    ...(files === null ? [CODES.fileNames] : files.some(holds) ? [CODES.files] : []),
    ...(others.some((text) => hide(text, own).text !== text) ? [CODES.others] : []),
  ]
  if (refused.length > 0 && unchangeable === 'refuse') return refuse(refused)
  const { text, complete, redacted, reasons } = hide(friendlyName, own)
  if (text === friendlyName) return LEFT
  const outcome = complete ? 'rewritten' : 'withheld'
  return {
    answer: { friendly_name: text },
    record: { outcome, reasons: complete ? [] : codesOf(reasons), redacted },
  }
}

// Redacted in the middle of JSON they might no longer be JSON, so they stay whole or go whole. What is no JSON, or more
// than can be looked through, goes.
function attributesCode(attributes: string, holds: (text: string) => boolean): string | null {
  if (attributes === '') return null
  const texts = textsIn(attributes)
  if (texts === null) return CODES.unreadable
  return texts.some((text) => holds(text)) ? CODES.attributes : null
}
