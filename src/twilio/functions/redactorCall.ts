import { isRecord } from '../../model/index.js'
import { isFieldWithoutWords } from '../inbound/index.js'
import { parseJson, textOf } from './readField.js'
import { textsIn } from './textsIn.js'
import type { WebhookCall } from './webhookCall.js'
import { writeJson } from './writeJson.js'

/**
 * What a pre-action webhook of Conversations is about, as far as somebody's words go with it: a message, one that is
 * changed, one that is told of after it was published, a conversation with its name and its first message, or nothing.
 */
export type RedactorEvent = 'message' | 'edit' | 'published' | 'conversation' | 'none'

/** Somebody's words in a call, by what an answer can do about them. */
export interface RedactorCall {
  readonly event: RedactorEvent
  readonly conversation: string | undefined
  /** Who wrote; empty where nobody is named. */
  readonly author: string
  readonly id: string
  /** What an answer may rewrite. */
  readonly body: string
  /** Those of a message an answer may rewrite; those that a conversation begins with it may not. */
  readonly attributes: string
  readonly friendlyName: string
  /** The first message of a conversation that comes with it, which nothing may rewrite. */
  readonly firstMessage: string
  /** What the files are called; `null` where that cannot be read. */
  readonly files: readonly string[] | null
  /** Words in fields that no answer may rewrite. */
  readonly others: readonly string[]
  /** Whether Twilio says that it was told of before: who is not told by a token knows it by this. */
  readonly isTriedAgain: boolean
  /** False where what an answer may rewrite is there in another form than text. */
  readonly isReadable: boolean
}

// What is read on its own: an answer may rewrite it, or it is known what it is.
const READ_APART: ReadonlySet<string> = new Set([
  ...['Body', 'Attributes', 'FriendlyName', 'MessageBody', 'Media'],
])

const fieldsOf = (call: WebhookCall): unknown =>
  call.type === 'form' ? call.parameters : call.json

// One pre-action URL serves all events. A call without an event, with an unknown event about messages, or with a text
// counts as a message. A removed message publishes nothing.
function eventOf(fields: unknown): RedactorEvent {
  const name = textOf(fields, 'EventType')?.toLowerCase() ?? 'message'
  if (name.includes('messageremove')) return 'none'
  if (name.endsWith('messageadded') || name.endsWith('messageupdated')) return 'published'
  if (name.includes('message') || textOf(fields, 'Body') !== undefined)
    return name.includes('update') ? 'edit' : 'message'
  return name === 'onconversationadd' ||
    name === 'onconversationupdate' ||
    textOf(fields, 'MessageBody') !== undefined
    ? 'conversation'
    : 'none'
}

// What a conversation holds from then on was put there by programs, and not by whoever fills in its form.
const isChange = (fields: unknown): boolean =>
  textOf(fields, 'EventType')?.toLowerCase() === 'onconversationupdate'

const isTextOrAbsent = (value: unknown): boolean => value == null || typeof value === 'string'

// What is there in another form than text cannot be redacted, and a call that names neither an event nor a body was not
// read at all.
const isReadable = (fields: unknown): boolean =>
  isRecord(fields) &&
  ['Body', 'Attributes', 'FriendlyName', 'MessageBody'].every((name) =>
    isTextOrAbsent(fields[name]),
  ) &&
  (fields['Body'] != null || textOf(fields, 'EventType') !== undefined)

// What Twilio writes of a file (Conversations, Media).
const NO_NAMES: ReadonlySet<string> = new Set([
  'sid',
  'mediasid',
  'size',
  'contenttype',
  'category',
])
const MOST_FILES = 1_000

// What ends in letters is what the file is, and no part of its name.
const namesIn = (name: string): readonly string[] => {
  const bare = name.replace(/\.[A-Za-z][A-Za-z0-9]{0,7}$/, '')
  return [name, bare, bare.replaceAll(/[_.-]+/g, ' ')]
}

/** Lists what files are called, each also as the words it is made of; `null` for what cannot be read. */
function filesIn(media: unknown): readonly string[] | null {
  if (media == null || media === '') return []
  const value = typeof media === 'string' ? parseJson(media) : media
  if (typeof value !== 'object' || value === null) return null
  const names: string[] = []
  const left: unknown[] = [value]
  for (let step = 0; left.length > 0; step += 1) {
    if (step > MOST_FILES || left.length > MOST_FILES) return null
    const next = left.pop()
    if (typeof next === 'string') names.push(...namesIn(next))
    else if (typeof next === 'object' && next !== null)
      for (const [key, one] of Object.entries(next)) {
        if (NO_NAMES.has(key.toLowerCase().replaceAll('_', ''))) continue
        if (!Array.isArray(next)) names.push(key)
        left.push(one)
      }
  }
  return names
}

// Marks of HTML, the lines of a contact card and the names before their values.
const MARKUP = /<[^<>]{0,200}>|\r?\n(?:[A-Za-z][\w.;=-]{0,100}:)?/
const MOST_PARTS = 1_000

/** Gives the words that a field holds, of JSON also those in it, and of HTML or a contact card each part alone. */
function wordsIn(value: unknown): readonly string[] {
  if (value == null || typeof value === 'boolean') return []
  const text = typeof value === 'string' ? value : (writeJson(() => value) ?? '')
  const told = /^\s*["[{]/.test(text) ? (textsIn(text) ?? [text]) : [text]
  const parts = text.split(MARKUP, MOST_PARTS).flatMap((part) => part.trim() || [])
  return parts.length < 2 && parts[0] === text ? told : [...told, ...parts]
}

const othersIn = (fields: unknown): readonly string[] =>
  isRecord(fields)
    ? Object.entries(fields).flatMap(([name, value]) =>
        READ_APART.has(name) || isFieldWithoutWords(name) ? [] : wordsIn(value),
      )
    : []

/** Reads a call for what somebody said in it. Never throws on what a form or JSON can hold. */
export function readRedactorCall(call: WebhookCall): RedactorCall {
  const fields = fieldsOf(call)
  const text = (name: string): string => textOf(fields, name) ?? ''
  const event = eventOf(fields)
  const author =
    text('Author') ||
    (event === 'conversation'
      ? text('MessagingBinding.AuthorAddress') ||
        text('MessagingBinding.Address') ||
        text('ClientIdentity')
      : '')
  return {
    event,
    conversation: textOf(fields, 'ConversationSid'),
    author,
    id: text('MessageSid'),
    body: text('Body'),
    attributes: isChange(fields) ? '' : text('Attributes'),
    friendlyName: text('FriendlyName'),
    firstMessage: text('MessageBody'),
    files: filesIn(isRecord(fields) ? fields['Media'] : undefined),
    others: event === 'none' || event === 'published' ? [] : othersIn(fields),
    isTriedAgain: /^0*[1-9]/.test(text('RetryCount')),
    isReadable: isReadable(fields),
  }
}
