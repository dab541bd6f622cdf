import type { RedactionRule } from '../../model/index.js'
import type { RedactOptions, RulesByAuthor } from '../../redaction/index.js'
import type { RedactorRecord } from './redactorAnswer.js'
import type { Store } from './store.js'
import type { WebhookSettings } from './webhook.js'

/** How messages are redacted before anyone sees them. */
export interface MessageRedactorSettings
  extends Pick<WebhookSettings, 'tokens' | 'url' | 'limit' | 'budget'> {
  /**
   * Redaction rules, such as `redaction.agent` of a decision, or those of a policy for a whole
   * channel. A function gives the rules for each author, such as one set for the customer and
   * another for the agent.
   */
  readonly rules: readonly RedactionRule[] | RulesByAuthor
  /** How text is scanned, such as the regions of phone numbers. */
  readonly options?: RedactOptions | undefined
  /**
   * Keeps the end of the last messages of each author for 30 minutes, a few words and digits at
   * most, so that values typed over several messages are found, and answers to a question too.
   * Without it, each message is redacted alone.
   */
  readonly tails?: Store | undefined
  /**
   * Gives the record of the customer in this conversation, for a `recordFinder`; `null` for none.
   */
  readonly recordOf?: (conversation: string, signal: AbortSignal) => Promise<unknown>
  /**
   * What to do with a message if the names of its files, or fields that no answer can rewrite, hold
   * what the rules hide, and with such a first message. By default it is refused. `after` lets a
   * first message and its files pass, so that `publishedRedactor` can rewrite or remove it, and
   * refuses everything else.
   */
  readonly unchangeable?: 'refuse' | 'after' | 'publish' | undefined
  /** Gets the result of each call, as codes; safe to log. An error that it throws is ignored. */
  readonly record?: (record: RedactorRecord) => void
}
