import { isRecord } from '../../model/record.js'
import type { RedactionRule } from '../../model/redaction.js'
import { type RedactOptions, redactText } from '../../redaction/index.js'
import { textOf } from './readField.js'
import { textsIn } from './textsIn.js'
import type { WebhookSettings } from './webhook.js'
import type { WebhookCall } from './webhookCall.js'

/** How messages are redacted before anyone sees them. */
export interface MessageRedactorSettings
  extends Pick<WebhookSettings, 'tokens' | 'url' | 'limit' | 'budget'> {
  /** Portable rules, such as a decision's `redaction.agent`, or a policy's for all of a channel. */
  readonly rules: readonly RedactionRule[]
  readonly options?: RedactOptions
}

/** What stands in a message's place when it could not be redacted. */
export const WITHHELD_MESSAGE = '[message withheld]'

/** The answer that publishes nothing of a message. */
const WITHHELD = { body: WITHHELD_MESSAGE, attributes: '{}' } as const

/**
 * Describes the pre-action webhook `onMessageAdd` of Conversations, which may rewrite a message before it is published,
 * for `createWebhook` or `toFunction`.
 * A message without identifiers is answered `{}` and stays as it is. Twilio publishes the original on an error or after
 * 5 s (Conversations webhooks), so whatever cannot be read, is not signed, fails or is late is answered with status 200
 * and a message withheld, never with a refusal.
 *
 * Attributes the sender put on the message are emptied where they hold anything that would have been redacted. Events
 * that bring no message are left alone.
 */
export const messageRedactor = (settings: MessageRedactorSettings): WebhookSettings => ({
  tokens: settings.tokens,
  ...(settings.url !== undefined && { url: settings.url }),
  ...(settings.limit !== undefined && { limit: settings.limit }),
  ...(settings.budget !== undefined && { budget: settings.budget }),
  withhold: (call) => (isMessage(call) ? WITHHELD : {}),
  refuse: (call) => (call === null || isMessage(call) ? WITHHELD : {}),
  handle: async (call) => (isMessage(call) ? redactMessage(call, settings) : {}),
})

const fieldsOf = (call: WebhookCall): unknown =>
  call.type === 'form' ? call.parameters : call.json

// One pre-action URL serves all events, and other events' attributes are not the sender's. No event named, or one of
// messages that is not known yet: a message.
const isMessage = (call: WebhookCall): boolean =>
  (textOf(fieldsOf(call), 'EventType')?.toLowerCase() ?? 'message').includes('message')

function redactMessage(
  call: WebhookCall,
  { rules, options = {} }: MessageRedactorSettings,
): Readonly<Record<string, string>> {
  const fields = fieldsOf(call)
  if (!isReadable(fields)) return WITHHELD
  const body = textOf(fields, 'Body') ?? ''
  const attributes = textOf(fields, 'Attributes') ?? ''
  const { text, complete } = redactText(body, rules, options)
  const shown = complete ? text : WITHHELD_MESSAGE
  const holds = (part: string) => redactText(part, rules, options).text !== part
  return {
    ...(shown !== body && { body: shown }),
    ...(isRevealing(attributes, holds) && { attributes: WITHHELD.attributes }),
  }
}

// What is there in another form than text cannot be redacted, and a call that names neither an event nor a body was not
// read at all.
const isReadable = (fields: unknown): boolean =>
  isRecord(fields) &&
  [fields['Body'], fields['Attributes']].every(
    (value) => value == null || typeof value === 'string',
  ) &&
  (fields['Body'] != null || textOf(fields, 'EventType') !== undefined)

// Redacted in the middle of JSON they might no longer be JSON, so they stay whole or go whole. What is no JSON, or more
// than can be looked through, goes.
function isRevealing(attributes: string, holds: (text: string) => boolean): boolean {
  if (attributes === '') return false
  const texts = textsIn(attributes)
  return texts === null || texts.some(holds)
}
