import type { RedactionRule } from '../model/redaction.js'
import { type RedactedText, type RedactOptions, redactText } from './redactText.js'
import type { Span } from './scan.js'
import { EMPTY_TAIL, scanMessage, type Tail } from './scanMessage.js'

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

/** Redacts the messages of one conversation, with what an author typed over several of them. */
export function redactTranscript(
  messages: readonly TranscriptMessage[],
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): readonly RedactedMessage[] {
  const tails = new Map<string, Tail>()
  const splits = new Map<string, Span[]>()
  for (const { id, author, text } of messages) {
    const { tail, spans, earlier } = scanMessage(tails.get(author) ?? EMPTY_TAIL, text, id, options)
    tails.set(author, tail)
    for (const span of earlier) splits.set(span.id, [...(splits.get(span.id) ?? []), span])
    if (earlier.length > 0) splits.set(id, [...(splits.get(id) ?? []), ...spans.slice(0, 1)])
  }
  return messages.map(({ id, author, text }) => {
    const own = (splits.get(id) ?? []).map(({ start, end, type }) => ({ start, end, type }))
    const finders = [...(options.finders ?? []), ...(own.length > 0 ? [() => own] : [])]
    return { id, author, ...redactText(text, rules, { ...options, finders }) }
  })
}
