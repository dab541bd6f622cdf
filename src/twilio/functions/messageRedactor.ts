import type { RedactorAnswer } from './redactorAnswer.js'
import { answerRedactorCall, withholdRedactorCall } from './redactorPart.js'
import type { MessageRedactorSettings } from './redactorSettings.js'
import type { WebhookSettings } from './webhook.js'

/**
 * Describes the pre-action webhooks `onMessageAdd`, `onMessageUpdate` and `onConversationAdd` of
 * Conversations, for `createWebhook` or `toFunction`. They may rewrite or refuse what is said
 * before it is published. Switch on all three.
 *
 * A message without identifiers is answered `{}` and stays as it is. Twilio publishes the original
 * if no answer comes within 5 s. So a message that cannot be read, is not signed, fails or is late
 * is answered with status 200 and withheld. Its attributes say why, by code, under
 * `countersign.withheld`, and `record` gets it too.
 *
 * An answer can rewrite only the text and attributes of a message, and the name of a conversation.
 * If the name of a file, or an unknown field, holds what the rules hide, the message is refused
 * with status 403, and Twilio publishes nothing of it. The same is true for the first message of a
 * conversation that Twilio makes for it: it comes only with `onConversationAdd`, no answer can
 * rewrite it, and if it is refused it is lost. And it is true for a conversation whose attributes
 * begin with such a value, as the form of a web chat that Twilio hosts does. `unchangeable:
 * 'publish'` lets all of them pass. Twilio does not document that such a web chat comes to a
 * webhook: it says that what an SDK or a participant by SMS does comes to one, and what is done by
 * REST only with a header (https://www.twilio.com/docs/conversations/conversations-webhooks). Try it
 * on your account before you rely on it.
 *
 * If a value is typed over several messages, its first parts are already published. The message
 * that completes it is the first one that can be rewritten; an edit can be, too. If a store cannot
 * be asked, or its content cannot be read, the message is withheld. Attributes that the sender put
 * on the message are removed if they hold anything that would be redacted. The author stays known.
 * Events without a message are not changed.
 *
 * If Twilio sends a message again, it is redacted again, in the same way. It needs no `store` for
 * repeats, and a `store` changes nothing. `tails` knows the last 40 messages by Twilio's token, or
 * by `RetryCount` in a Function, which gets no token, so that no message is read as its own
 * beginning. A message that comes again after four others is withheld (`repeat_too_late`).
 *
 * @example
 * ```ts
 * const webhook = createWebhook(
 *   messageRedactor({
 *     tokens: ['the auth token'],
 *     rules: [
 *       { target: 'text', identifier: 'email', action: 'keep' },
 *       { target: 'text', identifier: 'default', action: 'mask' },
 *     ],
 *     tails: memoryStore(),
 *   }),
 * )
 * ```
 */
export const messageRedactor = (settings: MessageRedactorSettings): WebhookSettings => ({
  tokens: settings.tokens,
  // Seen before is no answer: it would publish what the first one hid.
  repeats: 'handled',
  url: settings.url,
  limit: settings.limit,
  budget: settings.budget,
  withhold: (call, code) => tell(settings, withholdRedactorCall(call, code)),
  refuse: (call, code) => tell(settings, withholdRedactorCall(call, code)),
  handle: async (call, deadline, delivery) =>
    tell(settings, await answerRedactorCall({ call, delivery }, settings, deadline)),
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
