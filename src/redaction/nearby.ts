import { type Context, identifiers } from '../identifiers/index.js'

/** Words met so far in one text, each with its place and the identifier it speaks of. Read by `isNear`. */
export interface Nearby {
  readonly text: string
  scanned: number
  readonly starts: number[]
  readonly ends: number[]
  readonly owners: number[]
  /** Where the last word for each identifier starts, plus one, by its position in the table; 0 for none. */
  readonly last: Int32Array
}

interface Word {
  readonly text: string
  /** May go on with further letters. */
  readonly isStem: boolean
  /** Position of its identifier in the table, doubled; plus one for a word that stands after. */
  readonly owner: number
}

const WITHIN = 48
const AFTER = 16
// How far words are looked for on either side of a value.
const REACH = WITHIN + 16

// Words are looked up by their first three characters: letters of either case as 1-26 and all else as 0.
const RANKS = new Uint8Array(128)
for (let rank = 1; rank <= 26; rank += 1) {
  RANKS[rank + 64] = rank
  RANKS[rank + 96] = rank
}
// Reading outside a text is slow, so it is never done.
const codeAt = (text: string, at: number): number =>
  at >= 0 && at < text.length ? text.charCodeAt(at) : 0
const rankAt = (text: string, at: number): number => {
  const code = codeAt(text, at)
  return code < 128 ? (RANKS[code] ?? 0) : 0
}
const keyOf = (text: string, at: number): number =>
  (rankAt(text, at) << 10) | (rankAt(text, at + 1) << 5) | rankAt(text, at + 2)
const KEYS = 32_768

const toWord = (word: string, owner: number): Word =>
  word.endsWith('*')
    ? { text: word.slice(0, -1), isStem: true, owner }
    : { text: word, isStem: false, owner }

const wordsOf = ({ words, after = [] }: Context, order: number): readonly Word[] => [
  ...words.map((word) => toWord(word, order * 2)),
  ...after.map((word) => toWord(word, order * 2 + 1)),
]

const WORDS = new Map<number, Word[]>()
const IS_KEY = new Uint8Array(KEYS)
identifiers.forEach(({ context }, order) => {
  for (const word of context === undefined ? [] : wordsOf(context, order)) {
    const key = keyOf(word.text, 0)
    const same = WORDS.get(key)
    IS_KEY[key] = 1
    if (same === undefined) WORDS.set(key, [word])
    else same.push(word)
  }
})

// ASCII and Latin-1, which is where words for identifiers are written.
const toLower = (code: number): number =>
  (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde && code !== 0xd7) ? code + 32 : code
const isSpaceLike = (code: number): boolean =>
  code === 32 || code === 45 || code === 95 || code === 46

/** Gives where a word that starts here ends, or 0. */
function endOf({ text: word, isStem }: Word, text: string, start: number): number {
  for (let i = 0; i < word.length; i += 1) {
    const wanted = word.charCodeAt(i)
    const code = toLower(codeAt(text, start + i))
    if (code !== wanted && !(wanted === 32 && isSpaceLike(code))) return 0
  }
  const end = start + word.length
  return isStem || rankAt(text, end) === 0 ? end : 0
}

/** Prepares a text for questions about nearby words. */
export function toNearby(text: string): Nearby {
  return {
    text,
    scanned: 0,
    starts: [],
    ends: [],
    owners: [],
    last: new Int32Array(identifiers.length),
  }
}

// What redaction writes for a value names its type, and is no word of the person's.
const MARK = new RegExp(`\\[(?:${identifiers.map(({ type }) => type).join('|')})[:\\]]`, 'iy')
const LONGEST_MARK = 24

function isInMark(text: string, start: number): boolean {
  const before = text.charAt(start - 1)
  if (before !== '[' && before !== '_') return false
  const bracket = text.slice(Math.max(0, start - LONGEST_MARK), start).lastIndexOf('[')
  if (bracket < 0) return false
  MARK.lastIndex = Math.max(0, start - LONGEST_MARK) + bracket
  return MARK.test(text)
}

function meet(nearby: Nearby, words: readonly Word[], start: number): void {
  for (const word of words) {
    const end = endOf(word, nearby.text, start)
    if (end === 0) continue
    nearby.starts.push(start)
    nearby.ends.push(end)
    nearby.owners.push(word.owner)
    nearby.last[word.owner >> 1] = start + 1
  }
}

// Each character is looked at once, however many values ask. The key holds the ranks of the last four characters: a
// word starts at the second of them if the first is no letter.
function scanTo(nearby: Nearby, from: number, to: number): void {
  if (to <= nearby.scanned) return
  const { text } = nearby
  const limit = Math.min(to, text.length)
  const first = Math.max(nearby.scanned, from, 0)
  let key = (rankAt(text, first - 1) << 10) | (rankAt(text, first) << 5) | rankAt(text, first + 1)
  for (let i = first; i < limit; i += 1) {
    key = ((key << 5) | rankAt(text, i + 2)) & 0xf_ffff
    if (key < KEYS && IS_KEY[key] === 1 && !isInMark(text, i)) meet(nearby, WORDS.get(key) ?? [], i)
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

/** Looks for words around a place, and tells whether there are any. */
export function lookAround(nearby: Nearby, start: number): boolean {
  scanTo(nearby, start - REACH, start + REACH)
  const last = nearby.starts.at(-1)
  return last !== undefined && last >= start - REACH
}

/** Tells whether any word for an identifier was met not far before the end of where was last looked. */
export const maybeNear = ({ last }: Nearby, order: number, start: number): boolean =>
  (last[order] ?? 0) > Math.max(0, start - REACH)
