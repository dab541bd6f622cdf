import type { Anchor, Identifier } from '../identifiers/index.js'
import { type Attempt, attempts } from './attempt.js'
import { MOST_DIGITS } from './digitRuns.js'

/** What to try at one kind of place: always, and only where words for something are near. */
export interface Tries {
  readonly anchor: Anchor
  readonly all: readonly Attempt[]
  readonly always: readonly Attempt[]
  readonly beside: readonly Attempt[]
  /** The same by the character after the first word, made when first met. */
  readonly byNext: Tries[]
}

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

const at = (anchor: Anchor, isPossible: (identifier: Identifier) => boolean = () => true): Tries =>
  toTries(
    anchor,
    attempts.filter(
      ({ identifier }) => identifier.anchors.includes(anchor) && isPossible(identifier),
    ),
  )

/**
 * By the length of the first group and the digits in the run; made when first met, as loading must be quick. Made anew at
 * each number, a chat line would be scanned at 11 MB/s instead of 35.
 */
function byCounts(
  anchor: Anchor,
  isPossible: (identifier: Identifier, group: number, digits: number) => boolean,
): (group: number, digits: number) => Tries {
  const made: Tries[] = []
  return (group, digits) => {
    const index = group * (MOST_DIGITS + 1) + digits
    made[index] ??= at(anchor, (identifier) => isPossible(identifier, group, digits))
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

/** What may begin at the first digit of a group, by the length of the group and the digits of its run. */
export const DIGIT = byCounts('digit', startsWithDigits)
/** The same at the sign before it. */
export const SIGN = byCounts('sign', startsWithDigits)
/** What may begin at a word with digits, by its letters and digits. */
export const WORD = byCounts('word', startsWithLetters)
/** What may begin at a digit and goes on with letters. */
export const MIXED = at('mixed')
/** What may begin before an at sign. */
export const SIGNED = at('at')
/** What may begin at a host or a scheme. */
export const LINK = at('link')
/** What may begin at groups between colons. */
export const COLON = at('colon')

const OTHER = 128 // All characters beyond ASCII, and the end of the text.

/**
 * Leaves out what goes on with another character after the first word. A chat line is scanned at 35 MB/s instead of 33 by
 * it, and a dense one a tenth faster.
 */
export function goingOn(tries: Tries, text: string, wordEnd: number): Tries {
  const code = wordEnd < text.length ? Math.min(text.charCodeAt(wordEnd), OTHER) : OTHER
  tries.byNext[code] ??= toTries(
    tries.anchor,
    tries.all.filter(({ next }) => next === null || tries.anchor === 'word' || next[code] === 1),
  )
  return tries.byNext[code]
}
