import { placeOf } from './replay.js'

/** A line of JSON cut at its ages: what stands before, between and after them. */
export type AgedText = readonly string[]

// An age as our records write it: a whole number of JSON (RFC 8259 §6) of at most twelve digits that ends where it ends,
// because an exponent or a fraction would change its worth.
const AGE = /"age":(?:0|[1-9][0-9]{0,11})(?=[,}])/g

const NAME = '"age":'

/** Cuts a line at its ages. The pieces are texts of their own: none keeps alive a larger one that the line was cut from. */
export function cutAtAges(text: string): AgedText {
  const pieces: string[] = []
  let from = 0
  for (const { index, 0: age } of text.matchAll(AGE)) {
    pieces.push(copyCharacters(text.slice(from, index + NAME.length)))
    from = index + age.length
  }
  return [...pieces, copyCharacters(text.slice(from))]
}

// A slice of a text may keep the whole of it alive in V8; what is made of its characters does not.
const copyCharacters = (text: string): string => [...text].join('')

const [ZERO, NINE] = [48, 57]

/**
 * Reads the ages of a line that is made of these pieces: the bounds in milliseconds that each has
 * passed, counted and joined, such as `0 2 `; `null` for any other line. Two lines of the same
 * pieces and places are decided alike.
 */
export function placesIn(text: string, pieces: AgedText, bounds: readonly number[]): string | null {
  let at = 0
  let places = ''
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? ''
    const isLast = index === pieces.length - 1
    const end = isLast ? text.length : at + piece.length
    if (text.slice(at, end) !== piece) return null
    if (isLast) return places
    at = end
    let seconds = 0
    for (let code = text.charCodeAt(at); code >= ZERO && code <= NINE; ) {
      seconds = seconds * 10 + code - ZERO
      at += 1
      code = text.charCodeAt(at)
    }
    const digits = at - end
    const isWhole = digits > 0 && digits <= 12 && (digits === 1 || text.charCodeAt(end) !== ZERO)
    if (!isWhole) return null
    places += `${placeOf(seconds, bounds)} `
  }
  return null
}

/** How far from either end a line is sampled, and how densely: away from its ages, for the most part. */
const [REACH, STEP] = [256, 7]

/**
 * Samples a line, so that lines which differ can mostly be told apart at a glance. An age near an
 * end may change the sample of a line that is alike: then the line is read.
 */
export function sampleOf(text: string): number {
  const reach = Math.min(REACH, text.length)
  let sample = 0
  for (let at = 0; at < reach; at += STEP)
    sample =
      (Math.imul(sample, 31) + text.charCodeAt(at) + (text.charCodeAt(text.length - 1 - at) << 8)) |
      0
  return sample
}
