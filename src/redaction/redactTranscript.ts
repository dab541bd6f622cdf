import type { RedactionRule } from '../model/redaction.js'
import { applyTextRules, type RedactedText, type RedactOptions } from './redactText.js'
import type { Span } from './scan.js'
import { EMPTY_TAIL, isAfterCard, scanMessage, type Tail } from './scanMessage.js'
import { readTextRules } from './textRules.js'

/** One message of a transcript. */
export interface TranscriptMessage {
  readonly id: string
  readonly author: string
  readonly text: string
}

/** One redacted message. */
export interface RedactedMessage extends RedactedText {
  readonly id: string
  readonly author: string
}

/** Gives the last message of another author before the one at a place: what it answers, if anything. */
const askedBefore = (messages: readonly TranscriptMessage[], at: number): string | undefined =>
  messages
    .slice(Math.max(0, at - FARTHEST), at)
    .findLast(({ author }) => author !== messages[at]?.author)?.text

// A question is answered soon or not at all.
const FARTHEST = 8

/**
 * Redacts the messages of one conversation, with what an author typed over several of them. The last message of
 * another author tells what a message answers.
 */
export function redactTranscript(
  messages: readonly TranscriptMessage[],
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): readonly RedactedMessage[] {
  const tails = new Map<string, Tail>()
  const splits = new Map<string, Span[]>()
  const afterCard: boolean[] = []
  for (const { id, author, text } of messages) {
    const before = tails.get(author) ?? EMPTY_TAIL
    afterCard.push(isAfterCard(before))
    const { tail, spans, earlier } = scanMessage(before, text, id, options)
    tails.set(author, tail)
    for (const span of earlier) splits.set(span.id, [...(splits.get(span.id) ?? []), span])
    if (earlier.length > 0) splits.set(id, [...(splits.get(id) ?? []), ...spans.slice(0, 1)])
  }
  const texts = readTextRules(rules)
  return messages.map(({ id, author, text }, at) => {
    const own = (splits.get(id) ?? []).map(({ start, end, type }) => ({ start, end, type }))
    const finders = [...(options.finders ?? []), ...(own.length > 0 ? [() => own] : [])]
    const asked = askedBefore(messages, at)
    const asOptions = { ...options, finders, ...(asked !== undefined && { asked }) }
    const about = { isAfterCard: afterCard[at] === true }
    return { id, author, ...applyTextRules(text, texts, asOptions, about) }
  })
}
