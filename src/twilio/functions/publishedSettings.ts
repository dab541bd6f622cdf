import type { PublishedClient } from './publishedClient.js'
import type { RedactorRecord } from './redactorAnswer.js'
import type { MessageRedactorSettings } from './redactorSettings.js'

/** How messages are redacted after they were published. */
export interface PublishedRedactorSettings
  extends Pick<
    MessageRedactorSettings,
    | 'tokens'
    | 'url'
    | 'limit'
    | 'budget'
    | 'rules'
    | 'options'
    | 'tails'
    | 'recordOf'
    | 'unchangeable'
  > {
  /** The Twilio client that rewrites a message, or removes it. */
  readonly client: PublishedClient
  /** Gets the result of each message, as codes; safe to log. An error that it throws is ignored. */
  readonly record?: (record: PublishedRecord) => void
}

/** What was done with a published message, as codes only: safe to log. */
export interface PublishedRecord extends Pick<RedactorRecord, 'reasons' | 'redacted'> {
  /**
   * `left` as it was, `rewritten`, `withheld` whole, `removed` as it holds what cannot be rewritten, or `failed`: Twilio
   * did not do it, and shows the message as it was.
   */
  readonly outcome: 'left' | 'rewritten' | 'withheld' | 'removed' | 'failed'
}
