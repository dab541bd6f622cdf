import { iban, paymentCard } from '../identifiers/index.js'
import {
  type CharacterClasses,
  classAt,
  IS_DIGIT,
  IS_LETTER,
  scanLeft,
  scanRight,
} from './characters.js'
import type { Outline } from './outline.js'
import type { Replacement } from './spoken.js'

// A card printed in groups of four (ISO/IEC 7812-1) has as many digits; some letters are meant for others.
const [GROUPS, GROUP] = [4, 4]
const FEWEST_DIGITS = 12
// `next four is`, `, the third one: `.
const LONGEST_BETWEEN = 24
const LONGEST = GROUPS * GROUP + (GROUPS - 1) * LONGEST_BETWEEN
const TYPED = /^[\d -]+$/
// Marks that a card is typed with, which its own pattern reads.
const PLAIN = /^[ \t\-.*#|~=/\\_]{0,5}$/

// Letters that eyes and programs that read pictures take for digits.
const MEANT: ReadonlyMap<string, string> = new Map(
  [...'O0 o0 Q0 D0 I1 l1 i1 Z2 z2 S5 s5 G6 b6 B8 g9 q9'.split(' ')].map((pair) => [
    pair.charAt(0),
    pair.charAt(1),
  ]),
)

/** Gives the digits that a group is meant for; a letter that is meant for none stays. */
const meantBy = (group: string): string =>
  /^\d+$/.test(group) ? group : [...group].map((one) => MEANT.get(one) ?? one).join('')

/** Tells whether groups are a card's whose issuer and check digit are right. */
function isCard(groups: readonly string[]): boolean {
  const number = groups.join('')
  if (!/^\d{16}$/.test(number)) return false
  const read = paymentCard.parse(number)
  return read.ok && paymentCard.weigh(number, read.value) >= CERTAIN
}
// Of a number that its issuer has given out.
const CERTAIN = 90

/** Gives what to write so that groups which start at these places stand beside each other in digits; none where they do. */
function writeCard(text: string, starts: readonly number[]): readonly Replacement[] {
  const [first = 0] = starts
  // Most are typed as they are printed, and need nothing.
  if (TYPED.test(text.slice(first, (starts.at(-1) ?? 0) + GROUP))) return NONE
  const given = starts.map((start) => text.slice(start, start + GROUP))
  const between = starts.slice(1).map((start, at) => text.slice((starts[at] ?? 0) + GROUP, start))
  const digits = given.map(meantBy)
  const isRead = between.every((marks) => PLAIN.test(marks)) && digits.join() === given.join()
  // Slovenia and Iceland have letters that are taken for digits.
  if (isRead || !isCard(digits) || iban.mayStart?.(text, first) === true) return NONE
  return starts.flatMap((start, at) => [
    { index: start, length: GROUP, written: digits[at] ?? '' },
    ...between.slice(at, at + 1).map((marks) => ({
      index: start + GROUP,
      length: marks.length,
      written: ' ',
    })),
  ])
}

/** Gives which of the places of an outline is the first with as many after it, as near as those of one card; -1 for none. */
function firstDense({ anchors, anchorCount }: Outline): number {
  for (let i = 0; i + FEWEST_DIGITS <= anchorCount; i += 1) {
    if ((anchors[i + FEWEST_DIGITS - 1] ?? 0) - (anchors[i] ?? 0) < LONGEST) return i
  }
  return -1
}

/** Gives the place of the last of the digits in a row that begin with one of the places of an outline. */
function lastInRow({ anchors, anchorCount, classes }: Outline, first: number): number {
  let last = first
  while (
    last + 1 < anchorCount &&
    anchors[last + 1] === (anchors[last] ?? 0) + 1 &&
    (classAt(classes, anchors[last + 1] ?? 0) & IS_DIGIT) !== 0
  )
    last += 1
  return last
}

/**
 * Gives where a group of four begins that digits in a row are, or are part of with letters; -1 for a longer or another
 * word, and -2 for a shorter one, as `2nd` and `3)` count the groups.
 */
function groupStart(classes: CharacterClasses, start: number, length: number): number {
  const end = start + length
  if (length > GROUP) return -1
  const before = start > 0 ? classAt(classes, start - 1) & IS_LETTER : 0
  if (before === 0 && (classAt(classes, end) & IS_LETTER) === 0)
    return length === GROUP ? start : length === 1 ? -2 : -1
  const from = scanLeft(classes, start, Math.max(0, start - GROUP), IS_IN)
  const size = scanRight(classes, end, from + GROUP + 1, IS_IN) - from
  return size === GROUP ? from : size > GROUP ? -1 : -2
}

/** Tells whether two groups may be of one card: not over a blank line, nor as an address of the internet has them. */
function isNear(text: string, end: number, start: number): boolean {
  if (start - end > LONGEST_BETWEEN) return false
  if (start - end === 1) return text.charCodeAt(end) !== COLON
  return !text.slice(end, start).includes('\n\n')
}
const COLON = 58

/**
 * Finds cards whose groups stand apart, with words between, or have letters for digits in them: `first four 4111, then
 * 1111, then ...`, `4S39 8I27 ...`. Looks at the places of digits alone, and believes no more than the issuer and the
 * check digit tell.
 */
export function spreadCardsIn(text: string, outline: Outline): readonly Replacement[] {
  const { anchors, anchorCount, classes } = outline
  const dense = firstDense(outline)
  if (dense < 0) return NONE
  let replacements: Replacement[] | null = null
  let starts: number[] = []
  let end = 0
  for (let i = dense; i < anchorCount; i += 1) {
    const at = anchors[i] ?? 0
    if (at < end || (classAt(classes, at) & IS_DIGIT) === 0) continue
    const first = i
    i = lastInRow(outline, i)
    const start = groupStart(classes, at, i - first + 1)
    if (start === -2) continue
    if (start === -1 || !isNear(text, end, start)) starts = []
    if (start === -1) continue
    end = start + GROUP
    starts.push(start)
    if (starts.length < GROUPS) continue
    const card = writeCard(text, starts)
    if (card.length > 0) replacements = [...(replacements ?? []), ...card]
    starts = card.length > 0 ? [] : starts.slice(1)
  }
  return replacements ?? NONE
}

const IS_IN = IS_LETTER | IS_DIGIT
const NONE: readonly Replacement[] = []
