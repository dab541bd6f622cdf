import { identifiers, type WordContext, wordsBefore } from '../identifiers/index.js'
import type { CharacterClasses } from './characters.js'
import { firstWordFrom, type Outline } from './outline.js'
import { endOf, type VocabularyWord, type WordRole } from './vocabulary.js'

/** A text that was walked once. */
export interface OutlinedText {
  readonly text: string
  readonly classes: CharacterClasses
  readonly outline: Outline
}

/**
 * Words met so far in one text, each with its place and the identifier it speaks of. Read by
 * `distanceToWord`.
 */
export interface ContextWords extends OutlinedText {
  readonly which: WordRole
  /** Where the text itself begins, after the question that it answers. */
  readonly from: number
  scanned: number
  /** Which of the places where words may start is the next to look at. */
  next: number
  readonly starts: number[]
  readonly ends: number[]
  readonly owners: number[]
  /**
   * Where the last word for each identifier starts, plus one, by its position in the table; 0 for
   * none.
   */
  last: number[]
  /** The same of the last word of all. */
  lastMet: number
}

// In characters, about a line of a chat: a word that is farther away speaks of something else. Some
// kinds have their own distance.
const WITHIN = 48
const AFTER = 16
// A word after a value counts less than one right before it: `serial 256496929 on my phone`.
const BEHIND = 20
// How far words are looked for on either side of a value.
const REACH = WITHIN + 16

// `oh, i think it should be 482`: what people say before they answer moves the question no farther away.
const BEFORE_ANSWER = 32

// A word against a value stands close before it.
const REACH_AGAINST = 40
const BRACKET = 91
const LOW_LINE = 95

const NONE = identifiers.map(() => 0)
const NO_WORDS: readonly VocabularyWord[] = []

/** Prepares a text for the question how far words are from a value. Nothing is looked for yet. */
export const startContextWords = (
  { text, classes, outline }: OutlinedText,
  which: WordRole,
  from = 0,
): ContextWords => ({
  from,
  text,
  classes,
  outline,
  which,
  scanned: 0,
  next: 0,
  starts: [],
  ends: [],
  owners: [],
  last: NONE,
  lastMet: 0,
})

// What redaction writes for a value names its type, and is no word of the person's.
const MARK = new RegExp(`\\[(?:${identifiers.map(({ type }) => type).join('|')})[:\\]]`, 'iy')
const LONGEST_MARK = 24

/**
 * Tells whether a word is the name in a mark, as in `[phone:...]`, so that a text redacted twice
 * stays the same.
 */
function isInMark(text: string, start: number): boolean {
  const before = start > 0 ? text.charCodeAt(start - 1) : 0
  if (before !== BRACKET && before !== LOW_LINE) return false
  const bracket = text.slice(Math.max(0, start - LONGEST_MARK), start).lastIndexOf('[')
  if (bracket < 0) return false
  MARK.lastIndex = Math.max(0, start - LONGEST_MARK) + bracket
  return MARK.test(text)
}

/** Notes the words that stand at a place. Several may: `card` and `card number`. */
function meet(contextWords: ContextWords, words: readonly VocabularyWord[], start: number): void {
  if (words.length === 0 || isInMark(contextWords.text, start)) return
  for (const word of words) {
    const end = endOf(word, contextWords.text, contextWords.classes, start)
    if (end === 0) continue
    contextWords.starts.push(start)
    contextWords.ends.push(end)
    contextWords.owners.push(word.owner)
    // Most texts hold no such word, and share one list.
    if (contextWords.last === NONE) contextWords.last = NONE.slice()
    contextWords.last[word.owner >> 1] = start + 1
    contextWords.lastMet = start + 1
  }
}

/**
 * Looks for words up to a place. Each is looked at once, however many values ask; values ask in the
 * order of the text.
 */
function scanTo(contextWords: ContextWords, from: number, until: number): void {
  const { text, outline, which } = contextWords
  const to = Math.min(until, text.length)
  if (to <= contextWords.scanned) return
  const { words, wordCount, starting } = outline
  let i = contextWords.next
  for (; i < wordCount; i += 1) {
    const at = words[i] ?? 0
    if (at >= to) break
    if (at >= from) meet(contextWords, starting[i]?.[which] ?? NO_WORDS, at)
  }
  contextWords.next = i
  contextWords.scanned = to
}

const DIGIT = /\d/

/**
 * A word counts for a value in its own paragraph; a direct one only where no other number stands
 * between.
 */
function isCounted(text: string, from: number, to: number, isDirect: boolean): boolean {
  const between = text.slice(from, to)
  return !between.includes('\n\n') && !(isDirect && DIGIT.test(between))
}

/** What a distance is where no word speaks of the value: more than any that counts. */
export const FAR = 1_000

/**
 * Tells how far the nearest word for an identifier is from a value: within its paragraph, before it
 * or close after it; `FAR` for none. In characters between the two; a word after a value counts as
 * 20 more.
 */
export function distanceToWord(
  contextWords: ContextWords,
  { order, context }: { readonly order: number; readonly context: WordContext | null },
  start: number,
  end: number,
): number {
  if (context === null) return FAR
  scanTo(contextWords, start - REACH, end + AFTER + 1)
  if (!mayBeNear(contextWords, order, start)) return FAR
  const { text, starts, ends, owners, from } = contextWords
  const within = context.within ?? WITHIN
  const isDirect = context.direct === true
  let nearest = FAR
  for (let i = starts.length - 1; i >= 0; i -= 1) {
    const wordStart = starts[i] ?? 0
    const wordEnd = ends[i] ?? 0
    if (wordStart < start - REACH) break
    const owner = owners[i] ?? 0
    if (owner >> 1 !== order) continue
    const isAfter = (owner & 1) === 1
    const said = wordEnd <= from ? Math.min(start - from, BEFORE_ANSWER) : 0
    const gap = isAfter ? wordStart - end : start - wordEnd - said
    if (gap < 0 || gap > (isAfter ? AFTER : within)) continue
    const far = isAfter ? gap + BEHIND : gap
    if (
      far < nearest &&
      isCounted(text, isAfter ? end : wordEnd, isAfter ? wordStart : start, isDirect)
    )
      nearest = far
  }
  return nearest
}

// `order no.: `, `order number is #`: a word against stands directly before a value, with little
// between.
const BETWEEN =
  /^(?:[^\d\n.,;!?]|(?<=(?<![A-Za-z0-9_\u00c0-\u04ff])(?:n|no|nr|num|núm|ref))\.){0,18}$/i
// `in case`, `in order to` are no words for a number.
const isSetPhrase = (text: string, start: number): boolean =>
  /^in $/i.test(wordsBefore(text, start, 3))

/**
 * Gives where the longest word against a value ends that starts at one of the places of an outline,
 * and not past a limit; far before the text for none.
 */
function longestEnd({ text, classes, outline }: OutlinedText, i: number, limit: number): number {
  const at = outline.words[i] ?? 0
  let end = -FAR
  for (const word of outline.starting[i]?.against ?? NO_WORDS) {
    const last = endOf(word, text, classes, at)
    if (last > 0 && last <= limit) end = Math.max(end, last)
  }
  return end
}

/**
 * Tells how far before a value a word stands that says it is something else, such as an order;
 * `FAR` for none.
 */
export function distanceToOpposingWord(outlined: OutlinedText, start: number): number {
  const { text, outline } = outlined
  let nearest = FAR
  for (let i = firstWordFrom(outline, start - REACH_AGAINST); i < outline.wordCount; i += 1) {
    const at = outline.words[i] ?? 0
    if (at >= start) break
    const gap = start - longestEnd(outlined, i, start)
    if (gap < nearest && BETWEEN.test(text.slice(start - gap, start)) && !isSetPhrase(text, at))
      nearest = gap
  }
  return nearest
}

/** Gives where the last word of a role ends in a text; -1 where it holds none. */
export function lastWordEnd({ text, classes, outline }: OutlinedText, which: WordRole): number {
  let last = -1
  for (let i = 0; i < outline.wordCount; i += 1) {
    const at = outline.words[i] ?? 0
    for (const word of outline.starting[i]?.[which] ?? NO_WORDS)
      last = Math.max(last, endOf(word, text, classes, at) || -1)
  }
  return last
}

/** Looks around a place for words, and tells whether there are any. */
export function readWordsAround(contextWords: ContextWords, start: number): boolean {
  scanTo(contextWords, start - REACH, start + REACH)
  return contextWords.lastMet > Math.max(0, start - REACH)
}

/**
 * Tells whether any word for an identifier was met not far before the end of where was last looked.
 */
export const mayBeNear = ({ last }: ContextWords, order: number, start: number): boolean =>
  (last[order] ?? 0) > Math.max(0, start - REACH)
