import type { RedactionRule } from '../model/index.js'
import { applyTextRules, type RedactedText, type RedactOptions, withhold } from './redactText.js'
import type { ScanOptions, Span, TextSurroundings } from './scan.js'
import {
  EMPTY_TAIL,
  isTail,
  type MessageScan,
  scanMessage,
  surroundingsOfNext,
  type Tail,
} from './scanMessage.js'
import type { EarlierSpan } from './splitValues.js'
import { readTextRules, type TextRules, withOwn } from './textRules.js'

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

/** A message as it was read after each of the tails that its author may have left: one, or after an edit two. */
export interface ReadNext {
  readonly texts: TextRules
  readonly wanted: ScanOptions
  readonly tails: readonly Tail[]
  /** After the first of them. */
  readonly first: MessageScan
  /** Parts of earlier messages that any of the readings has shown to be part of a value. */
  readonly earlier: readonly EarlierSpan[]
  /** After the other. */
  readonly others: readonly MessageScan[]
  /** What the texts before say about it. */
  readonly surroundings: TextSurroundings
  /** What their ends say that comes: one thing, none, or after an edit two. */
  readonly announced: readonly (string | undefined)[]
  /** What to give in its place where it could not be looked through, or a tail could not be read; absent else. */
  readonly withheld?: RedactedNext
}

/** Reads a message, or an edit of one, together with what its author wrote before. */
export function readNext(
  { tail, id, text }: NextMessage,
  rules: readonly RedactionRule[],
  options: RedactOptions,
): ReadNext {
  const before = tail ?? EMPTY_TAIL
  const texts = readTextRules(rules)
  const wanted = withOwn(options, texts)
  const first = scanMessage(before, text, id, wanted)
  const beside = isTail(before) && before.beside !== undefined ? [before.beside] : []
  const tails = [before, ...beside]
  const others = beside.map((one) => scanMessage(one, text, id, wanted))
  const scans = [first, ...others]
  const earlier = scans.flatMap((scan) => scan.earlier)
  const unread = scans.find(({ complete }) => !complete) ?? (isTail(before) ? undefined : first)
  if (unread !== undefined) {
    const withheld = { ...withhold(unread.reasons), tail: first.tail, earlier }
    const tails = [EMPTY_TAIL]
    return {
      texts,
      wanted,
      tails,
      first,
      earlier,
      others,
      surroundings: {},
      announced: [],
      withheld,
    }
  }
  const told = tails.map(surroundingsOfNext)
  const surroundings = {
    isAfterCard: told.some(({ isAfterCard }) => isAfterCard === true),
    split: widestOf(
      scans.flatMap(({ earlier: parts, spans }) => (parts.length > 0 ? spans.slice(0, 1) : [])),
    ),
  }
  const announced = [...new Set(told.map((one) => one.announced))]
  return { texts, wanted, tails, first, earlier, others, surroundings, announced }
}

/** Hides what is found in a text, as the answer to whatever was announced that hides most of it. */
export const redactAsTold = (
  text: string,
  options: RedactOptions,
  { texts, announced }: ReadNext,
  surroundings: TextSurroundings,
): RedactedText =>
  announced
    .map((words) => applyTextRules(text, texts, options, { ...surroundings, announced: words }))
    .reduce((most, one) => (hiddenIn(one) > hiddenIn(most) ? one : most))

/** Says how much of a text was hidden. */
export const hiddenIn = ({ complete, spans }: RedactedText): number =>
  complete ? spans.reduce((sum, { start, end }) => sum + end - start, 0) : Infinity

/** Gives spans that do not overlap, the widest first. */
export function widestOf(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every(({ start, end }) => end <= span.start || span.end <= start)) kept.push(span)
  return kept
}
