import { type AnnouncedValue, isOpposedAtEnd } from './announced.js'
import type { Span } from './scan.js'
import {
  LONGEST_PIECE,
  marksBefore,
  trailingLetters,
  trailingTold,
  withoutMarks,
} from './splitForms.js'
import type { TailPiece } from './splitValues.js'

/** What messages left at their end. */
export interface LeftBy {
  /** Digits that ended messages, the oldest first. */
  readonly pieces: readonly TailPiece[]
  /**
   * Words that ended the last message, and those before it that were nothing but one: parts of an
   * address or account.
   */
  readonly words?: readonly TailPiece[]
  /** Messages since the last piece. */
  readonly age: number
  /**
   * Messages since one that held a card, whose expiry and code may follow in a message of their
   * own.
   */
  readonly sinceCard?: number
  /** Words that ended the last message and name what follows, such as `my security code is`. */
  readonly announced?: AnnouncedValue
}

// A card has up to 19 digits, and some people send them one by one.
const MOST_DIGITS = 19

// Digits sent one by one make a piece each: a card, with room for a few that belong to something
// else.
const MOST_PIECES = 24

// Parts of an address or an account, of which nobody sends more.
const MOST_WORDS = 8

/** In messages. After this many without a digit at their end, people speak of something else. */
export const OLDEST = 6

/**
 * Tells whether a message is nothing but one piece, so that what is before it goes on through it.
 */
const isWhole = (text: string, piece: string): boolean =>
  piece.length >= withoutMarks(text).length - marksBefore(text)

/**
 * Gives the last pieces, as many as may be of one value: they hold the digits of a card, and no
 * piece more than that needs.
 */
function latest(pieces: readonly TailPiece[]): readonly TailPiece[] {
  let digits = 0
  const first = pieces.findLastIndex(({ text }) => {
    digits += text.match(/\p{Nd}/gu)?.length ?? 0
    return digits >= MOST_DIGITS
  })
  return pieces.slice(Math.max(0, first)).slice(-MOST_PIECES)
}

// `4111 1111 hang on`: half a card or more, and a few words behind it.
const HALF_OF_CARD =
  /(?<![\d.,:/$€£-])(\d{4}(?:[ -]?\d{4}){1,2})[ ,.…]{1,4}[A-Za-z][A-Za-z' ]{0,20}[.!…]?$/

/**
 * Keeps what this message ends in, if it ends in digits; else lets what was kept grow older, and
 * forgets it in the end.
 */
export function toDigits(
  { pieces, age }: LeftBy,
  text: string,
  id: string,
): Pick<LeftBy, 'pieces' | 'age'> {
  const said = withoutMarks(text)
  const found = trailingTold(said.slice(-LONGEST_PIECE))
  if (found === undefined) {
    const half = HALF_OF_CARD.exec(said.slice(-LONGEST_PIECE))
    if (half === null) return age >= OLDEST ? { pieces: [], age: 0 } : { pieces, age: age + 1 }
    const start = Math.max(0, said.length - LONGEST_PIECE) + half.index
    const piece = { id, start, text: half[1] ?? '', isAfterWords: true, isBeforeWords: true }
    return { pieces: latest([...pieces, piece]), age: 0 }
  }
  const start = said.length - found.length
  const piece = { id, start, text: found }
  const isOpposed = start > 0 && isOpposedAtEnd(said.slice(0, start))
  const last = isWhole(text, found)
    ? piece
    : { ...piece, isAfterWords: true, ...(isOpposed && { isOpposed }) }
  return { pieces: latest([...pieces, last]), age: 0 }
}

/** Keeps the words that an address may go on from; not those of one that is found already. */
export function toWords(
  { words = [] }: LeftBy,
  text: string,
  id: string,
  spans: readonly Span[],
): readonly TailPiece[] {
  const found = trailingLetters(text)
  const end = text.trimEnd().length
  const isFound = ({ end: last, type }: Span) =>
    (type === 'email' || type === 'iban') && last > end - (found ?? '').length
  if (found === undefined || spans.some(isFound)) return []
  const piece = { id, start: end - found.length, text: found }
  return [...(isWhole(text, found) ? words : []), piece].slice(-MOST_WORDS)
}
