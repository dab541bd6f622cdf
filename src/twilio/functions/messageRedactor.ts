import type { RedactorAnswer } from './redactorAnswer.js'
import { answerRedactorCall, withholdRedactorCall } from './redactorPart.js'
import type { MessageRedactorSettings } from './redactorSettings.js'
import type { WebhookSettings } from './webhook.js'

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
 * alone, no answer can rewrite it, and refused it is lost. So is a conversation whose attributes begin with such a value, as
 * the form of a web chat that Twilio hosts does. `unchangeable: 'publish'` lets all of them pass. That such a web chat comes
 * to a webhook is not documented: what an SDK or a participant by SMS does is said to come to one, what is done by REST only
 * with a header of its own (https://www.twilio.com/docs/conversations/conversations-webhooks), and of the server behind
 * that chat nothing is said. Try it on your account before you rely on it.
 *
 * What an earlier message held of a value typed over several has been published; the message that completes it is the
 * first that can be rewritten, an edit as well. A store that cannot be asked, and what it holds that cannot be read,
 * withhold the message. Attributes the sender put on the message go where they hold anything that would have been
 * redacted. Who writes stays known. Events that bring no message are left alone.
 *
 * What Twilio tries again is redacted again, as it was the first time. It takes no `store` to know repeats by, and one put
 * beside it changes nothing; `tails` knows the last 40 by Twilio's token, or its `RetryCount` where a Function is told no
 * token, so that no message is read as the beginning of itself. One that comes again after four others is withheld
 * (`repeat_too_late`).
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
  ...(settings.url !== undefined && { url: settings.url }),
  ...(settings.limit !== undefined && { limit: settings.limit }),
  ...(settings.budget !== undefined && { budget: settings.budget }),
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
