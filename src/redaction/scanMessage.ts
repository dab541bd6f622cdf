import type { Reason } from '../model/assessment.js'
import { isRecord } from '../model/record.js'
import { isReadable, UNREADABLE } from './isReadable.js'
import { find, type Scan, type ScanOptions, type Span, scan } from './scan.js'

/** The digits that ended one earlier message, and where they begin in it. */
export interface TailPiece {
  readonly id: string
  readonly start: number
  readonly text: string
}

/** What to remember of one author's messages between two of them: plain data, at most 8 pieces of 40 units. */
export interface Tail {
  readonly pieces: readonly TailPiece[]
  /** Messages since the last piece. */
  readonly age: number
  /** Messages since one that held a card, whose expiry and code may follow in a message of their own. */
  readonly sinceCard?: number
}

/** Part of an earlier message that must be hidden after all. */
export interface EarlierSpan extends Span {
  readonly id: string
}

/** What one message holds, together with those before it. */
export interface MessageScan {
  readonly tail: Tail
  readonly spans: readonly Span[]
  readonly earlier: readonly EarlierSpan[]
  readonly complete: boolean
  readonly reasons: readonly Reason[]
}

/** The tail of a conversation that has not begun. */
export const EMPTY_TAIL: Tail = { pieces: [], age: 0 }

const MOST_PIECES = 8
const OLDEST = 3
// How many messages after a card are read as what belongs to it.
const AFTER_CARD = 2
const LONGEST = 40
// Numbers that people type group by group, and that a check digit or a fixed form tells from small talk.
const SPLIT_TYPES = ['payment_card', 'us_ssn', 'in_aadhaar']
// Literals in functions, as properties of characters take long to load.
const leadingOf = (text: string): string | undefined =>
  /^\s{0,8}\p{Nd}[\p{Nd}\p{Pd}\p{Cf} .\t]{0,31}/u.exec(text)?.[0]
const trailingOf = (text: string): string | undefined =>
  /\p{Nd}[\p{Nd}\p{Pd}\p{Cf} .\t\n]{0,31}$/u.exec(text)?.[0]

function overlap(piece: TailPiece, from: number, span: Span): EarlierSpan | null {
  const start = Math.max(span.start - from, 0)
  const end = Math.min(span.end - from, piece.text.length)
  return start < end
    ? { id: piece.id, start: piece.start + start, end: piece.start + end, type: span.type }
    : null
}

/** Finds what begins in earlier messages and ends in the digits this one starts with. */
function findSplit(pieces: readonly TailPiece[], leading: string, options: ScanOptions) {
  const before = pieces.map(({ text }) => `${text} `).join('')
  const { spans, complete, reasons } = scan(before + leading, { ...options, types: SPLIT_TYPES })
  const crossing = spans.filter(({ start, end }) => start < before.length && end > before.length)
  const earlier: EarlierSpan[] = []
  for (const span of crossing) {
    let from = 0
    for (const piece of pieces) {
      const part = overlap(piece, from, span)
      if (part !== null) earlier.push(part)
      from += piece.text.length + 1
    }
  }
  const own = crossing.map(({ end, type }) => ({ start: 0, end: end - before.length, type }))
  return { own, earlier, complete, reasons }
}

const join = (spans: readonly Span[], own: readonly Span[]): readonly Span[] => {
  const [first] = own
  return first === undefined ? spans : [first, ...spans.filter(({ start }) => start >= first.end)]
}

function toTail(tail: Tail, text: string, id: string): Tail {
  const end = text.slice(-LONGEST)
  const found = trailingOf(end)
  if (found === undefined)
    return tail.age >= OLDEST ? EMPTY_TAIL : { pieces: tail.pieces, age: tail.age + 1 }
  const piece = { id, start: text.length - found.length, text: found }
  // Digits after other words begin anew.
  const goesOn = leadingOf(text)?.length === text.length
  return { pieces: [...(goesOn ? tail.pieces : []), piece].slice(-MOST_PIECES), age: 0 }
}

/** Tells whether the next message may hold the expiry or the code of a card typed before. */
export const isAfterCard = ({ sinceCard }: Tail): boolean =>
  sinceCard !== undefined && sinceCard < AFTER_CARD

function withCard(before: Tail, { pieces, age }: Tail, spans: readonly Span[]): Tail {
  if (spans.some(({ type }) => type === 'payment_card')) return { pieces, age, sinceCard: 0 }
  return isAfterCard(before)
    ? { pieces, age, sinceCard: (before.sinceCard ?? 0) + 1 }
    : { pieces, age }
}

function scanAfter(tail: Tail, text: string, options: ScanOptions): Scan {
  const { findings, complete, reasons } = find(text, options, undefined, {
    isAfterCard: isAfterCard(tail),
  })
  const spans = findings.map(({ start, end, type }) => ({ start, end, type }))
  return { spans, complete, reasons }
}

const isTail = (tail: unknown): boolean => isRecord(tail) && Array.isArray(tail['pieces'])

const NOT_SCANNED = { spans: [], complete: false, reasons: [UNREADABLE] } as const

/**
 * Scans one message together with the end of those before it by the same author, so that a card number typed over
 * several messages is found, and what belongs to a card in the two after it, and tells which earlier messages to hide
 * in turn.
 *
 * Pure: the tail goes in and comes out as plain data. It holds digits people typed, so keep it as safe as the messages.
 */
export function scanMessage(
  tail: Tail,
  text: string,
  id: string,
  options: ScanOptions = {},
): MessageScan {
  if (!isReadable(text, options) || !isTail(tail))
    return { tail: isTail(tail) ? tail : EMPTY_TAIL, earlier: [], ...NOT_SCANNED }
  const whole = scanAfter(tail, text, options)
  const leading = leadingOf(text.slice(0, LONGEST))
  if (leading === undefined || tail.pieces.length === 0) {
    return { ...whole, tail: withCard(tail, toTail(tail, text, id), whole.spans), earlier: [] }
  }
  const split = findSplit(tail.pieces, leading, options)
  const spans = join(whole.spans, split.own)
  return {
    tail: withCard(tail, split.own.length > 0 ? EMPTY_TAIL : toTail(tail, text, id), spans),
    spans,
    earlier: split.earlier,
    complete: whole.complete && split.complete,
    reasons: [...whole.reasons, ...split.reasons],
  }
}
