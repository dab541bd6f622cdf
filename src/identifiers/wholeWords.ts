import { letterOf } from './letters.js'
import { wordPattern } from './wordPattern.js'

const LOW_LINE = 95

const isThai = (code: number): boolean => code >= 0x0e00 && code < 0x0e80

// Up to U+1FFF lie the alphabets that put spaces between words, but Thai. Where none part them, a word may be read from its
// middle on.
const isInWord = (code: number): boolean =>
  letterOf(code) > 0 ||
  (code >= 48 && code <= 57) ||
  code === LOW_LINE ||
  (code >= 0xc0 && code < 0x2000 && !isThai(code))

/**
 * Edges of a word, as patterns: no letter, digit or low line of an alphabet that puts spaces between words. `\b` knows those of
 * ASCII alone, and finds `st` in `stéphane`.
 */
export const EDGE = {
  start: '(?<![A-Za-z0-9_\\u00c0-\\u04ff])',
  end: '(?![A-Za-z0-9_\\u00c0-\\u04ff])',
} as const

/** Gives where the first whole word begins from one place of a text on, or another place that it must not pass. */
export function wordStart(text: string, from: number, limit: number): number {
  let at = Math.max(0, from)
  if (at > 0 && isInWord(text.charCodeAt(at - 1)))
    while (at < limit && isInWord(text.charCodeAt(at))) at += 1
  return at
}

/**
 * Gives the whole words that stand before a place in its paragraph, so many characters at most. A word that is cut where
 * the look begins is none: of `please` there would be a lease, which speaks of no card.
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

/** Takes the marks above and below letters out of a word, as they are gone where a text is read. */
export const bare = (word: string): string => word.replace(/\p{M}/gu, '')

// Chinese, Japanese, Korean and Thai put no spaces between words.
const isSpaced = (word: string): boolean => {
  const code = word.charCodeAt(0)
  return code < 0x3000 && !isThai(code)
}

const toSource = (word: string): string =>
  wordPattern(bare(word.replace(/\*$/, ''))) + (word.endsWith('*') ? '\\p{L}*' : '')

/**
 * Writes words of a `WordContext` as a pattern for `iu`: whole words where spaces part them, and with a space for any one
 * mark between two.
 */
export function anyOf(words: readonly string[]): string {
  const spaced = words.filter(isSpaced).map(toSource)
  const unspaced = words.filter((word) => !isSpaced(word)).map(toSource)
  return [
    ...(spaced.length > 0 ? [`(?<!\\p{L})(?:${spaced.join('|')})(?!\\p{L})`] : []),
    ...unspaced,
  ].join('|')
}
