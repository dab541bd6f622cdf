import {
  boxBefore,
  dottedBefore,
  plateBefore,
  spokenBefore,
  streetBefore,
} from '../identifiers/index.js'
import { attempt, type CandidateSearch } from './attempt.js'
import {
  classAt,
  IS_DIGIT,
  IS_HEX,
  IS_HOST,
  IS_LETTER,
  IS_LOCAL,
  LETTER_OF,
  scanLeft,
  scanRight,
} from './characters.js'
import { mayBeNear, readWordsAround } from './contextWords.js'
import {
  codeAt,
  countDigits,
  isAfterMonth,
  isMasked,
  isOrdinal,
  isScattered,
  MOST_DIGITS,
  noiseEnd,
  numberGoesOn,
  signBefore,
} from './digitRuns.js'
import { isGlued } from './glued.js'
import { attempts, goingOn, type Tries } from './tries.js'
import { wordBefore } from './wordBefore.js'
import { hasWordBehind } from './wordsBehind.js'

// Longer runs are long enough for each.
const LONG_RUN = Math.max(...attempts.map(({ minLength }) => minLength))

/** Gives how long a run of letters, digits and the marks of hosts is; base 64 goes on after a slash. */
function runFrom({ text, classes }: CandidateSearch, start: number, wordEnd: number): number {
  const end = scanRight(classes, wordEnd, start + LONG_RUN, IS_HOST)
  return codeAt(text, end) === SLASH || codeAt(text, end) === PLUS ? LONG_RUN : end - start
}

/**
 * Tries all that may begin at one place: first what is found by its form, then, only where words
 * stand near, what is never found without them. Gives where a certain finding ends; 0 for none.
 * Stops at once where nothing can begin inside it and end after it.
 */
function tryAll(search: CandidateSearch, tries: Tries, start: number, wordEnd: number): number {
  if (tries.all.length === 0) return 0
  const { text, classes, contextWords, found } = search
  const { always, beside } = goingOn(tries, text, wordEnd)
  let run = -1
  let end = 0
  for (const one of always) {
    if (
      one.hasBehind &&
      tries.anchor !== 'word' &&
      !hasWordBehind(search.outline, search.nextBehind, start)
    )
      continue
    if (one.minLength > 0) {
      if (run < 0) run = runFrom(search, start, wordEnd)
      if (run < one.minLength) continue
    }
    end = Math.max(end, attempt(search, one, start))
    if (end > 0 && !numberGoesOn(text, classes, end)) return end
  }
  if (beside.length === 0) return end
  const isAfterFinding = (found.at(-1)?.end ?? -9) >= start - 4
  if (!readWordsAround(contextWords, start) && !isAfterFinding) return end
  for (const one of beside) {
    const isAsked = mayBeNear(contextWords, one.order, start) || (isAfterFinding && one.follows)
    if (isAsked) end = Math.max(end, attempt(search, one, start))
  }
  return end
}

const SPACE = 32
const PLUS = 43
const SLASH = 47
const LOW_LINE = 95

/**
 * Tries what begins at a group of digits, and at the sign or bracket before it. `groupEnd` is the
 * end of its digits, `wordEnd` of the letters that may follow them.
 */
function atNumber(
  search: CandidateSearch,
  start: number,
  groupEnd: number,
  wordEnd: number,
): number {
  const { text, classes, choice } = search
  const digits = countDigits(classes, start, search.run)
  const group = Math.min(groupEnd - start, MOST_DIGITS)
  search.left -= digits
  if (group <= 3 && digits === MOST_DIGITS) {
    search.noise = noiseEnd(text, classes, start)
    if (search.noise > 0) return 0
  }
  if (group === 1 && digits >= 9 && isScattered(classes, start)) return 0
  const end = tryAll(search, choice.digit(group, digits), start, wordEnd)
  const signed = choice.sign(group, digits)
  if (signed.always.length === 0) return end
  if (end > 0 && !numberGoesOn(text, classes, end) && codeAt(text, start - 1) !== PLUS) return end
  let certain = end
  const known = search.found.length
  // `((415) ...`: the bracket before may belong to the sentence.
  for (let at = signBefore(text, start); at <= start && search.found.length === known; at += 1) {
    certain = Math.max(certain, tryAll(search, signed, at, wordEnd))
  }
  return certain
}

/** Tries what begins at a letter and has its first digit later: `GB82 WEST ...`, `Dec 2027`. */
function atWord(search: CandidateSearch, start: number, firstDigit: number): number {
  const { text, classes } = search
  const lettersEnd = scanRight(classes, start, firstDigit, LETTER_OF)
  const wordEnd = scanRight(classes, lettersEnd, text.length, IS_LETTER | IS_DIGIT)
  const letters = Math.min(lettersEnd - start, MOST_DIGITS)
  return tryAll(
    search,
    search.choice.word(letters, countDigits(classes, firstDigit, search.run)),
    start,
    wordEnd,
  )
}

/** A group of digits, the word it is part of, and how far to the left the text was walked. */
interface DigitGroup {
  /** Where the word starts and ends. */
  readonly start: number
  readonly end: number
  /** Where the group starts and ends. */
  readonly index: number
  readonly digitsEnd: number
  readonly floor: number
}

// `June 15th`, `Dec 2027`, `dop_v1_...`: short, and yet something began before.
function mayGoOn(search: CandidateSearch, { start, end, index, digitsEnd }: DigitGroup): boolean {
  const { text, classes } = search
  return (
    end - start >= 5 ||
    countDigits(classes, index, search.run) >= 5 ||
    isOrdinal(text, digitsEnd, end) ||
    (end - index === 4 && text.startsWith('20', index)) ||
    (end < text.length && codeAt(text, end) === LOW_LINE) ||
    codeAt(text, start - 1) === LOW_LINE ||
    (start === index &&
      end - index <= 4 &&
      readWordsAround(search.contextWords, index) &&
      isAfterMonth(text, classes, index))
  )
}

/** Tries what begins at a word: at the one that holds the digits, or at one before it. */
function atWords(search: CandidateSearch, group: DigitGroup): number {
  const { text } = search
  const { start, index, digitsEnd, floor } = group
  if (countDigits(search.classes, index, search.run) < search.choice.fewestBehindWord) return 0
  let certain = start < index ? atWord(search, start, index) : 0
  if (mayGoOn(search, group)) {
    const word = wordBefore(search, start, floor)
    if (word < start) certain = Math.max(certain, atWord(search, word, index))
  }
  const plate = plateBefore(text, start)
  if (plate < start) certain = Math.max(certain, atWord(search, plate, index))
  if (start < index) return certain
  // `PO Box 12`, `via Garibaldi 22`: the number may be short.
  const box = digitsEnd - index <= 6 ? boxBefore(text, start) : start
  if (box < start) certain = Math.max(certain, atWord(search, box, index))
  const street = digitsEnd - index <= 5 ? streetBefore(text, start) : start
  if (street < start) certain = Math.max(certain, atWord(search, street, index))
  return certain
}

/**
 * Tries what begins at a digit, or at the word or street before it. Gives where the walk goes on:
 * the end of the word, or of what was certainly found. Nothing before `floor` is looked at again,
 * which keeps time in step with the text.
 */
function atDigit(search: CandidateSearch, index: number, floor: number): number {
  const { text, classes, choice } = search
  const start = scanLeft(classes, index, floor, IS_LETTER | IS_DIGIT)
  const digitsEnd = scanRight(classes, index, text.length, IS_DIGIT)
  const end = scanRight(classes, digitsEnd, text.length, IS_LETTER | IS_DIGIT)
  search.left -= end - start
  if (index < search.noise || isMasked(text, start, end)) return end
  let certain = 0
  if (start === index || digitsEnd - index >= 9) certain = atNumber(search, index, digitsEnd, end)
  if (start === index && end > digitsEnd)
    certain = Math.max(certain, tryAll(search, choice.mixed, start, end))
  const known = search.found.length
  certain = Math.max(certain, atWords(search, { start, end, index, digitsEnd, floor }))
  if (start < index && search.found.length === known && isGlued(search, start, index)) {
    search.cut = index
    certain = Math.max(certain, atNumber(search, index, digitsEnd, end))
  }
  return certain > end && !numberGoesOn(text, classes, certain) ? certain : end
}

// What stands before the sign of an address, at most (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL = 64

/** Where the runs already looked at end, so that no character is walked twice. */
interface WalkedTo {
  digit: number
  link: number
  colon: number
}

/**
 * Tries a host, `example.com/a`, and the address in words that ends in one: `john at example.com`.
 */
function atDot(search: CandidateSearch, index: number, reach: WalkedTo): void {
  const { text, classes } = search
  if (index < reach.link || (classAt(classes, index + 1) & IS_LETTER) === 0) return
  const end = scanRight(classes, index, text.length, IS_HOST)
  const start = scanLeft(classes, index, reach.link, IS_HOST)
  search.left -= end - start
  const name = codeAt(text, start - 1) === SPACE ? spokenBefore(text, start) : -1
  if (name >= 0) tryAll(search, search.choice.at, name, index)
  reach.link = Math.max(end, start < index ? tryAll(search, search.choice.link, start, index) : 0)
}

/**
 * Tries a scheme, `https://`, and groups between colons, as in an address of the internet or of a
 * device.
 */
function atColon(search: CandidateSearch, index: number, reach: WalkedTo): void {
  const { text, classes } = search
  if (text.startsWith('//', index + 1)) {
    if (index < reach.link) return
    const start = scanLeft(classes, index, Math.max(reach.link, index - 12), IS_LETTER)
    if (start < index)
      reach.link = Math.max(reach.link, tryAll(search, search.choice.link, start, index))
    return
  }
  if (index < reach.colon) return
  const end = scanRight(classes, index, text.length, IS_HEX)
  const from = scanLeft(classes, index, reach.colon, IS_HEX)
  // `IP:2001:db8::1`: the label and its colon are no part of it.
  const isLabelled =
    (from > 0 && (classAt(classes, from - 1) & IS_LETTER) !== 0) ||
    (text.charAt(from) === ':' && text.charAt(from + 1) !== ':')
  const start = isLabelled ? text.indexOf(':', from) + 1 : from
  search.left -= end - start
  reach.colon = end
  // A time of day has one colon.
  const isOnly = scanRight(classes, index + 1, end, IS_DIGIT | IS_LETTER) === end
  if (end - start > 4 && !isOnly) tryAll(search, search.choice.colon, start, index)
}

/** Tries what has an at sign in it, from as far before as it may begin. */
function atSign(search: CandidateSearch, index: number): void {
  const start = scanLeft(search.classes, index, Math.max(0, index - LONGEST_LOCAL), IS_LOCAL)
  tryAll(search, search.choice.at, dottedBefore(search.text, start), index)
}

/**
 * Walks folded text once and tries each identifier where it can begin: at digits, at signs, at dots
 * and colons. What is found goes to `state.found`, overlaps and all.
 *
 * Tells whether it came to the end; when work runs out it stops, and the rest is unknown. Time
 * grows linearly with the text: runs are walked once, and every pattern is bounded.
 */
export function findCandidates(state: CandidateSearch): boolean {
  const { classes } = state
  const { anchors, anchorCount } = state.outline
  const reach: WalkedTo = { digit: 0, link: 0, colon: 0 }
  let walked = 0
  for (let anchor = 0; anchor < anchorCount; anchor += 1) {
    const at = anchors[anchor] ?? 0
    if (at < walked) continue
    const bits = classAt(classes, at)
    if ((bits & IS_DIGIT) !== 0) {
      walked = atDigit(state, at, reach.digit)
      reach.digit = walked
    } else if ((bits & IS_HEX) !== 0) atColon(state, at, reach)
    else if ((bits & IS_HOST) !== 0) atDot(state, at, reach)
    else atSign(state, at)
    if (state.left < 0) return false
  }
  return true
}
