import { numberWords, TIMES } from './numberNames.js'
import type { TextWord } from './textWords.js'

// A word or two may be said in prose: `one`, `two or three`.
const LEAST_SAID = 2
const WORDS = /\p{L}+/gu
const BETWEEN_WORDS = /^[\s,.-]{1,2}$/

/** Gives the words of a text with what stands before each, and says which may be said of a number. */
const saidWords = (text: string): readonly TextWord[] =>
  [...text.matchAll(WORDS)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    word: word.toLowerCase(),
  }))

const isSaid = (word: string): boolean => numberWords().values.has(word) || TIMES.has(word)

/** Gives the number in words that a text ends in; `undefined` for none. */
export function saidAtEnd(text: string): string | undefined {
  const words = saidWords(text)
  let first = words.length
  while (first > 0 && isNext(text, words, first - 1, first)) first -= 1
  const start = words[first]?.start
  return start === undefined ||
    words.length - first < LEAST_SAID ||
    words.at(-1)?.end !== text.length
    ? undefined
    : text.slice(start)
}

/** Gives the number in words that a text begins with, with the spaces before it; `undefined` for none. */
export function saidAtStart(text: string): string | undefined {
  const words = saidWords(text)
  let last = -1
  while (last + 1 < words.length && isNext(text, words, last + 1, last)) last += 1
  const isFirst = text.slice(0, words[0]?.start ?? 0).trim() === ''
  return last + 1 < LEAST_SAID || !isFirst ? undefined : text.slice(0, words[last]?.end)
}

function isNext(text: string, words: readonly TextWord[], at: number, beside: number): boolean {
  const [one, other] = [words[at], words[beside]]
  if (one === undefined || !isSaid(one.word)) return false
  if (other === undefined) return true
  const [before, after] = one.start < other.start ? [one, other] : [other, one]
  return BETWEEN_WORDS.test(text.slice(before.end, after.start))
}
