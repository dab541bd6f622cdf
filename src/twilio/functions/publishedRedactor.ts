import type { PublishedRedactorSettings } from './publishedSettings.js'
import { redactPublished } from './redactorPart.js'
import type { WebhookSettings } from './webhook.js'

/**
 * Describes the post-action webhooks `onMessageAdded` and `onMessageUpdated` of Conversations, for `createWebhook` or
 * `toFunction`: what a message holds now is redacted and written back by Twilio's client. It is for what no answer of
 * `messageRedactor` can rewrite, the first message of a conversation that Twilio makes for it (`unchangeable: 'after'`
 * there lets it come), and where no pre-action webhook is switched on.
 *
 * Until then, some hundred milliseconds, the message is seen as it was; a notification that was sent with it stays.
 *
 * What cannot be read or looked through is replaced by a message withheld, with the reason in its attributes; what holds
 * a value where nothing can be rewritten, such as a file's name, is removed. Where Twilio does neither in time the answer
 * is 500, so that it tries again as far as the URL says (`#rc=3&rp=5xx`), and `record` is told `failed`. Tried again, or
 * told twice, it does the same to the same message: what it reads is what the message holds then. Whether webhooks of
 * Conversations try again at all is not documented: https://www.twilio.com/docs/conversations/conversations-webhooks says
 * nothing of it, nor does the reference of their URLs, where that of TaskRouter's event URL names such overrides. So what
 * is told as `failed` may stay as it was, and is to be looked for.
 *
 * `tails` joins what this webhook was told of, apart from what `messageRedactor` remembers.
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
  ...(settings.url !== undefined && { url: settings.url }),
  ...(settings.limit !== undefined && { limit: settings.limit }),
  ...(settings.budget !== undefined && { budget: settings.budget }),
  handle: (call, deadline) => redactPublished(call, settings, deadline),
})
