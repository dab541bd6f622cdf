import type { PublishedRedactorSettings } from './publishedSettings.js'
import { redactPublished } from './redactorPart.js'
import type { WebhookSettings } from './webhook.js'

/**
 * Describes the post-action webhooks `onMessageAdded` and `onMessageUpdated` of Conversations, for
 * `createWebhook` or `toFunction`. It redacts the present content of a message and writes it back
 * with Twilio's client. Use it for what `messageRedactor` cannot rewrite, the first message of a
 * conversation that Twilio makes for it (let it pass there with `unchangeable: 'after'`), and if no
 * pre-action webhook is switched on.
 *
 * Until then, for some hundred milliseconds, the message is seen as it was. A notification that was
 * sent with it stays.
 *
 * If a message cannot be read or searched to its end, it is replaced by a withheld message, with
 * the reason in its attributes. If a value is where nothing can be rewritten, such as the name of a
 * file, the message is removed. If Twilio does neither in time, the answer is 500, so that Twilio
 * tries again as far as the URL says (`#rc=3&rp=5xx`), and `record` gets `failed`. A repeat does
 * the same to the same message, because it reads the present content. Twilio does not document
 * whether webhooks of Conversations try again at all
 * (https://www.twilio.com/docs/conversations/conversations-webhooks). So what is reported as `failed`
 * may stay as it was: look for it.
 *
 * `tails` joins the messages that this webhook saw, separately from those that `messageRedactor`
 * remembers.
 *
 * @example
 * ```ts
 * const rules = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
 * const webhook = createWebhook(publishedRedactor({ tokens: ['the auth token'], rules, client }))
 * ```
 */
export const publishedRedactor = (settings: PublishedRedactorSettings): WebhookSettings => ({
  tokens: settings.tokens,
  // Handled again it does the same again, and what failed the first time is done.
  repeats: 'handled',
  url: settings.url,
  limit: settings.limit,
  budget: settings.budget,
  handle: (call, deadline) => redactPublished(call, settings, deadline),
})
