import { type Identifier, REPORTED } from '../identifiers/index.js'
import type { Issue } from '../model/index.js'
import {
  type ContextWords,
  distanceToOpposingWord,
  distanceToWord,
  FAR,
  type OutlinedText,
} from './contextWords.js'
import type { DigitRun } from './digitRuns.js'
import type { Attempt, KindChoice } from './tries.js'
import type { NextBehind } from './wordsBehind.js'

/** A finding before overlaps are resolved. Offsets are of the folded text. */
export interface TextCandidate {
  readonly start: number
  readonly end: number
  readonly identifier: Identifier
  /** Position in the table, for ties. */
  readonly order: number
  readonly value: string
  readonly certainty: number
  /** How far the word is that tells what it is; `FAR` when its form alone does. */
  readonly wordDistance: number
}

/** One scan under way. */
export interface CandidateSearch extends OutlinedText {
  readonly regions: readonly string[] | undefined
  readonly isWanted: (type: string) => boolean
  /** What is looked for, by the kind of place. */
  readonly choice: KindChoice
  /** Words that some identifiers are never found without. */
  readonly contextWords: ContextWords
  /** Words that help the rest. */
  readonly helpful: ContextWords
  /** Where the text itself begins, after what was put before it to tell what it is about. */
  readonly from: number
  readonly found: TextCandidate[]
  readonly run: DigitRun
  readonly nextBehind: NextBehind
  /** Where a long run of small groups of digits ends that was found to be noise. */
  noise: number
  /** A place at which the word before is cut off, as a value is typed to it. */
  cut: number
  /** Work left, in steps of about one character looked at. */
  left: number
}

/** Certainty from which nothing else is looked for that starts inside a finding. */
export const CERTAIN = 70

// What one attempt costs, and what words near it, or standing alone, add.
const STEPS = 8
const LIFT = 50
const LIFT_ALONE = 25
const MOST_SHRINKS = 12
// In characters: no value that begins with a digit is longer.
const LONGEST_CUT = 160

const toSticky = ({ source, flags }: RegExp): RegExp =>
  new RegExp(source, `${flags.replace('g', '')}y`)

// Ends of a message, or of a paragraph of one.
const EDGE_BEFORE = /(?:^|\n\n)[ \t\n]{0,4}$/
const EDGE_AFTER = /^[ \t]{0,4}[.!]?[ \t]{0,4}(?:\n\n|\n?$)/

// A message that is nothing but a number is most often the answer to a question for it.
const isAlone = ({ text, from }: CandidateSearch, start: number, end: number): boolean =>
  EDGE_BEFORE.test(
    start - from > 6
      ? `-${text.slice(start - 6, start)}`
      : text.slice(Math.min(from, start), start),
  ) && EDGE_AFTER.test(end + 12 < text.length ? `${text.slice(end, end + 12)}-` : text.slice(end))

// `4155550121 or 4155550122`: nothing but two or three such numbers.
const NUMBERS =
  /^\s*[+(\d][\d ().+-]{6,20}(?:\s?(?:[/,;&|\n]|or|and|oder|und|ou|et|of|en|czy|lub|или|[oyei])\s?[+(\d][\d ().+-]{6,20}){1,3}[\s.!]*$/i
const LONGEST_LIST = 80

/** Tells whether the paragraph around a number is nothing but two or three of them. */
function isListed({ text, from }: CandidateSearch, start: number, end: number): boolean {
  const before = text.slice(Math.max(from, start - LONGEST_LIST), start)
  const after = text.slice(end, end + LONGEST_LIST)
  const blank = before.lastIndexOf('\n\n')
  const last = after.indexOf('\n\n')
  const isWhole =
    (blank >= 0 || start - from < LONGEST_LIST) && (last >= 0 || text.length - end < LONGEST_LIST)
  return (
    isWhole &&
    NUMBERS.test(
      before.slice(blank < 0 ? 0 : blank + 2) +
        text.slice(start, end) +
        after.slice(0, last < 0 ? LONGEST_LIST : last),
    )
  )
}

const CLOSE = 4
// What ends right before was found a short while ago; looking further back would grow with all that
// was found.
const RECENT = 16

function isFollowing({ text, found }: CandidateSearch, type: string, start: number): boolean {
  const last = found.slice(-RECENT).findLast(({ identifier }) => identifier.type === type)
  if (last === undefined || last.end > start || start - last.end > CLOSE) return false
  return !text.slice(last.end, start).includes('\n\n')
}

interface CandidateReading {
  readonly raw: string
  readonly value: string
  /** Certainty by its form alone. */
  readonly form: number
}

// People get a digit wrong: beside its own word, as near as `my dni is`, a number is one all the same.
const MISTYPED = 1
const LONGEST_TO_MISTYPED = 24
const hasWrongDigit = (issues: readonly Issue[]): boolean => issues[0]?.code === 'invalid_checksum'

/**
 * Reads a candidate, then ever shorter ones, until the form of one tells enough by itself. Where
 * none does, the best is taken, and of equal ones the longest.
 */
function read(
  search: CandidateSearch,
  { parse, weigh, shrink, identifier }: Attempt,
  candidate: string,
): CandidateReading | null {
  let best: CandidateReading | null = null
  let raw = candidate
  for (let tries = 0; raw !== '' && tries < MOST_SHRINKS; tries += 1) {
    search.left -= raw.length
    const parsed = parse(raw, search.regions)
    if (parsed.ok) {
      const form = weigh(raw, parsed.value)
      if (best === null || form > best.form) best = { raw, value: parsed.value, form }
      if (form >= REPORTED) return best
    } else if (identifier.mayBeMistyped === true && best === null && hasWrongDigit(parsed.issues)) {
      best = { raw, value: raw, form: MISTYPED }
    }
    const shorter = shrink === null ? raw : shrink(raw)
    raw = shorter === raw ? '' : shorter
  }
  return best
}

// What an order, a ticket or a version right before takes from a form that such numbers have as
// well.
const DOUBT = 30
// What one in the question that was asked takes: people answer with another number than they were
// asked for.
const DOUBT_ASKED = 25

const doubtOf = ({ from }: CandidateSearch, start: number, against: number): number =>
  from > 0 && against >= start - from ? DOUBT_ASKED : DOUBT

/** Of a word for it and a word against it the nearer counts. */
function besideWord(form: number, near: number, against: number, doubt: number) {
  if (near >= against) return { certainty: form - doubt, wordDistance: FAR }
  return form >= REPORTED
    ? { certainty: form, wordDistance: FAR }
    : { certainty: form + LIFT, wordDistance: near }
}

/**
 * Judges a reading that no word speaks for: what stands against it, right before it, or nowhere
 * else in its message.
 */
function besideNone(
  search: CandidateSearch,
  { context, identifier }: Attempt,
  { start, end, form, against }: Readonly<Record<'start' | 'end' | 'form' | 'against', number>>,
) {
  if (against < FAR) return { certainty: form - doubtOf(search, start, against), wordDistance: FAR }
  if (context?.follows !== undefined && isFollowing(search, context.follows, start))
    return { certainty: form + LIFT, wordDistance: CLOSE }
  // What is never found without its words is not found alone.
  const mayBeAlone = context !== null && identifier.contextOnly !== true
  const isLifted =
    mayBeAlone &&
    form + LIFT_ALONE >= REPORTED &&
    (isAlone(search, start, end) || isListed(search, start, end)) &&
    // `order number?` is answered with a number alone, whatever its check digit.
    distanceToOpposingWord(search.helpful, start) === FAR
  return { certainty: isLifted ? form + LIFT_ALONE : form, wordDistance: FAR }
}

const LONGEST_RUN = 24

/**
 * `order 415 555 0132`: tells how far the word is that speaks against the number which a reading
 * from a later group of it is a part of; `FAR` where it begins no later, or for none.
 */
function againstRun({ text, from }: CandidateSearch, words: ContextWords, start: number): number {
  let at = start
  const floor = Math.max(from, start - LONGEST_RUN)
  while (at > floor && /[\d .-]/.test(text.charAt(at - 1))) at -= 1
  while (at < start && !/\d/.test(text.charAt(at))) at += 1
  const distance = at < start ? distanceToOpposingWord(words, at) : FAR
  return distance < FAR ? distance + start - at : FAR
}

/**
 * Judges a reading by its form, then by the words beside it. Words are asked for only where they
 * can change the outcome.
 */
function judge(
  search: CandidateSearch,
  one: Attempt,
  start: number,
  { raw, form }: CandidateReading,
) {
  if (form >= REPORTED && !one.yields) return { certainty: form, wordDistance: FAR }
  const end = start + raw.length
  const words = one.identifier.contextOnly === undefined ? search.helpful : search.contextWords
  const doubted = one.yields ? distanceToOpposingWord(words, start) : FAR
  if (form >= REPORTED && doubted === FAR) return { certainty: form, wordDistance: FAR }
  const near = distanceToWord(words, one, start, end)
  if (near === FAR || (form === MISTYPED && near > LONGEST_TO_MISTYPED))
    return besideNone(search, one, { start, end, form, against: doubted })
  const against = Math.min(
    one.yields ? doubted : distanceToOpposingWord(words, start),
    form < REPORTED ? againstRun(search, words, start) : FAR,
  )
  return besideWord(form, near, against, doubtOf(search, start, against))
}

/** Tries one identifier at one place; tells where a certain finding ends, or 0. */
export function attempt(search: CandidateSearch, one: Attempt, start: number): number {
  const { mayStart } = one
  search.left -= STEPS
  if (mayStart !== null && !mayStart(search.text, start)) return 0
  one.sticky ??= toSticky(one.identifier.pattern)
  const { sticky } = one
  const text = start === search.cut ? search.text.slice(start, start + LONGEST_CUT) : search.text
  const from = start === search.cut ? 0 : start
  sticky.lastIndex = from
  if (!sticky.test(text)) return 0
  const reading = read(search, one, text.slice(from, sticky.lastIndex))
  if (reading === null) return 0
  const end = start + reading.raw.length
  if (one.fitsIn !== null && !one.fitsIn(search.text, start, end)) return 0
  const { certainty, wordDistance } = judge(search, one, start, reading)
  if (certainty < REPORTED) return 0
  const { identifier, order } = one
  search.found.push({
    start,
    end,
    identifier,
    order,
    value: reading.value,
    certainty,
    wordDistance,
  })
  return certainty >= CERTAIN ? end : 0
}
