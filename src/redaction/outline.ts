import { type CharacterClasses, IS_START, mayStart, ROWS } from './characters.js'
import { wordKeyAt } from './vocabulary.js'
import { type StartingWords, startingAt, startLetters } from './wordStarts.js'

/** What one walk over a text tells of it. Good until the next text is walked. */
export interface Outline {
  readonly classes: CharacterClasses
  /** Places where a word that is looked for may start, in order. */
  readonly words: Int32Array
  wordCount: number
  /** The words that may start at each of these places. */
  readonly starting: StartingWords[]
  /** Places of the characters in or after which an identifier can begin, in order. */
  readonly anchors: Int32Array
  anchorCount: number
  /** Bits of the classes of all characters together. */
  all: number
}

/** Walks a text and writes down what it tells. */
export type Outliner = (text: string) => Outline

// Characters that may be read past the end of a text.
const PAST = 8
// Texts that are not longer share one outline, of 10 bytes a character: one of 100 KB is scanned half as fast again so.
const SHARED_LENGTH = 131_072

/**
 * Makes what walks texts of so many characters. It writes down the class of each character, where words may start, and
 * where identifiers may. Each place is written whether it is one or not and kept where it is, as a branch that goes either
 * way costs more than a write. Tables and lists are fixed when it is made, so that an engine knows where they lie: a text of
 * 1 KB takes two thirds of the time so.
 */
function makeOutliner(length: number): Outliner {
  const rows = ROWS
  const letters = startLetters()
  const classes = new Uint16Array(length + PAST)
  const words = new Int32Array(length + PAST)
  const anchors = new Int32Array(length + PAST)
  const starting: StartingWords[] = []
  const outline: Outline = {
    classes,
    words,
    wordCount: 0,
    starting,
    anchors,
    anchorCount: 0,
    all: 0,
  }
  return (text) => {
    const size = text.length
    let all = 0
    let before = 0
    let startCount = 0
    let anchorCount = 0
    for (let at = 0; at < size; at += 1) {
      const row = rows[text.charCodeAt(at)] ?? 0
      classes[at] = row
      all |= row
      words[startCount] = at
      startCount += mayStart(row, before)
      before = row
      anchors[anchorCount] = at
      anchorCount += (row & IS_START) >> 11
    }
    classes.fill(0, size, size + PAST)
    outline.wordCount = keepWords(outline, letters, startCount, text)
    outline.anchorCount = anchorCount
    outline.all = all
    return outline
  }
}

/** Keeps, of so many places, those where a word may start that is looked for; tells how many they are. */
function keepWords(
  { classes, words, starting }: Outline,
  letters: Uint32Array,
  startCount: number,
  text: string,
): number {
  let count = 0
  for (let i = 0; i < startCount; i += 1) {
    const at = words[i] ?? 0
    const key = wordKeyAt(classes, at)
    words[count] = at
    count += ((letters[key >> 5] ?? 0) >>> (key & 31)) & 1
  }
  for (let i = 0; i < count; i += 1) starting[i] = startingAt(text, classes, words[i] ?? 0)
  return count
}

// Made when first needed, as loading must be quick.
let shared: Outliner | undefined

/** Gives what walks a text of so many characters, and what it becomes when it is folded. The next call may give the same. */
export function outlinerOf(length: number): Outliner {
  if (length > SHARED_LENGTH) return makeOutliner(length)
  shared ??= makeOutliner(SHARED_LENGTH)
  return shared
}

/** Gives which of the places where words may start is the first from one on. */
export function firstWordFrom({ words, wordCount }: Outline, from: number): number {
  let low = 0
  let high = wordCount
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle] ?? 0) < from) low = middle + 1
    else high = middle
  }
  return low
}
