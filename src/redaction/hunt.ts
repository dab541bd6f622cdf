import type { Anchor } from '../identifiers/index.js'
import { type Attempt, attempt, attempts, type Hunt } from './attempt.js'
import {
  classOf,
  countDigits,
  goesOn,
  IS_DIGIT,
  IS_HEX,
  IS_HOST,
  IS_LETTER,
  IS_LOCAL,
  isScattered,
  left,
  MOST_DIGITS,
  noiseEnd,
  right,
  runEnd,
  signBefore,
} from './characters.js'
import { lookAround, maybeNear } from './nearby.js'

/** What to try at one kind of place: always, and only where words for something are near. */
interface Tries {
  readonly all: readonly Attempt[]
  readonly always: readonly Attempt[]
  readonly beside: readonly Attempt[]
  /** The same by the character after the first word, made when first met. */
  readonly byNext: Tries[]
}

const toTries = (all: readonly Attempt[]): Tries => ({
  all,
  always: all.filter(({ identifier }) => identifier.contextOnly !== true),
  beside: all.filter(({ identifier }) => identifier.contextOnly === true),
  byNext: [],
})

const at = (anchor: Anchor): readonly Attempt[] =>
  attempts.filter(({ identifier }) => identifier.anchors.includes(anchor))

const UP_TO = Array.from({ length: MOST_DIGITS + 1 }, (_, count) => count)

/** By the length of the first group and the digits in the run; made when first asked for, as loading must be quick. */
function byDigits(anchor: Anchor): (group: number, digits: number) => Tries {
  const made: Tries[] = []
  return (group, digits) => {
    const index = group * (MOST_DIGITS + 1) + digits
    made[index] ??= toTries(
      at(anchor).filter(
        ({ identifier: { minDigits = 0, firstGroup } }) =>
          minDigits <= digits && (firstGroup?.includes(group) ?? true),
      ),
    )
    return made[index]
  }
}

const DIGIT = byDigits('digit')
const SIGN = byDigits('sign')
const MIXED = toTries(at('mixed'))
// By the length of the first group of letters.
const WORD = UP_TO.map((letters) =>
  toTries(
    at('word').filter(
      ({ identifier: { firstLetters } }) => firstLetters?.includes(letters) ?? true,
    ),
  ),
)
const SIGNED = toTries(at('at'))
const LINK = toTries(at('link'))
const COLON = toTries(at('colon'))
const NONE = toTries([])

// What can go on with the character after the first word; all beyond ASCII, and the end of the text, are one.
const OTHER = 128
function goingOn(tries: Tries, text: string, wordEnd: number): Tries {
  const code = wordEnd < text.length ? Math.min(text.charCodeAt(wordEnd), OTHER) : OTHER
  tries.byNext[code] ??= toTries(tries.all.filter(({ next }) => next === null || next[code] === 1))
  return tries.byNext[code]
}

function tryAll(hunt: Hunt, tries: Tries, start: number, wordEnd: number): number {
  const { text, nearby, found } = hunt
  const { always, beside } = goingOn(tries, text, wordEnd)
  let run = -1
  let end = 0
  for (const one of always) {
    if (one.minLength > 0) {
      if (run < 0) run = runEnd(text, wordEnd) - start
      if (run < one.minLength) continue
    }
    end = Math.max(end, attempt(hunt, one, start))
    if (end > 0 && !goesOn(text, end)) return end
  }
  if (beside.length === 0) return end
  const isAfterFinding = (found.at(-1)?.end ?? -9) >= start - 4
  if (!lookAround(nearby, start) && !isAfterFinding) return end
  for (const one of beside) {
    const isAsked = maybeNear(nearby, one.order, start) || (isAfterFinding && one.follows)
    if (isAsked) end = Math.max(end, attempt(hunt, one, start))
  }
  return end
}

function atNumber(hunt: Hunt, start: number, groupEnd: number, wordEnd: number): number {
  const digits = countDigits(hunt.text, start, hunt.run)
  const group = Math.min(groupEnd - start, MOST_DIGITS)
  hunt.left -= digits
  if (group <= 3 && digits === MOST_DIGITS) {
    hunt.noise = noiseEnd(hunt.text, start)
    if (hunt.noise > 0) return 0
  }
  if (group === 1 && digits >= 9 && isScattered(hunt.text, start)) return 0
  const end = tryAll(hunt, DIGIT(group, digits), start, wordEnd)
  const signed = SIGN(group, digits)
  if (signed.always.length === 0) return end
  if (end > 0 && !goesOn(hunt.text, end) && hunt.text.charAt(start - 1) !== '+') return end
  let certain = end
  const known = hunt.found.length
  // `((415) ...`: the bracket before may belong to the sentence.
  for (let at = signBefore(hunt.text, start); at <= start && hunt.found.length === known; at += 1) {
    certain = Math.max(certain, tryAll(hunt, signed, at, wordEnd))
  }
  return certain
}

// `AB 12 34 56 C`, `sk_live_...`: what begins before the word that holds the first digit.
function wordBefore(text: string, start: number, floor: number): number {
  const mark = text.charAt(start - 1)
  if (mark === '_' || mark === '-' || mark === '.')
    return left(text, start, Math.max(floor, start - 40), IS_HOST)
  if (mark !== ' ') return start
  return left(text, start - 1, Math.max(floor, start - 11), IS_LETTER)
}

const atWord = (hunt: Hunt, start: number, end: number): number => {
  const letters = right(hunt.text, start, end, IS_LETTER) - start
  const wordEnd = right(hunt.text, start, hunt.text.length, IS_LETTER | IS_DIGIT)
  return tryAll(hunt, WORD[Math.min(letters, MOST_DIGITS)] ?? NONE, start, wordEnd)
}

// What a mask leaves to be seen.
const isMasked = (text: string, start: number, end: number): boolean =>
  end - start <= 4 && text.startsWith('***', start - 3)

function atDigit(hunt: Hunt, index: number, floor: number): number {
  const { text } = hunt
  const start = left(text, index, floor, IS_LETTER | IS_DIGIT)
  const digitsEnd = right(text, index, text.length, IS_DIGIT)
  const end = right(text, digitsEnd, text.length, IS_LETTER | IS_DIGIT)
  hunt.left -= end - start
  if (index < hunt.noise || isMasked(text, start, end)) return end
  let certain = 0
  if (start === index || digitsEnd - index >= 9) certain = atNumber(hunt, index, digitsEnd, end)
  if (start === index && end > digitsEnd)
    certain = Math.max(certain, tryAll(hunt, MIXED, start, end))
  if (start < index) certain = Math.max(certain, atWord(hunt, start, end))
  if (end - start >= 5 || countDigits(text, index, hunt.run) >= 6) {
    const word = wordBefore(text, start, floor)
    if (word < start) certain = Math.max(certain, atWord(hunt, word, end))
  }
  return certain > end && !goesOn(text, certain) ? certain : end
}

const LONGEST_LOCAL = 64

/** Where the runs already looked at end, so that no character is walked twice. */
interface Reach {
  digit: number
  link: number
  colon: number
}

function atDot(hunt: Hunt, index: number, reach: Reach): void {
  const { text } = hunt
  if (index < reach.link || (classOf(text, index + 1) & IS_LETTER) === 0) return
  const end = right(text, index, text.length, IS_HOST)
  const start = left(text, index, reach.link, IS_HOST)
  hunt.left -= end - start
  reach.link = Math.max(end, start < index ? tryAll(hunt, LINK, start, index) : 0)
}

function atColon(hunt: Hunt, index: number, reach: Reach): void {
  const { text } = hunt
  if (text.startsWith('//', index + 1)) {
    if (index < reach.link) return
    const start = left(text, index, Math.max(reach.link, index - 12), IS_LETTER)
    if (start < index) reach.link = Math.max(reach.link, tryAll(hunt, LINK, start, index))
    return
  }
  if (index < reach.colon) return
  const end = right(text, index, text.length, IS_HEX)
  const start = left(text, index, reach.colon, IS_HEX)
  hunt.left -= end - start
  reach.colon = end
  if (end - start > 4) tryAll(hunt, COLON, start, index)
}

/**
 * Walks folded text once and tries each identifier where it can begin.
 *
 * Tells whether it came to the end; when work runs out it stops, and the rest is unknown. Time grows linearly
 * with the text: runs are walked once, and every pattern is bounded.
 */
export function hunt(state: Hunt): boolean {
  const { text } = state
  const reach: Reach = { digit: 0, link: 0, colon: 0 }
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    // Digits and the colon after them, the full stop and the at sign: where an identifier can begin.
    const isDigit = code >= 48 && code < 58
    if (!isDigit && code !== 46 && code !== 58 && code !== 64) continue
    if (isDigit) {
      i = atDigit(state, i, reach.digit) - 1
      reach.digit = i + 1
    } else if (code === 64) {
      tryAll(state, SIGNED, left(text, i, Math.max(0, i - LONGEST_LOCAL), IS_LOCAL), i)
    } else if (code === 46) atDot(state, i, reach)
    else atColon(state, i, reach)
    if (state.left < 0) return false
  }
  return true
}
