import type { Outline } from './outline.js'

// As far as a number, a direction and three words of a name reach.
const REACH = 100

/** The next place of a text where a word starts that some identifier has behind its first digit. */
export interface NextBehind {
  at: number
  /** Which of the places where words may start comes after it. */
  next: number
}

/** Tells whether such a word starts not far behind a place. Places are asked for in order. */
export function hasWordBehind(outline: Outline, known: NextBehind, start: number): boolean {
  const { words, wordCount, starting } = outline
  while (known.at <= start && known.next < wordCount) {
    const { behind = [] } = starting[known.next] ?? {}
    if (behind.length > 0) known.at = words[known.next] ?? 0
    known.next += 1
  }
  return known.at > start && known.at - start <= REACH
}
