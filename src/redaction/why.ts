import { identifiers } from '../identifiers/index.js'
import type { TextCandidate } from './attempt.js'
import {
  type ContextWords,
  distanceToOpposingWord,
  distanceToWord,
  FAR,
  startContextWords,
} from './contextWords.js'
import type { FoldedText } from './fold.js'
import { firstWordFrom } from './outline.js'
import { ownWordsBeside } from './ownKinds.js'
import { startOf } from './rewriting.js'
import type { TextWord } from './textWords.js'
import { endOf, type WordRole } from './vocabulary.js'

/**
 * A word of the vocabulary that stands beside a value. `start` and `end` are UTF-16 units of the
 * text as given; without a place it stands in the question that was asked.
 */
export interface TellingWord {
  readonly word: string
  readonly start?: number
  readonly end?: number
}

/**
 * Why a part of a text was found: how certain it is, from 50 to 100, and which words speak for it
 * and against it.
 */
export interface FindingReasons {
  /** `null` for what a finder found, or several readings together. */
  readonly certainty: number | null
  /** Words that say it is one, such as `card` before a card. */
  readonly for: readonly TellingWord[]
  /**
   * Words that say it is something else, such as `order`: found all the same, as it was certain
   * enough.
   */
  readonly against: readonly TellingWord[]
}

// As far as a scan looks, at most, so that no word which counted is missed.
const REACH = 64

/**
 * Lists the words of a vocabulary that start between two places, at the places where the scan looks
 * for them: a word inside another one, as `tel` in `hotel`, told nothing.
 */
function wordsBetween(
  { text, classes, outline }: ContextWords,
  role: WordRole,
  from: number,
  to: number,
): readonly (TextWord & { readonly owner: number })[] {
  const met: (TextWord & { readonly owner: number })[] = []
  for (let i = firstWordFrom(outline, from); i < outline.wordCount; i += 1) {
    const start = outline.words[i] ?? 0
    if (start >= to) break
    for (const word of outline.starting[i]?.[role] ?? []) {
      const end = endOf(word, text, classes, start)
      if (end > 0) met.push({ word: word.text, start, end, owner: word.owner })
    }
  }
  return met
}

/** Gives the words that count for a candidate, by asking of each alone whether it does. */
function wordsFor(
  contextWords: ContextWords,
  which: WordRole,
  { start, end, ...one }: TextCandidate,
): readonly TextWord[] {
  const { context } = one.identifier
  if (context === undefined) return []
  if (one.order >= identifiers.length)
    return ownWordsBeside(contextWords.text, one.identifier, { start, end })
  const from = Math.max(0, start - REACH)
  const to = Math.min(contextWords.text.length, end + REACH)
  return wordsBetween(contextWords, which, from, to).filter((met) => {
    const last = contextWords.last.map((_, order) => (order === met.owner >> 1 ? met.start + 1 : 0))
    const alone = {
      ...contextWords,
      scanned: contextWords.text.length,
      starts: [met.start],
      ends: [met.end],
      owners: [met.owner],
      last,
    }
    return distanceToWord(alone, { order: one.order, context }, start, end) < FAR
  })
}

/** Gives the words against a candidate that counted: those that end where the nearest does. */
function wordsAgainst(contextWords: ContextWords, { start }: TextCandidate): readonly TextWord[] {
  const gap = distanceToOpposingWord(contextWords, start)
  if (gap === FAR) return []
  const words = wordsBetween(contextWords, 'against', Math.max(0, start - REACH), start)
  return words.filter(({ end }) => end === start - gap)
}

/**
 * Tells why each candidate was found. Holds nothing of the text but places: words are named as the
 * vocabulary has them.
 *
 * Works it out anew, only where it is asked for, as keeping it would slow every scan. `lead` is how
 * much was put before the text.
 */
export function explainFinding(
  folded: FoldedText,
  lead: number,
  candidates: readonly (TextCandidate | null)[],
): readonly FindingReasons[] {
  const { starts, ends } = folded
  const toTelling = ({ word, start, end }: TextWord): TellingWord => {
    const from = (starts?.[start] ?? start) - lead
    return from < 0 ? { word } : { word, start: from, end: (ends?.[end - 1] ?? end) - lead }
  }
  return candidates.map((candidate) => {
    if (candidate === null) return { certainty: null, for: [], against: [] }
    const which = candidate.identifier.contextOnly === undefined ? 'helpful' : 'needed'
    const contextWords = startContextWords(folded, which, startOf(folded, lead))
    return {
      certainty: candidate.certainty,
      for: wordsFor(contextWords, which, candidate).map(toTelling),
      against: wordsAgainst(contextWords, candidate).map(toTelling),
    }
  })
}
