import {
  cardCode,
  cardExpiry,
  isMonthName,
  isMonthNumber,
  wordsBefore,
} from '../identifiers/index.js'
import type { CandidateSearch, TextCandidate } from './attempt.js'
import { findCodesBesideExpiry } from './codeBesideExpiry.js'
import { distanceToOpposingWord, distanceToWord, FAR, startContextWords } from './contextWords.js'
import { type PlacedValue, toPlaced } from './placed.js'

interface CardDigits {
  readonly start: number
  readonly end: number
  readonly digits: string
}

/** How many characters after a card its expiry and code are looked for: a name and two lines. */
const WINDOW = 120

/** How far before it: nothing but the two, the marks between, and a line with a name. */
const BEFORE = 64

// More certain than what a word near tells, less than a card itself.
const CERTAINTY = 75

// Right behind the card: more certain than anything else that such digits may be.
const NEXT = 91

const BETWEEN = /^ ?[/.|:,;\\-]? ?$|^[\n\t]{1,2}$/

// Of an expiry: the month, the year, both with or without a code in one group (`0327`, `0327123`),
// and the code alone.
const YEAR = /^(?:20)?[2-4]\d$/
const COMPACT = /^(?:0[1-9]|1[0-2])(?:20)?[2-4]\d(?:\d{3,4})?$/
const CODE = /^\d{3,4}$/
// What expiry and code are called, typed to them: `4242424242424242cvv482exp0327`.
const NAMES = '(?:exp|cv[cv]|ccv|csc|cid|code|date|zip|pin)'
const NAMED_BEFORE = new RegExp(`(?<!\\p{L})${NAMES}[:=.]?$`, 'iu')
const NAMED_BEHIND = new RegExp(`^${NAMES}[:=. ]?\\d`, 'i')
const GLUED = /[A-Za-z$%€£¥₹#+*@_]/
// What is counted, paid or measured, and the hour of a day.
const UNIT =
  /^ ?(?:[$€£¥₹%°]|(?:usd|eur|gbp|chf|cad|aud|inr|jpy|mxn|brl|pln|sek|nok|dkk|dollars?|d[oó]lares|euros?|pounds?|pesos?|reais|rupees|quid|bucks|grand|zł|kr|tl|руб|days?|times|points?|items?|people|miles|km|kg|am|pm)(?![A-Za-z0-9_\u00c0-\u04ff]))/i
const PRICE = /[$€£¥₹#] ?$/
// `paid 1200`, `EUR 1200`: an amount's word or currency right before says that it is no code.
const AMOUNT_BEFORE =
  /(?<!\p{L})(?:paid|pay(?:ing|ment)?|charged?|charges|billed|bill|spent|owed?|costs?|price|total|amount|sum|refund(?:ed)?|fee|deposit(?:ed)?|deducted|debited|credited|transfer(?:red)?|pagad[oa]|pagu[eé]|pago|cobra(?:ron|do|n)|importe|monto|pay[eé]|montant|d[eé]bit[eé]|bezahlt|zahlte|abgebucht|belastet|betrag|pagato|addebitat[oi]|importo|valor|betaald|afgeschreven|bedrag|zap[lł]ac\p{L}*|kwot\p{L}*|[oö]dedim|tutar|заплати\p{L}*|списа\p{L}*|сумм\p{L}*|usd|eur|euros?|gbp|chf|cad|aud|inr|jpy|mxn|brl|rs)(?: (?:me|us|you|for|of|is|was|about|almost|over|only|just|de|von|un|me))?[:.]? ?$/iu

function groupsIn(text: string, from: number, to: number): readonly CardDigits[] {
  const groups: CardDigits[] = []
  for (const { 0: digits, index } of text.slice(from, to).matchAll(/\d+/g))
    groups.push({ start: from + index, end: from + index + digits.length, digits })
  // What the window cuts off is no group of its own.
  return groups.filter(({ end }) => end < to || to === text.length)
}

/**
 * Tells whether nothing is glued to a group that makes it part of a word, a price, a time or a
 * longer number.
 */
function isLone(text: string, { start, end }: CardDigits, previous: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  const isNamed = NAMED_BEFORE.test(text.slice(previous, start))
  if ((GLUED.test(before.slice(-1)) && !isNamed) || PRICE.test(before)) return false
  if (AMOUNT_BEFORE.test(wordsBefore(text, start, 24))) return false
  // After a card or its expiry any mark parts two values; after any other digit it joins them.
  if (start - previous > 2 && /\d[.,:/-]$/.test(before)) return false
  const after = text.slice(end, end + 12)
  if (NAMED_BEHIND.test(after)) return true
  // `/0327/123`: an expiry and the code behind it.
  // `,555,90210`: and a code before a postcode.
  const isFirst =
    start - previous <= 2 && /^(?:[/|]\d{3,4}(?![\d/])|[,;|/] ?\d{5}(?!\d))/.test(after)
  return !(isFirst ? /^[A-Za-z]/ : /^(?:[A-Za-z]|[.,:/-]\d)/).test(after) && !UNIT.test(after)
}

const isPair = (text: string, month: CardDigits, year: CardDigits): boolean =>
  isMonthNumber(month.digits) &&
  YEAR.test(year.digits) &&
  BETWEEN.test(text.slice(month.end, year.start))
const isYearFirst = (text: string, year: CardDigits, month: CardDigits): boolean =>
  /^20[2-4]\d$/.test(year.digits) &&
  /^(?:0[1-9]|1[0-2])$/.test(month.digits) &&
  /^[/.-]$/.test(text.slice(year.end, month.start))

const NAME = /([A-Za-z\u00c0-\u024f]{3,12})\.?[ /-]?'?$/

/** Gives where `Mar` of `Mar 27` starts, or the place given. */
function nameBefore(text: string, start: number): number {
  const name = NAME.exec(text.slice(Math.max(0, start - 16), start))
  return name !== null && isMonthName(name[1] ?? '') ? start - name[0].length : start
}

interface CardPiece extends PlacedValue {
  readonly groups: number
}

/** Reads one group, or one and the next, as an expiry or a code; null for what is neither. */
function pieceAt(
  text: string,
  groups: readonly CardDigits[],
  at: number,
  { previous, hasExpiry }: { readonly previous: number; readonly hasExpiry: boolean },
): CardPiece | null {
  const one = groups[at]
  if (one === undefined) return null
  const { start, end, digits } = one
  const two = groups[at + 1]
  const isJoined =
    start - previous > 2 && /[\d$€£][.,:/-]?$/.test(text.slice(Math.max(0, start - 2), start))
  if (two !== undefined && !isJoined && (isPair(text, one, two) || isYearFirst(text, one, two))) {
    const isDate = /^[/.-]\d{1,2}(?!\d)/.test(text.slice(two.end, two.end + 4))
    const isTime = text.charAt(one.end) === ':' && text.charAt(previous) !== ':'
    const after = text.slice(two.end, two.end + 6)
    if (!isDate && !isTime && (!/^[A-Za-z]/.test(after) || NAMED_BEHIND.test(after)))
      return { start, end: two.end, identifier: cardExpiry, groups: 2 }
  }
  const named = YEAR.test(digits) ? nameBefore(text, start) : start
  if (named < start) return { start: named, end, identifier: cardExpiry, groups: 1 }
  // Glued to the card itself.
  if (start !== previous && !isLone(text, one, previous)) return null
  // American Express prints a code of four digits, which reads as a month and a year where an
  // expiry stood before it.
  if (COMPACT.test(digits) && !(hasExpiry && CODE.test(digits)))
    return { start, end, identifier: cardExpiry, groups: 1 }
  return CODE.test(digits) ? { start, end, identifier: cardCode, groups: 1 } : null
}

// Right after a card, with marks at most between, nothing else is as likely.
const isNext = (text: string, start: number, previous: number): boolean =>
  start - previous <= 3 && /^[ |,;/\n\t-]*$/.test(text.slice(previous, start))

/**
 * Places that findings cover: where they start, in order, and how far any reaches that starts there
 * or before.
 */
interface CoveredPlaces {
  readonly starts: readonly number[]
  readonly reaches: readonly number[]
}

/** Sorts findings once, so that asking for one place does not look at all of them. */
function toCover(found: readonly TextCandidate[]): CoveredPlaces {
  const sorted = found.toSorted((a, b) => a.start - b.start)
  let reach = 0
  const reaches = sorted.map(({ end }) => {
    reach = Math.max(reach, end)
    return reach
  })
  return { starts: sorted.map(({ start }) => start), reaches }
}

/**
 * Tells whether one finding holds a piece. A search in halves, as a text of many cards asks as
 * often as it has findings.
 */
function covers({ starts, reaches }: CoveredPlaces, { start, end }: CardPiece): boolean {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= start) low = middle + 1
    else high = middle
  }
  return (reaches[low - 1] ?? 0) >= end
}

/** What was found before blocks were looked for, and what is of phones beside a word for one. */
interface FoundBefore {
  readonly certain: CoveredPlaces
  readonly phones: CoveredPlaces
}

const NO_WORDS = { words: [] }

/**
 * Tells whether a word for phones stands beside one; asked anew for each, so that only its own
 * surroundings are read.
 */
function hasPhoneWord(search: CandidateSearch, one: TextCandidate): boolean {
  const words = startContextWords(search, 'helpful')
  const { order, start, end, identifier } = one
  return distanceToWord(words, { order, context: identifier.context ?? NO_WORDS }, start, end) < FAR
}

/** Notes what was found before, as blocks are added to the same list. */
const toKnown = (search: CandidateSearch): FoundBefore => ({
  certain: toCover(search.found.filter(({ certainty }) => certainty >= CERTAINTY)),
  // A phone beside its word is as often typed after a card.
  phones: toCover(
    search.found.filter((one) => one.identifier.type === 'phone' && hasPhoneWord(search, one)),
  ),
})

/** Finds expiry and code from a place on, after a card that ended where it says. */
function findAfter(
  search: CandidateSearch,
  known: FoundBefore,
  from: number,
  card: number,
): readonly TextCandidate[] {
  const { text } = search
  const groups = groupsIn(text, from, Math.min(text.length, from + WINDOW))
  const pieces: TextCandidate[] = []
  let previous = card
  let hasExpiry = false
  for (let at = 0; at < groups.length; ) {
    const piece = pieceAt(text, groups, at, { previous, hasExpiry })
    if (piece !== null && distanceToOpposingWord(search.contextWords, piece.start) === FAR) {
      const isClose = previous >= 0 && isNext(text, piece.start, previous)
      if (!covers(known.phones, piece)) {
        if (isClose) pieces.push(toPlaced(text, piece, NEXT))
        else if (!covers(known.certain, piece)) pieces.push(toPlaced(text, piece, CERTAINTY))
        previous = piece.end
        hasExpiry ||= piece.identifier === cardExpiry
      }
    }
    at += piece?.groups ?? 1
  }
  return pieces
}

// `03/27 482 `, and each on a line of its own before the name on the card.
const BEFORE_CARD =
  /(?<![\dA-Za-z$€£.,/:-])\d[\d /.|,;\n-]{0,20}(?:[ |,;\n/-]{1,3}|\n\p{L}[\p{L} .'-]{1,32}\n)$/u

/** Finds expiry and code right before a card: nothing but they, marks and a name stand between. */
function findBefore(
  search: CandidateSearch,
  { certain }: FoundBefore,
  card: number,
): readonly TextCandidate[] {
  const { text } = search
  const from = Math.max(0, card - BEFORE)
  const line = text.slice(from, card)
  const chain = BEFORE_CARD.exec(line)
  if (chain === null) return []
  const start = from + chain.index
  const groups = groupsIn(text, start, card)
  const pieces: TextCandidate[] = []
  let previous = start
  let hasExpiry = false
  for (let at = 0; at < groups.length; ) {
    const piece = pieceAt(text, groups, at, { previous, hasExpiry })
    if (piece === null || covers(certain, piece)) return []
    pieces.push(toPlaced(text, piece, CERTAINTY))
    previous = piece.end
    hasExpiry ||= piece.identifier === cardExpiry
    at += piece.groups
  }
  // A year, a count or a code: on its own it would hide much that is none.
  return !hasExpiry || pieces.length > 2 || distanceToOpposingWord(search.contextWords, start) < FAR
    ? []
    : pieces
}

/**
 * Finds what belongs to a card found: near it, whatever reads as month and year is its expiry, and
 * a lone group of three or four digits its code. Neither has words of its own where people type a
 * card in one go.
 *
 * `isAfterCard` says that the message before ended a card, so that this one may hold the rest of
 * it.
 */
export function findCardBlocks(search: CandidateSearch, isAfterCard: boolean): void {
  findCodesBesideExpiry(search)
  const cards = search.found.filter(({ identifier }) => identifier.type === 'payment_card')
  if (cards.length === 0 && !isAfterCard) return
  const known = toKnown(search)
  for (const { start, end } of cards)
    search.found.push(...findBefore(search, known, start), ...findAfter(search, known, end, end))
  if (isAfterCard) search.found.push(...findAfter(search, known, search.from, -WINDOW))
}
