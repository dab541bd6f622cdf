import type { Reason, RedactionRule } from '../../model/index.js'
import {
  hiddenIn,
  type NextMessage,
  type RedactedNext,
  type RedactOptions,
  recordFinder,
  redactEdit,
  redactMessage,
  type Tail,
} from '../../redaction/index.js'
import {
  askedOf,
  authorIn,
  deliveryIn,
  FORGOTTEN,
  heardBefore,
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
  refuseMessage,
  WITHHELD_MESSAGE,
  withheldAttributes,
  withholdCall,
} from './redactorAnswer.js'
import { type RedactorCall, readRedactorCall } from './redactorCall.js'
import type { MessageRedactorSettings } from './redactorSettings.js'
import { type Store, updateStored } from './store.js'
import { storeWithin } from './storeWithin.js'
import { textsIn } from './textsIn.js'
import type { WebhookCall } from './webhookCall.js'
import type { Deadline } from './withinBudget.js'

/** Why a message, or a part of it, was not published. */
const CODES = {
  attributes: 'identifier_in_attributes',
  unreadable: 'attributes_unreadable',
  files: 'identifier_in_file_name',
  fileNames: 'file_names_unreadable',
  first: 'identifier_in_first_message',
  others: 'identifier_in_unknown_field',
} as const

/** A call, and what names its delivery. */
interface DeliveredCall {
  readonly call: WebhookCall
  readonly delivery: string | null
  /** Whoever hears of a message twice, before it was published and after, remembers each apart. */
  readonly memory?: string
}

/** Redacts what a call brings, as the settings say; what fails is left to whoever calls. */
export async function answerRedactorCall(
  { call: given, delivery, memory }: DeliveredCall,
  settings: MessageRedactorSettings,
  deadline: Deadline,
): Promise<RedactorAnswer> {
  const call = readRedactorCall(given)
  const { event, conversation, author } = call
  if (event === 'none') return LEFT
  if (!call.isReadable) return withholdCall(call, 'unreadable_input')
  const { rules: all, tails, recordOf, options: plain = {}, unchangeable = 'refuse' } = settings
  const isConversationAsked = tails !== undefined || recordOf !== undefined
  // Before a conversation is made it has no name yet.
  if (conversation === undefined && isConversationAsked && event !== 'conversation')
    return withholdCall(call, 'conversation_unknown')
  // Nobody's rules are none: who is not known must not be read as the one whose rules show more.
  if (typeof all === 'function' && author === '') return withholdCall(call, 'author_unknown')
  const rules = typeof all === 'function' ? all(author) : all
  const record = conversation === undefined ? null : await recordOf?.(conversation, deadline.signal)
  const finders = [...(plain.finders ?? []), ...(record == null ? [] : [recordFinder(record)])]
  const message = { call, rules, options: { ...plain, finders }, unchangeable }
  if (event === 'conversation') return redactConversation(message)
  return tails === undefined || conversation === undefined
    ? redactParts(message, null, []).done
    : redactAfter(storeWithin(tails, deadline), { conversation, author, delivery, memory }, message)
}

/** Publishes nothing of a call, for the code given; `null` for one that cannot be read. */
export const withholdRedactorCall = (call: WebhookCall | null, code: string): RedactorAnswer =>
  withholdCall(call === null ? null : readRedactorCall(call), code)

/** Whose message it is, and which delivery of it. */
interface MessageOrigin {
  readonly conversation: string
  readonly author: string
  readonly delivery: string | null
  readonly memory: string | undefined
}

/** Redacts a message together with those before it, and stores what the next one needs before it answers. */
async function redactAfter(
  store: Store,
  { conversation: its, author, delivery, memory }: MessageOrigin,
  message: MessageToRedact,
): Promise<RedactorAnswer> {
  const { body, event, isTriedAgain } = message.call
  const conversation = memory === undefined ? its : `${memory} ${its}`
  const late = withholdCall(message.call, 'tails_unavailable')
  const name = authorIn(conversation, author)
  // A message that was published is one however its text is rewritten; what Twilio calls a delivery is told by a header.
  const isNamedAlone = memory !== undefined && event === 'message'
  const named = deliveryIn(conversation, delivery ?? `by ${author}`, isNamedAlone ? '' : body)
  const mayRepeat = delivery !== null || isTriedAgain
  let answer = late
  const key = keyOfConversation(conversation)
  const written = await updateStored(store, key, REMEMBERED_SECONDS, (value) => {
    answer = late
    const remembered = readRemembered(value)
    if (remembered === null) return FORGOTTEN
    // What is tried again is said once: it is read as it was the first time.
    const again = mayRepeat ? heardBefore(remembered, named) : null
    if (again !== null && again.after === undefined) {
      answer = withholdCall(message.call, 'repeat_too_late')
      return null
    }
    const { tail: before, said } = again?.after ?? {
      ...remembered,
      tail: tailOf(remembered, name),
    }
    const { done, tail, text } = redactParts(message, before, askedOf({ said }, name))
    answer = done
    // What is told of after it was published was heard before, but for the first message of a conversation.
    if (again !== null || (event === 'published' && !isNew(remembered))) return null
    return remember(remembered, name, {
      tail,
      text,
      delivery: named,
      isEdit: event === 'edit',
    })
  })
  return written.ok ? answer : late
}

interface MessageToRedact {
  readonly call: RedactorCall
  readonly rules: readonly RedactionRule[]
  readonly options: RedactOptions
  readonly unchangeable: NonNullable<MessageRedactorSettings['unchangeable']>
}

/** Redacts a text as the answer to whatever may have been asked, and gives what hides most of it. */
function redactAsAsked(
  { call: { event }, rules, options }: MessageToRedact,
  next: NextMessage,
  asked: readonly string[],
): RedactedNext {
  const redact = event === 'edit' ? redactEdit : redactMessage
  const questions = asked.length === 0 ? [undefined] : asked
  return questions
    .map((one) => redact(next, rules, { ...options, ...(one !== undefined && { asked: one }) }))
    .reduce((most, one) => (hiddenIn(one) > hiddenIn(most) ? one : most))
}

/** Redacts the text of a message, and looks through what else it brings. */
function redactParts(message: MessageToRedact, before: Tail | null, asked: readonly string[]) {
  const { id, body, attributes, others } = message.call
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
    ...fileCodes(message.call, holds),
    ...(others.some((text) => holds(text, own)) ? [CODES.others] : []),
  ]
  const text = complete ? said.text : WITHHELD_MESSAGE
  const shown = { tail, text: complete ? said.text : '' }
  if (refused.length > 0 && message.unchangeable !== 'publish')
    return { ...shown, done: refuseMessage(refused) }
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
const ownAllowed = ({ call: { author }, options }: MessageToRedact): RedactOptions => {
  const bare = author.slice(author.indexOf(':') + 1)
  return author === ''
    ? options
    : { ...options, allow: [...(options.allow ?? []), author, bare, bare.replace(/^\+/, '')] }
}

/** Says what of the names of files the rules hide, which no answer can rewrite. */
function fileCodes({ files }: RedactorCall, holds: (text: string) => boolean): readonly string[] {
  if (files === null) return [CODES.fileNames]
  return files.some((name) => holds(name)) ? [CODES.files] : []
}

/** Says what of a first message the rules hide: it becomes a message of its own, which can be rewritten afterwards. */
const firstCodes = (call: RedactorCall, holds: (text: string) => boolean): readonly string[] => [
  ...(holds(call.firstMessage) ? [CODES.first] : []),
  ...fileCodes(call, holds),
]

// A ledger that was sealed here: base64 of JSON, in which chance may look like an address of a wallet.
const SEALED = /"cs1\.[\w-]{1,32}\.eyJ(?![^".]*\d{9})[\w-]{1,8192}\.[0-9a-f]{64}"/g

/** Redacts a conversation's name, and looks through the first message that comes with it. */
function redactConversation(message: MessageToRedact): RedactorAnswer {
  const { call, rules, unchangeable } = message
  const { attributes, friendlyName, others } = call
  const own = ownAllowed(message)
  const hide = (text: string, options: RedactOptions) =>
    redactMessage({ tail: null, id: '', text }, rules, options)
  const holds = (text: string, options = message.options) => hide(text, options).text !== text
  // The form of a web chat that Twilio hosts is among them, and no answer can rewrite it.
  const why = attributesCode(attributes.replace(SEALED, '""'), (text) => holds(text, own))
  const refused = [
    ...(unchangeable === 'after' ? [] : firstCodes(call, holds)),
    ...(why === null ? [] : [why]),
    ...(others.some((text) => holds(text, own)) ? [CODES.others] : []),
  ]
  if (refused.length > 0 && unchangeable !== 'publish') return refuseMessage(refused)
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
