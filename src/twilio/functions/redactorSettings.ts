import type { RedactionRule } from '../../model/index.js'
import type { RedactOptions, RulesByAuthor } from '../../redaction/index.js'
import type { RedactorRecord } from './redactorAnswer.js'
import type { Store } from './store.js'
import type { WebhookSettings } from './webhook.js'

/** How messages are redacted before anyone sees them. */
export interface MessageRedactorSettings
  extends Pick<WebhookSettings, 'tokens' | 'url' | 'limit' | 'budget'> {
  /**
   * Portable rules, such as a decision's `redaction.agent`, or a policy's for all of a channel; a function gives each
   * author's, such as one set for the customer and another for the agent.
   */
  readonly rules: readonly RedactionRule[] | RulesByAuthor
  /** How text is scanned, such as the regions of phone numbers. */
  readonly options?: RedactOptions | undefined
  /**
   * Where the end of each author's last messages is kept for 30 minutes, at most some words and digits, so that values
   * typed over several messages are found, and what answers a question is known for what it is. Absent: each message is
   * redacted on its own.
   */
  readonly tails?: Store | undefined
  /** Gives the record of the customer whose conversation it is, for what a `recordFinder` finds of it; `null` for none. */
  readonly recordOf?: (conversation: string, signal: AbortSignal) => Promise<unknown>
  /**
   * What becomes of a message whose file names, or fields that no answer can rewrite, hold what the rules hide, and of
   * such a first message: refused unless told otherwise. `after` lets a first message and its files come, for
   * `publishedRedactor` to rewrite or to remove, and refuses everything else.
   */
  readonly unchangeable?: 'refuse' | 'after' | 'publish' | undefined
  /** Told what became of each call, by codes; safe to log. What it throws is dropped. */
  readonly record?: (record: RedactorRecord) => void
}
