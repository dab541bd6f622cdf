import type { RedactionRule } from '../../model/redaction.js'
import { type RedactOptions, redactText } from '../../redaction/index.js'
import { textOf } from './readField.js'
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

/**
 * Describes the pre-action webhook `onMessageAdd` of Conversations, which may rewrite a message before it is published,
 * for `createWebhook` or `toFunction`.
 * A message without identifiers is answered `{}` and stays as it is. Where redaction fails or is late the body is
 * replaced, for Twilio publishes the original on an error or after 5 s (Conversations webhooks).
 *
 * Attributes the sender put on the message are emptied where they hold anything that would have been redacted. Events
 * that bring no message are left alone.
 */
export const messageRedactor = (settings: MessageRedactorSettings): WebhookSettings => ({
  tokens: settings.tokens,
  ...(settings.url !== undefined && { url: settings.url }),
  ...(settings.limit !== undefined && { limit: settings.limit }),
  ...(settings.budget !== undefined && { budget: settings.budget }),
  withhold: (call) => (isMessage(call) ? { body: WITHHELD_MESSAGE, attributes: '{}' } : {}),
  handle: (call) => Promise.resolve(isMessage(call) ? redactMessage(call, settings) : {}),
})

const fieldsOf = (call: WebhookCall): unknown =>
  call.type === 'form' ? call.parameters : call.json

// One pre-action URL serves all events, and other events' attributes are not the sender's. No event named: a message.
const isMessage = (call: WebhookCall): boolean =>
  EVENTS.includes(textOf(fieldsOf(call), 'EventType') ?? EVENTS[0])

const EVENTS: readonly [string, ...string[]] = ['onMessageAdd', 'onMessageUpdate']

function redactMessage(
  call: WebhookCall,
  { rules, options = {} }: MessageRedactorSettings,
): Readonly<Record<string, string>> {
  const fields = fieldsOf(call)
  const body = textOf(fields, 'Body') ?? ''
  const attributes = textOf(fields, 'Attributes') ?? ''
  const { text, complete } = redactText(body, rules, options)
  const shown = complete ? text : WITHHELD_MESSAGE
  return {
    ...(shown !== body && { body: shown }),
    ...(isRevealing(attributes, rules, options) && { attributes: '{}' }),
  }
}

// Redacted in the middle of JSON they might no longer be JSON, so they stay whole or go whole.
const isRevealing = (
  attributes: string,
  rules: readonly RedactionRule[],
  options: RedactOptions,
): boolean => redactText(attributes, rules, options).text !== attributes
