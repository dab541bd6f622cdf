import { letterOf } from './letters.js'

// A low line joins words, as in names of fields.
const LOW_LINE = 95

// Up to U+1FFF lie the alphabets that put spaces between words. Where none part them, as in
// Chinese, a word may be read from its middle on.
const isInWord = (code: number): boolean =>
  letterOf(code) > 0 ||
  (code >= 48 && code <= 57) ||
  code === LOW_LINE ||
  (code >= 0xc0 && code < 0x2000)

/**
 * Edges of a word, as patterns: no letter, digit or low line of an alphabet that puts spaces
 * between words. `\b` knows those of ASCII alone, and finds `st` in `stéphane`.
 */
export const EDGE = {
  start: '(?<![A-Za-z0-9_\\u00c0-\\u04ff])',
  end: '(?![A-Za-z0-9_\\u00c0-\\u04ff])',
} as const

/**
 * Gives where the first whole word begins from one place of a text on, or another place that it
 * must not pass. In `please pay`, from 2 on, it is the place of the space.
 */
export function wordStart(text: string, from: number, limit: number): number {
  let at = Math.max(0, from)
  if (at > 0 && isInWord(text.charCodeAt(at - 1)))
    while (at < limit && isInWord(text.charCodeAt(at))) at += 1
  return at
}

/**
 * Gives the whole words that stand before a place in its paragraph, so many characters at most. A
 * word that is cut where the look begins is none: of `please` there would be a lease, which speaks
 * of no card.
 */
export function wordsBefore(text: string, start: number, most: number): string {
  const before = text.slice(wordStart(text, start - most, start), start)
  // Of a blank line one line feed stays: what comes after it begins no text.
  return before.slice(before.lastIndexOf('\n\n') + 1)
}

/** Gives the whole words that stand behind a place in its paragraph, so many characters at most. */
export function wordsAfter(text: string, end: number, most: number): string {
  let to = Math.min(text.length, end + most)
  if (to < text.length && isInWord(text.charCodeAt(to)))
    while (to > end && isInWord(text.charCodeAt(to - 1))) to -= 1
  return text.slice(end, to).split('\n\n', 1)[0] ?? ''
}
