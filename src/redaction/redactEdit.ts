import type { RedactionRule } from '../model/index.js'
import { readTogether } from './readTogether.js'
import type { NextMessage, RedactedNext } from './redactMessage.js'
import { applyTextRules, type RedactOptions, withhold } from './redactText.js'
import type { ScanOptions, Span } from './scan.js'
import { aboutNext, EMPTY_TAIL, isTail, scanMessage, type Tail } from './scanMessage.js'
import type { TailPiece } from './splitValues.js'
import { readTextRules, withOwn } from './textRules.js'

/** Gives what a text is part of where it stands before, between or after what its author wrote. */
function splitAmong(
  pieces: readonly TailPiece[],
  text: string,
  options: ScanOptions,
): readonly Span[] {
  const parts = pieces.map((piece) => piece.text)
  return parts.flatMap((_, at) => {
    const texts = [...parts.slice(0, at), text, ...parts.slice(at)]
    const read = readTogether(
      texts.map((one) => ({ author: '', text: one })),
      () => options,
    )
    return read[at]?.split ?? []
  })
}

/** Gives spans that do not overlap, the widest first. */
function widestOf(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every(({ start, end }) => end <= span.start || span.end <= start)) kept.push(span)
  return kept
}

/** Joins what is remembered before and after an edit: nothing that may still go on is forgotten by it. */
const joinTails = (before: Tail, after: Tail): Tail => {
  const words = (after.words ?? []).length > 0 ? after.words : before.words
  const announced = after.announced ?? before.announced
  const sinceCard = after.sinceCard === 0 ? 0 : before.sinceCard
  return {
    pieces: after.pieces.length > 0 ? after.pieces : before.pieces,
    age: Math.min(before.age, after.age),
    ...(words !== undefined && { words }),
    ...(sinceCard !== undefined && { sinceCard }),
    ...(announced !== undefined && { announced }),
  }
}

/**
 * Redacts the new text of a message that was published before. Which of its author's messages it was is not known, so it
 * is read before, between and after what they wrote, and what it replaces has been seen: a card is as whole where its
 * second half comes by an edit.
 *
 * Total, as `redactMessage`.
 */
export function redactEdit(
  { tail, id, text }: NextMessage,
  rules: readonly RedactionRule[],
  options: RedactOptions = {},
): RedactedNext {
  const before = tail ?? EMPTY_TAIL
  const texts = readTextRules(rules)
  const wanted = withOwn(options, texts)
  const scanned = scanMessage(before, text, id, wanted)
  const { earlier, spans, complete, reasons } = scanned
  if (!isTail(before)) return { ...withhold(reasons), tail: scanned.tail, earlier }
  const next = { tail: joinTails(before, scanned.tail), earlier }
  if (!complete) return { ...withhold(reasons), ...next }
  const among = [before.pieces, before.words ?? []].flatMap((pieces) =>
    splitAmong(pieces, text, wanted),
  )
  const about = {
    ...aboutNext(before),
    ...(before.sinceCard !== undefined && { isAfterCard: true }),
    split: widestOf([...among, ...(earlier.length > 0 ? spans.slice(0, 1) : [])]),
  }
  return { ...applyTextRules(text, texts, options, about), ...next }
}
