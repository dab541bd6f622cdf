import { type Identifier, identifiers } from '../identifiers/index.js'
import { type CharacterClasses, classAt, IS_DIGIT, LETTER_OF, scanRight } from './characters.js'
import type { FoldedText } from './fold.js'
import { afterLink } from './link.js'
import { isGrouped } from './spelledWords.js'
import type { Replacement } from './spoken.js'
import { endOf } from './vocabulary.js'
import type { StartingWords } from './wordStarts.js'

// As many groups as an account in pairs has, and its characters.
const MOST_GROUPS = 17
const LONGEST = 34
const GROUP = /(?<![A-Za-z0-9])[A-Za-z0-9]{1,12}(?![A-Za-z0-9])/y
const MARK = /[ .-]/
const GOES_ON = /^[ ./-]\d/
const BLANK_LINE = '\n\n'

/**
 * Tells whether a kind reads a number as it is typed: its marks tell something as well. Letters that stand apart before it are
 * looked at in few texts, and groups of digits by the length of the first.
 */
function isReadAs({ pattern, firstGroup }: Identifier, typed: string): boolean {
  if (/^[A-Za-z]+[ .-]/.test(typed)) return false
  const first = /^\d+/.exec(typed)?.[0].length ?? 0
  if (first > 0 && firstGroup?.includes(first) === false) return false
  pattern.lastIndex = 0
  const isRead = pattern.exec(typed)?.[0] === typed
  pattern.lastIndex = 0
  return isRead
}

/** Reads the number of a kind that begins at a place and is typed in groups, all that stand there; `null` for none. */
function readGroups(text: string, index: number, identifier: Identifier): Replacement | null {
  let joined = ''
  let found: Replacement | null = null
  GROUP.lastIndex = index
  for (let groups = 1; groups <= MOST_GROUPS && joined.length <= LONGEST; groups += 1) {
    const [group = ''] = GROUP.exec(text) ?? []
    if (group === '') break
    joined += group
    const last = GROUP.lastIndex
    const isWhole = groups > 1 && !GOES_ON.test(text.slice(last, last + 2))
    // Some kinds read over what is no part of them.
    const read = isWhole ? identifier.parse(joined) : undefined
    if (read?.ok === true && read.value === joined.toUpperCase())
      found = { index, length: last - index, written: joined }
    if (!MARK.test(text.charAt(last))) break
    GROUP.lastIndex = last + 1
  }
  return found === null || isReadAs(identifier, text.slice(index, index + found.length))
    ? null
    : found
}

const HYPHEN = 45

/** Gives where a name ends that may go on in letters, and in one word behind a hyphen: `Steuer-ID`. */
function nameEnd(text: string, classes: CharacterClasses, end: number): number {
  const last = scanRight(classes, end, text.length, LETTER_OF)
  return text.charCodeAt(last) === HYPHEN
    ? scanRight(classes, last + 1, text.length, LETTER_OF)
    : last
}

// In characters: how far behind a word its number has a digit.
const REACH = 48

/** Tells whether a digit stands not far behind a place: most such words of a text name no number. */
function isNumberNear(classes: CharacterClasses, from: number, size: number): boolean {
  for (let at = from; at < from + REACH && at < size; at += 1)
    if ((classAt(classes, at) & IS_DIGIT) !== 0) return true
  return false
}

/**
 * Reads a number whose groups are typed in any way behind its own word, one of those that may stand at a place: `pesel 4405 1401
 * 359`. `null` where its kind reads none, or more digits go on behind it, or it needs no mending.
 */
export function regroupedAfter(
  { text, classes }: FoldedText,
  words: StartingWords | undefined,
  at: number,
) {
  if (!isNumberNear(classes, at, text.length)) return null
  for (const word of [...(words?.needed ?? []), ...(words?.helpful ?? [])]) {
    const identifier = identifiers[word.owner >> 1]
    const end = endOf(word, text, classes, at)
    if (end === 0 || word.owner % 2 === 1 || identifier === undefined || !isGrouped(identifier))
      continue
    const index = afterLink(text, nameEnd(text, classes, end))
    // What a word names does not stand over a blank line.
    const isNamed = index >= 0 && !text.slice(end, index).includes(BLANK_LINE)
    const found = isNamed ? readGroups(text, index, identifier) : null
    if (found !== null) return { replacements: [found], end: found.index + found.length }
  }
  return null
}
