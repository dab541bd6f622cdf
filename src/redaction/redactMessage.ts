import type { RedactionRule } from '../model/index.js'
import { applyTextRules, type RedactedText, type RedactOptions, withhold } from './redactText.js'
import { aboutNext, EMPTY_TAIL, isTail, scanMessage, type Tail } from './scanMessage.js'
import type { EarlierSpan } from './splitValues.js'
import { readTextRules, withOwn } from './textRules.js'

/** One message redacted while the conversation goes on, and what to remember for its author's next. */
export interface RedactedNext extends RedactedText {
  readonly tail: Tail
  /** Parts of earlier messages that this one has shown to be part of a value. */
  readonly earlier: readonly EarlierSpan[]
}

/** A message as it comes: its author's tail, or `null` for the first, its own id, and its text. */
export interface NextMessage {
  readonly tail: Tail | null
  readonly id: string
  readonly text: string
}

/**
 * Redacts one message as it comes, together with the end of those before it by the same author. The tail goes in and
 * comes out as plain data, which the caller keeps.
 *
 * Total. A tail that cannot be read withholds the message, and begins anew.
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
