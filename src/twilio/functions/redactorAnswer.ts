import type { RedactorCall } from './redactorCall.js'
import { type Refusal, refusal } from './webhook.js'

/** What stands in a message's place when it could not be redacted. */
export const WITHHELD_MESSAGE = '[message withheld]'

/** What an answer may rewrite (Conversations webhooks, Modifiable Fields). */
export interface RewrittenMessage {
  readonly body?: string
  readonly attributes?: string
  readonly friendly_name?: string
}

/** What was done with a call, as codes only: safe to log. */
export interface RedactorRecord {
  /** `left` as it was, `rewritten`, `withheld` whole, or `refused`, so that nothing of it is published. */
  readonly outcome: 'left' | 'rewritten' | 'withheld' | 'refused'
  /** Why, by code; empty where nothing was withheld. */
  readonly reasons: readonly string[]
  /** The kinds of value that were hidden. */
  readonly redacted: readonly string[]
}

/** An answer and what is told of it. */
export interface RedactorAnswer {
  readonly answer: RewrittenMessage | Refusal
  readonly record: RedactorRecord
}

/** The answer that changes nothing. */
export const LEFT: RedactorAnswer = {
  answer: {},
  record: { outcome: 'left', reasons: [], redacted: [] },
}

/** Writes attributes that hold nothing but why: they go with the message, so that an agent's screen can say it. */
export const withheldAttributes = (reasons: readonly string[]): string =>
  JSON.stringify({ countersign: { withheld: reasons } })

/** Refuses what no answer can rewrite: Twilio publishes nothing of it (Conversations webhooks, HTTP 40x). */
export const refuseMessage = (reasons: readonly string[]): RedactorAnswer => ({
  answer: refusal(reasons[0] ?? 'withheld'),
  record: { outcome: 'refused', reasons, redacted: [] },
})

/** Publishes a message of which nothing can be read. */
const withheld = (reasons: readonly string[]): RedactorAnswer => ({
  answer: { body: WITHHELD_MESSAGE, attributes: withheldAttributes(reasons) },
  record: { outcome: 'withheld', reasons, redacted: [] },
})

/**
 * Publishes nothing of a call: its words are replaced, or where it brings more than an answer can replace it is refused.
 * `null` for a call that cannot be read.
 */
export function withholdCall(call: RedactorCall | null, code: string): RedactorAnswer {
  if (call === null) return withheld([code])
  const { attributes, event, files, firstMessage, others, friendlyName } = call
  const isMore = files === null || files.length > 0 || firstMessage !== '' || others.length > 0
  switch (event) {
    case 'none':
      return LEFT
    case 'message':
    case 'edit':
    case 'published':
      return isMore ? refuseMessage([code]) : withheld([code])
    case 'conversation':
      if (isMore || !['', '{}'].includes(attributes)) return refuseMessage([code])
      return friendlyName === ''
        ? LEFT
        : {
            answer: { friendly_name: WITHHELD_MESSAGE },
            record: { outcome: 'withheld', reasons: [code], redacted: [] },
          }
  }
}
