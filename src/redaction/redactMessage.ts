import type { RedactionRule } from '../model/index.js'
import { applyTextRules, type RedactedText, type RedactOptions, withhold } from './redactText.js'
import { aboutNext, EMPTY_TAIL, isTail, scanMessage, type Tail } from './scanMessage.js'
import type { EarlierSpan } from './splitValues.js'
import { readTextRules, withOwn } from './textRules.js'

/**
 * One message redacted while the conversation goes on, and what to remember for its author's next.
 */
export interface RedactedNext extends RedactedText {
  /**
   * To be kept for this author's next message, as safe as the messages themselves: it holds parts
   * of what was typed.
   */
  readonly tail: Tail
  /** Parts of earlier messages that this one has shown to be part of a value. */
  readonly earlier: readonly EarlierSpan[]
}

/**
 * A message as it comes: its author's tail, or `null` for the first, its own id, and its text. The
 * id is any text that tells one message of the conversation from another; it comes back in
 * `earlier` alone.
 */
export interface NextMessage {
  readonly tail: Tail | null
  readonly id: string
  readonly text: string
}

/**
 * Redacts one message as it comes, together with the end of those before it by the same author. The
 * tail goes in and comes out as plain data, which the caller keeps: one for each author of a
 * conversation.
 *
 * What was shown already cannot be taken back here: `earlier` names the parts of earlier messages
 * to hide where they are stored. `options.asked` is the last message of the other side, if it is
 * known.
 *
 * Total. A tail that cannot be read withholds the message, and begins anew.
 *
 * @example
 * ```ts
 * const rules = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
 * const first = redactMessage({ tail: null, id: 'IM1', text: 'my card is 4111 1111' }, rules)
 * const second = redactMessage({ tail: first.tail, id: 'IM2', text: '1111 1111 thanks' }, rules)
 * second.text // '[payment_card] thanks'
 * second.earlier // [{ id: 'IM1', start: 11, end: 20, type: 'payment_card' }]
 * ```
 */
export function redactMessage(
  { tail, id, text }: NextMessage,
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): RedactedNext {
  const before = tail ?? EMPTY_TAIL
  const texts = readTextRules(rules)
  const scanned = scanMessage(before, text, id, withOwn(options, texts))
  const { earlier, spans, complete, reasons } = scanned
  if (!isTail(before) || !complete) return { ...withhold(reasons), tail: scanned.tail, earlier }
  const about = {
    ...aboutNext(before),
    split: earlier.length > 0 ? spans.slice(0, 1) : [],
  }
  return {
    ...applyTextRules(text, texts, options, about),
    tail: scanned.tail,
    earlier,
  }
}
