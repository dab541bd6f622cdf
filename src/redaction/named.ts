import { LINKS } from '../identifiers/index.js'
import { type Attempt, attempt, attempts, type CandidateSearch } from './attempt.js'
import { findBicAfterIban } from './bicAfterIban.js'
import { namedKinds, namingWords } from './spelledWords.js'

/** What is tried after its own words alone. */
interface WordAttempts {
  readonly tries: readonly Attempt[]
  readonly words: RegExp
}

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
// A space stands for any one mark, and a star lets the word go on, as in every context.
const toPattern = (word: string): string =>
  literal(word.replace(/\*$/, '')).replaceAll(' ', '[ _.-]') +
  (word.endsWith('*') ? '\\p{L}{0,12}' : '(?!\\p{L})')

function makeNamed(): WordAttempts {
  const tries = attempts.filter(({ identifier }) => namedKinds.includes(identifier))
  const longestFirst = namingWords()
    .map(toPattern)
    .toSorted((a, b) => b.length - a.length)
  return { tries, words: new RegExp(`(?:${longestFirst.join('|')})`, 'iuy') }
}

// Made when first needed, as loading must be quick.
let made: WordAttempts | undefined
const named = (): WordAttempts => {
  made ??= makeNamed()
  return made
}

/** Tells whether anything is wanted that only such words announce. */
export const isNamedWanted = (wanted: Uint8Array | null): boolean =>
  wanted === null || named().tries.some(({ order }) => wanted[order] === 1)

// What stands between a word and the value it names, in any order.
const BETWEEN = new RegExp(
  `(?:[${LINKS.marks}]|(?:${LINKS.spaced}|${LINKS.mine}|${LINKS.newOrOld}|${LINKS.more}|of|number|no|code)(?![\\p{L}\\p{N}'])){1,10}`,
  'iuy',
)

/** Tries what no digit announces, such as a password, after the words that name it. */
export function findNamed(search: CandidateSearch, places: readonly number[]): boolean {
  const { tries, words } = named()
  for (const word of places) {
    words.lastIndex = word
    if (!words.test(search.text)) continue
    BETWEEN.lastIndex = words.lastIndex
    const at = BETWEEN.test(search.text) ? BETWEEN.lastIndex : -1
    search.left -= Math.max(at, words.lastIndex) - word
    for (const one of tries) {
      const start = one.identifier.beginsAt?.(search.text, word) ?? at
      if (start >= 0) attempt(search, one, start)
    }
    if (search.left < 0) return false
  }
  findBicAfterIban(search)
  return true
}
