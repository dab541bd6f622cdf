import {
  type Anchor,
  type Identifier,
  identifiers,
  type WordContext,
} from '../identifiers/index.js'
import { MOST_DIGITS } from './digitRuns.js'

/**
 * An identifier made ready to be tried at one place. All have one shape, so that reading them is
 * quick.
 */
export interface Attempt {
  readonly identifier: Identifier
  readonly type: string
  readonly parse: Identifier['parse']
  readonly weigh: Identifier['weigh']
  readonly shrink: NonNullable<Identifier['shrink']> | null
  readonly context: WordContext | null
  /** Its pattern, to be tried at one place; made when first tried, as loading must be quick. */
  sticky: RegExp | null
  readonly order: number
  /** Which characters may come after the first word; null for any. */
  readonly next: Uint8Array | null
  readonly minLength: number
  /** Whether it has a word of its own behind its first digit. */
  readonly hasBehind: boolean
  readonly mayStart: ((text: string, start: number) => boolean) | null
  readonly fitsIn: NonNullable<Identifier['fitsIn']> | null
  /** Whether a finding right before tells as much as a word. */
  readonly follows: boolean
  /** Whether words for other things count against its form. */
  readonly yields: boolean
}

// All beyond ASCII is one.
const toTable = (characters: string): Uint8Array => {
  const table = new Uint8Array(129)
  for (const character of characters) table[Math.min(character.charCodeAt(0), 128)] = 1
  return table
}

/** Every identifier, ready. */
export const attempts: readonly Attempt[] = identifiers.map((identifier, order) => ({
  identifier,
  type: identifier.type,
  parse: identifier.parse,
  weigh: identifier.weigh,
  shrink: identifier.shrink ?? null,
  context: identifier.context ?? null,
  sticky: null,
  order,
  next: identifier.next === undefined ? null : toTable(identifier.next),
  minLength: identifier.minLength ?? 0,
  hasBehind: identifier.wordsBehind !== undefined,
  mayStart: identifier.mayStart ?? null,
  fitsIn: identifier.fitsIn ?? null,
  follows: identifier.context?.follows !== undefined,
  yields: identifier.yields === true,
}))

/**
 * What to try at one kind of place: always, and only where words for something are near. Lists are
 * made once for each kind of place that is met, so that a text asks for none of what cannot stand
 * there.
 */
export interface Tries {
  readonly anchor: Anchor
  readonly all: readonly Attempt[]
  readonly always: readonly Attempt[]
  readonly beside: readonly Attempt[]
  /** The same by the character after the first word, made when first met. */
  readonly byNext: Tries[]
}

/**
 * Parts what may begin at a place by whether words have to be near. A kind may be free at one place
 * and not at another.
 */
function toTries(anchor: Anchor, all: readonly Attempt[]): Tries {
  const isBeside = ({ identifier: { contextOnly } }: Attempt): boolean =>
    contextOnly === true || contextOnly?.includes(anchor) === true
  return {
    anchor,
    all,
    always: all.filter((one) => !isBeside(one)),
    beside: all.filter(isBeside),
    byNext: [],
  }
}

/**
 * Gives what to try by the length of the first group of digits or letters, and the digits in the
 * run.
 */
type TriesByCounts = (group: number, digits: number) => Tries

/**
 * By the length of the first group and the digits in the run; made when first met, as loading must
 * be quick. Made anew at each number, a chat line would be scanned at 11 MB/s instead of 35.
 */
function byCounts(
  anchor: Anchor,
  all: readonly Attempt[],
  isPossible: (identifier: Identifier, group: number, digits: number) => boolean,
): TriesByCounts {
  const made: Tries[] = []
  return (group, digits) => {
    const index = group * (MOST_DIGITS + 1) + digits
    made[index] ??= toTries(
      anchor,
      all.filter(({ identifier }) => isPossible(identifier, group, digits)),
    )
    return made[index]
  }
}

const startsWithDigits = (
  { minDigits = 0, firstGroup }: Identifier,
  group: number,
  digits: number,
): boolean => minDigits <= digits && (firstGroup?.includes(group) ?? true)
const startsWithLetters = (
  { wordDigits = 0, firstLetters }: Identifier,
  letters: number,
  digits: number,
): boolean => wordDigits <= digits && (firstLetters?.includes(letters) ?? true)

/** What is looked for, by the kind of place where it may begin. */
export interface KindChoice {
  /** At the first digit of a group, by the length of the group and the digits of its run. */
  readonly digit: TriesByCounts
  /** The same at the sign before it. */
  readonly sign: TriesByCounts
  /** At a word with digits, by its letters and digits. */
  readonly word: TriesByCounts
  /** Fewest digits in the run behind a word at which anything may begin. */
  readonly fewestBehindWord: number
  /** At a digit, where letters go on. */
  readonly mixed: Tries
  /** Before an at sign. */
  readonly at: Tries
  /** At a host or a scheme. */
  readonly link: Tries
  /** At groups between colons. */
  readonly colon: Tries
  /** After its own words alone. */
  readonly named: readonly Attempt[]
  /** Whether what a date says that is said in words, and not typed, is looked for. */
  readonly hasDates: boolean
}

const DATES: readonly string[] = ['date_of_birth', 'card_expiry', 'card_expiry_half']

function toChoice(isChosen: (type: string) => boolean): KindChoice {
  const chosen = attempts.filter(({ type }) => isChosen(type))
  const of = (anchor: Anchor): readonly Attempt[] =>
    chosen.filter(({ identifier }) => identifier.anchors.includes(anchor))
  return {
    digit: byCounts('digit', of('digit'), startsWithDigits),
    sign: byCounts('sign', of('sign'), startsWithDigits),
    word: byCounts('word', of('word'), startsWithLetters),
    fewestBehindWord: Math.min(
      MOST_DIGITS + 1,
      ...of('word').map(({ identifier }) => identifier.wordDigits ?? 0),
    ),
    mixed: toTries('mixed', of('mixed')),
    at: toTries('at', of('at')),
    link: toTries('link', of('link')),
    colon: toTries('colon', of('colon')),
    named: of('named'),
    hasDates: chosen.some(({ type }) => DATES.includes(type)),
  }
}

const ALL = toChoice(() => true)

interface KnownChoice {
  readonly types: readonly string[] | undefined
  readonly except: readonly string[]
  readonly choice: KindChoice
}

// Begun anew when full, so that no caller can fill it for good. Compared by what it holds, as a
// caller may change a list.
const KNOWN: KnownChoice[] = []
const MOST_KNOWN = 16
const NONE: ReadonlySet<string> = new Set()

const isFor = (
  known: KnownChoice,
  types: readonly string[] | undefined,
  except: ReadonlySet<string>,
): boolean =>
  known.types?.length === types?.length &&
  known.except.length === except.size &&
  (types === undefined || types.every((type, at) => type === known.types?.[at])) &&
  known.except.every((type) => except.has(type))

/**
 * Gives what to look for. Whoever asks for five kinds waits for five: they are found at twice the
 * speed of all.
 */
export function chooseKinds(
  types: readonly string[] | undefined,
  except: ReadonlySet<string> = NONE,
): KindChoice {
  if (types === undefined && except.size === 0) return ALL
  const known = KNOWN.find((one) => isFor(one, types, except))
  if (known !== undefined) return known.choice
  if (KNOWN.length >= MOST_KNOWN) KNOWN.length = 0
  const choice = toChoice((type) => (types?.includes(type) ?? true) && !except.has(type))
  KNOWN.push({ types: types?.slice(), except: [...except], choice })
  return choice
}

const OTHER = 128 // All characters beyond ASCII, and the end of the text.

/**
 * Leaves out what goes on with another character after the first word. A chat line is scanned at 35
 * MB/s instead of 33 by it, and a dense one a tenth faster.
 */
export function goingOn(tries: Tries, text: string, wordEnd: number): Tries {
  const code = wordEnd < text.length ? Math.min(text.charCodeAt(wordEnd), OTHER) : OTHER
  tries.byNext[code] ??= toTries(
    tries.anchor,
    tries.all.filter(({ next }) => next === null || tries.anchor === 'word' || next[code] === 1),
  )
  return tries.byNext[code]
}
