import { type Context, type Identifier, identifiers } from '../identifiers/index.js'
import { type Classes, classAt, classOf, LETTER_OF } from './characters.js'

/** Words met so far in one text, each with its place and the identifier it speaks of. Read by `isNear`. */
export interface Nearby {
  readonly text: string
  readonly classes: Classes
  scanned: number
  readonly starts: number[]
  readonly ends: number[]
  readonly owners: number[]
  /** Where the last word for each identifier starts, plus one, by its position in the table; 0 for none. */
  readonly last: number[]
  /** The same of the last word for an identifier that is never found without. */
  lastNeeded: number
}

interface Word {
  readonly text: string
  /** May go on with further letters. */
  readonly isStem: boolean
  /** Position of its identifier in the table, doubled; plus one for a word that stands after. */
  readonly owner: number
  /** Whether its identifier is, at some places, never found without such a word. */
  readonly isNeeded: boolean
}

const WITHIN = 48
const AFTER = 16
// How far words are looked for on either side of a value.
const REACH = WITHIN + 16

// Words are looked up by the character before them, which is no letter, and their first four: letters of either case
// are 1-26, all else is 0. Some keys share a place in the table; the words then tell.
const KEY_LETTERS = 4
const KEYS = 1 << (5 * KEY_LETTERS)
const LISTS = 1 << 14
const placeOf = (key: number): number => Math.imul(key, 0x9e37_79b1) >>> 18
const letterAt = (classes: Classes, at: number): number => classAt(classes, at) & LETTER_OF

function wordsOf({ context, contextOnly }: Identifier, order: number): readonly Word[] {
  const { words = [], after = [] } = context ?? {}
  const isNeeded = contextOnly !== undefined
  const toWord = (word: string, owner: number): Word => {
    const isStem = word.endsWith('*')
    return { text: isStem ? word.slice(0, -1) : word, isStem, owner, isNeeded }
  }
  return [
    ...words.map((word) => toWord(word, order * 2)),
    ...after.map((word) => toWord(word, order * 2 + 1)),
  ]
}

/**
 * All words. `isStart` is 1 for the first three letters of one, a table whose places in use lie close together;
 * `listOf` tells, by the place of a key, in which list to look, 0 for none.
 */
interface Vocabulary {
  readonly lists: readonly (readonly Word[])[]
  readonly isStart: Uint8Array
  readonly listOf: Uint16Array
}

const ANY = Array.from({ length: 27 }, (_, letter) => letter)

/** Gives the keys of every text that can start with a word. */
function keysOf({ text, isStem }: Word): readonly number[] {
  let keys: readonly number[] = [0]
  for (let at = 0; at < KEY_LETTERS; at += 1) {
    const isPast = at >= text.length
    const next = isPast
      ? isStem || at > text.length
        ? ANY
        : [0]
      : [classOf(text.charCodeAt(at)) & LETTER_OF]
    keys = keys.flatMap((key) => next.map((letter) => (key << 5) | letter))
  }
  return keys
}

function makeVocabulary(): Vocabulary {
  const lists: Word[][] = [[]]
  const isStart = new Uint8Array(KEYS >> 5)
  const listOf = new Uint16Array(LISTS)
  for (const [order, identifier] of identifiers.entries()) {
    for (const word of wordsOf(identifier, order)) {
      const keys = keysOf(word)
      for (const key of keys) isStart[key >> 5] = 1
      for (const place of new Set(keys.map(placeOf))) {
        const list = listOf[place] ?? 0
        if (list === 0) listOf[place] = lists.push([word]) - 1
        else lists[list]?.push(word)
      }
    }
  }
  return { lists, isStart, listOf }
}

// Made when first needed, as loading must be quick.
let made: Vocabulary | undefined
const vocabulary = (): Vocabulary => {
  made ??= makeVocabulary()
  return made
}

// ASCII and Latin-1, which is where words for identifiers are written.
const toLower = (code: number): number =>
  (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde && code !== 0xd7) ? code + 32 : code
const SPACE = 32
const LOW_LINE = 95
const BRACKET = 91
const isSpaceLike = (code: number): boolean =>
  code === SPACE || code === 45 || code === LOW_LINE || code === 46

/** Gives where a word that starts here ends, or 0. */
function endOf({ text: word, isStem }: Word, { text, classes }: Nearby, start: number): number {
  const end = start + word.length
  if (end > text.length) return 0
  // The first letters most often agree, for the word was looked up by them.
  for (let i = word.length - 1; i >= 0; i -= 1) {
    const wanted = word.charCodeAt(i)
    const code = toLower(text.charCodeAt(start + i))
    if (code !== wanted && !(wanted === SPACE && isSpaceLike(code))) return 0
  }
  return isStem || letterAt(classes, end) === 0 ? end : 0
}

/** Prepares a text for questions about nearby words. */
export const toNearby = (text: string, classes: Classes): Nearby => ({
  text,
  classes,
  scanned: 0,
  starts: [],
  ends: [],
  owners: [],
  last: identifiers.map(() => 0),
  lastNeeded: 0,
})

// What redaction writes for a value names its type, and is no word of the person's.
const MARK = new RegExp(`\\[(?:${identifiers.map(({ type }) => type).join('|')})[:\\]]`, 'iy')
const LONGEST_MARK = 24

function isInMark(text: string, start: number): boolean {
  const before = start > 0 ? text.charCodeAt(start - 1) : 0
  if (before !== BRACKET && before !== LOW_LINE) return false
  const bracket = text.slice(Math.max(0, start - LONGEST_MARK), start).lastIndexOf('[')
  if (bracket < 0) return false
  MARK.lastIndex = Math.max(0, start - LONGEST_MARK) + bracket
  return MARK.test(text)
}

function meet(nearby: Nearby, words: readonly Word[], start: number): void {
  if (isInMark(nearby.text, start)) return
  for (const word of words) {
    const end = endOf(word, nearby, start)
    if (end === 0) continue
    nearby.starts.push(start)
    nearby.ends.push(end)
    nearby.owners.push(word.owner)
    nearby.last[word.owner >> 1] = start + 1
    if (word.isNeeded) nearby.lastNeeded = start + 1
  }
}

// The key of what starts at a place: bits of the character before it are the highest.
function keyAt(classes: Classes, at: number): number {
  let key = at > 0 ? letterAt(classes, at - 1) : 0
  for (let i = at; i < at + KEY_LETTERS; i += 1) key = (key << 5) | letterAt(classes, i)
  return key
}

// Calls nothing, so that it runs as fast as characters can be read.
function nextPlace(
  classes: Classes,
  { isStart, listOf }: Vocabulary,
  from: number,
  limit: number,
): number {
  let key = keyAt(classes, from)
  for (let i = from; i < limit; i += 1) {
    const isWord = isStart[(key >> 5) & (isStart.length - 1)] === 1 && key < KEYS
    if (isWord && (listOf[placeOf(key)] ?? 0) > 0) return i
    key = ((key << 5) | letterAt(classes, i + KEY_LETTERS)) & (KEYS * 32 - 1)
  }
  return limit
}

// Each character is looked at once, however many values ask.
function scanTo(nearby: Nearby, from: number, to: number): void {
  if (to <= nearby.scanned) return
  const { text, classes } = nearby
  const known = vocabulary()
  const { lists, listOf } = known
  const limit = Math.min(to, text.length)
  let at = nextPlace(classes, known, Math.max(nearby.scanned, from, 0), limit)
  while (at < limit) {
    meet(nearby, lists[listOf[placeOf(keyAt(classes, at))] ?? 0] ?? [], at)
    at = nextPlace(classes, known, at + 1, limit)
  }
  nearby.scanned = limit
}

const DIGIT = /\d/

function isCounted(text: string, from: number, to: number, context: Context): boolean {
  const between = text.slice(from, to)
  return !between.includes('\n\n') && !(context.direct === true && DIGIT.test(between))
}

/** Tells whether words for an identifier stand near a value: within its paragraph, before it or close after it. */
export function isNear(
  nearby: Nearby,
  order: number,
  context: Context,
  start: number,
  end: number,
): boolean {
  scanTo(nearby, start - REACH, end + AFTER + 1)
  if (!maybeNear(nearby, order, start)) return false
  const { text, starts, ends, owners } = nearby
  const within = context.within ?? WITHIN
  for (let i = starts.length - 1; i >= 0; i -= 1) {
    const wordStart = starts[i] ?? 0
    const wordEnd = ends[i] ?? 0
    if (wordStart < start - REACH) return false
    const owner = owners[i] ?? 0
    if (owner >> 1 !== order) continue
    const isAfter = (owner & 1) === 1
    if (
      !isAfter &&
      wordEnd <= start &&
      start - wordEnd <= within &&
      isCounted(text, wordEnd, start, context)
    )
      return true
    if (
      isAfter &&
      wordStart >= end &&
      wordStart - end <= AFTER &&
      isCounted(text, end, wordStart, context)
    )
      return true
  }
  return false
}

/** Looks around a place for words that some identifiers need, and tells whether there are any. */
export function lookAround(nearby: Nearby, start: number): boolean {
  scanTo(nearby, start - REACH, start + REACH)
  return nearby.lastNeeded > Math.max(0, start - REACH)
}

/** Tells whether any word for an identifier was met not far before the end of where was last looked. */
export const maybeNear = ({ last }: Nearby, order: number, start: number): boolean =>
  (last[order] ?? 0) > Math.max(0, start - REACH)
