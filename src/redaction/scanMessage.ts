import { isRecord, type Reason } from '../model/index.js'
import { announcedAfter } from './announced.js'
import { isReadable, UNREADABLE } from './isReadable.js'
import { find, type Scan, type ScanOptions, type Span, type TextSurroundings } from './scan.js'
import { GOING_ON, isDayOfYear } from './splitForms.js'
import { type EarlierSpan, findSplit } from './splitValues.js'
import { type LeftBy, OLDEST, toDigits, toWords } from './tailPieces.js'

/**
 * What to remember of one author's messages between two of them: plain data, at most 24 pieces of
 * digits, and 8 of words, each of 40 units at most, of 100 where a number is said in words; for some messages after an
 * edit as many again.
 */
export interface Tail extends LeftBy {
  /** What the messages but for an edit left: it may be of any of them, and need not stand last. */
  readonly beside?: LeftBy
  /** Messages since that edit. */
  readonly sinceEdit?: number
}

/** Gives what an edit leaves beside itself: all that was there before it. */
export function besideEdit(tail: unknown): Pick<Tail, 'beside' | 'sinceEdit'> {
  if (!isTail(tail)) return {}
  const { beside, sinceEdit: _, ...before } = tail
  return { beside: beside ?? before, sinceEdit: 0 }
}

/** Goes on with what an edit left beside itself, until it is too long ago. */
export function besideAfter(
  tail: Tail | null,
  others: readonly MessageScan[],
): Pick<Tail, 'beside' | 'sinceEdit'> {
  const sinceEdit = (tail?.sinceEdit ?? 0) + 1
  const beside = others[0]?.tail
  return beside === undefined || sinceEdit >= OLDEST ? {} : { beside, sinceEdit }
}

/** What one message holds, together with those before it. */
export interface MessageScan {
  /** What to remember for the author's next message. */
  readonly tail: Tail
  /** Identifiers in this message, a part of one that began earlier among them. */
  readonly spans: readonly Span[]
  /**
   * Parts of earlier messages that this one has shown to be part of a value, by the ids of those
   * messages.
   */
  readonly earlier: readonly EarlierSpan[]
  readonly complete: boolean
  readonly reasons: readonly Reason[]
}

/** The tail of a conversation without earlier messages. */
export const EMPTY_TAIL: Tail = { pieces: [], age: 0 }

// How many messages after a card are read as what belongs to it.
const AFTER_CARD = 2

/**
 * Puts what goes on from before in the place of whatever was found in it: the whole tells more than
 * its part.
 */
const join = (spans: readonly Span[], own: readonly Span[]): readonly Span[] => {
  const [first] = own
  return first === undefined ? spans : [first, ...spans.filter(({ start }) => start >= first.end)]
}

// Numbers of which so many digits may be one already, and more may follow.
const DIGITS_GOING_ON: ReadonlySet<string> = new Set([
  'us_ssn',
  'in_aadhaar',
  'phone',
  'one_time_code',
  'bank_account',
])

/**
 * Tells whether something was found to which nothing can belong any more. A card is the longest of
 * what is typed in groups; after it nothing is left to join. Other numbers may prove to be its
 * beginning, and so may a card that came digit by digit.
 */
const isOver = (text: string, own: readonly Span[]): boolean =>
  own.some(({ type }) => !DIGITS_GOING_ON.has(type) && !GOING_ON.has(type)) &&
  !/^\s*\p{Nd}\s*$/u.test(text)

/** What one message holds, and which of it goes on from earlier ones. */
interface FoundSpans {
  readonly spans: readonly Span[]
  readonly own: readonly Span[]
}

/**
 * Works out what to remember after a message, from what was remembered before it and what was found
 * in it.
 */
function toTail(tail: Tail, text: string, id: string, found: FoundSpans): Tail {
  const isDone = isOver(text, found.own)
  const words = isDone ? [] : toWords(tail, text, id, found.spans)
  return {
    ...(isDone ? EMPTY_TAIL : toDigits(tail, text, id)),
    ...(words.length > 0 && { words }),
    ...afterCard(tail, found.spans),
    ...announced(tail, text, found),
  }
}

function announced(
  before: Tail,
  text: string,
  { spans, own }: FoundSpans,
): Pick<Tail, 'announced'> {
  // What came in parts may have one more.
  const isWholeFound =
    spans.length > 0 && !own.some(({ type }) => GOING_ON.has(type)) && !isDayOfYear(text)
  const after = announcedAfter(before.announced, text, isWholeFound)
  return after === undefined ? {} : { announced: after }
}

/** Tells whether the next message may hold the expiry or the code of a card typed before. */
const isAfterCard = ({ sinceCard }: Tail): boolean =>
  sinceCard !== undefined && sinceCard < AFTER_CARD

/** Counts the messages since a card, or since its expiry that came first or alone; says nothing once it is too long ago. */
function afterCard(before: Tail, spans: readonly Span[]): Pick<Tail, 'sinceCard'> {
  if (spans.some(({ type }) => type === 'payment_card' || type === 'card_expiry'))
    return { sinceCard: 0 }
  return isAfterCard(before) ? { sinceCard: (before.sinceCard ?? 0) + 1 } : {}
}

/** Gives what the messages before tell of the next. */
export const surroundingsOfNext = (
  tail: Tail,
): Pick<TextSurroundings, 'isAfterCard' | 'announced'> => ({
  isAfterCard: isAfterCard(tail),
  announced: tail.announced?.words,
})

function scanAfter(tail: Tail, text: string, options: ScanOptions): Scan {
  const { findings, complete, reasons } = find(text, options, undefined, surroundingsOfNext(tail))
  const spans = findings.map(({ start, end, type }) => ({ start, end, type }))
  return { spans, complete, reasons }
}

const isPiece = (piece: unknown): boolean =>
  isRecord(piece) &&
  typeof piece['id'] === 'string' &&
  typeof piece['start'] === 'number' &&
  typeof piece['text'] === 'string' &&
  ['isAfterWords', 'isOpposed', 'isBeforeWords'].every(
    (name) => piece[name] === undefined || typeof piece[name] === 'boolean',
  )

const isAnnounced = (announced: unknown): boolean =>
  isRecord(announced) &&
  typeof announced['words'] === 'string' &&
  typeof announced['age'] === 'number'

/**
 * Tells whether what came back from where a tail was kept is one. It was written by this code, but
 * a store may lose a part or hand out something else. Fields of later versions do no harm.
 */
export const isTail = (tail: unknown): tail is Tail =>
  isLeftBy(tail) &&
  (tail['beside'] === undefined || isLeftBy(tail['beside'])) &&
  (tail['sinceEdit'] === undefined || typeof tail['sinceEdit'] === 'number')

const isLeftBy = (tail: unknown): tail is Readonly<Record<string, unknown>> =>
  isRecord(tail) &&
  [tail['pieces'], tail['words'] ?? []].every((one) => Array.isArray(one) && one.every(isPiece)) &&
  typeof tail['age'] === 'number' &&
  (tail['announced'] === undefined || isAnnounced(tail['announced'])) &&
  (tail['sinceCard'] === undefined || typeof tail['sinceCard'] === 'number')

const NOT_SCANNED = { spans: [], complete: false, reasons: [UNREADABLE] } as const

/**
 * Scans one message together with the end of the earlier messages by the same author. So a card, a
 * phone number, an account or an address that was typed over several messages is found, and so is
 * what belongs to a card in the next two messages. It also tells which earlier messages to hide.
 *
 * It is pure: the tail goes in and comes out as plain data. The tail holds parts of what people
 * typed, so keep it as safe as the messages. A tail that cannot be read makes the scan incomplete
 * (`unreadable_input`), and a new tail begins.
 *
 * @example
 * ```ts
 * const first = scanMessage(EMPTY_TAIL, '4111 1111', 'IM1')
 * const second = scanMessage(first.tail, '1111 1111', 'IM2')
 * second.spans // [{ start: 0, end: 9, type: 'payment_card' }]
 * second.earlier // [{ id: 'IM1', start: 0, end: 9, type: 'payment_card' }]
 * ```
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
  const { pieces: digits, words: letters = [], announced } = tail
  const split = findSplit({ digits, letters, announced: announced?.words }, text, options)
  const spans = join(whole.spans, split.own)
  return {
    tail: toTail(tail, text, id, { spans, own: split.own }),
    spans,
    earlier: split.earlier,
    complete: whole.complete && split.complete,
    reasons: [...whole.reasons, ...split.reasons],
  }
}
