import type { CandidateSearch } from './attempt.js'
import { LETTER_OF, scanLeft } from './characters.js'
import { firstWordFrom } from './outline.js'
import { endOf } from './vocabulary.js'

// Small words that end on the way to a value: `my bsn is111222333`.
const LINK = /^(?:is|es|ist|est|to|nr|no|num|number|nummer|numero|número|hai)$/i
// A shorter word in capitals is as often the beginning of an article's number: `SC200000`.
const LONG = 4
const LONGEST = 24

/**
 * Tells whether the letters that digits are typed to are a word for a value, or end on the way to one, so that the value begins
 * at the digits: `otp482913`. `from` is where these letters and digits begin.
 */
export function isGlued(
  { text, classes, outline }: CandidateSearch,
  from: number,
  index: number,
): boolean {
  const word = text.slice(from, index)
  if (scanLeft(classes, index, from, LETTER_OF) !== from) return false
  if (LINK.test(word)) return true
  if (word.length < LONG && word !== word.toLowerCase()) return false
  for (let i = firstWordFrom(outline, index - LONGEST); i < outline.wordCount; i += 1) {
    const at = outline.words[i] ?? 0
    if (at > from) return false
    const { needed = [], helpful = [] } = outline.starting[i] ?? {}
    for (const one of [...needed, ...helpful]) {
      const end = endOf(one, text, classes, at)
      if (end === index || (one.isStem && end > from)) return true
    }
  }
  return false
}
