import { type FoldedText, fold, mendFolded } from './fold.js'
import { numberAround } from './numberWords.js'
import { regroupedAfter } from './regrouped.js'
import { dateAround } from './saidDates.js'
import { COUNTS, GROUPED, MONTH, NAMES, spelledAt } from './spelledWords.js'
import type { Replacement } from './spoken.js'

/** A text made ready to be looked through. */
export interface ReadText {
  readonly folded: FoldedText
  /**
   * Where words stand that name a value which nothing else announces; none where none is wanted.
   */
  readonly named: readonly number[]
}

interface WantedWords {
  /** Words that name a value which nothing else announces. */
  readonly named: boolean
  /** Dates that are said: whoever looks for neither birth dates nor expiries waits for none. */
  readonly dates: boolean
}

const NOTHING: readonly never[] = []
// A host that is written names nothing: `ada@gmail.com` is found by its sign.
const AT_SIGN = 64

const endOf = (replacement: Replacement | undefined): number =>
  replacement ? replacement.index + replacement.length : 0

/** Looks at each word that may be part of a number or name a value. */
function readWords(read: FoldedText, wanted: WantedWords) {
  const { text, classes, outline } = read
  const { words, wordCount, starting } = outline
  let replacements: readonly Replacement[] = NOTHING
  let named: number[] | null = null
  let numberEnd = 0
  for (let i = 0; i < wordCount; i += 1) {
    const spelled = starting[i]?.spelled ?? NOTHING
    const at = words[i] ?? 0
    if (spelled.length === 0 || at < numberEnd) continue
    const is = spelledAt(spelled, classes, at)
    if (is === 0) continue
    const number =
      (is & MONTH) !== 0 && wanted.dates
        ? dateAround(text, classes, at, endOf(replacements.at(-1)))
        : (is & COUNTS) !== 0
          ? numberAround(read, at, numberEnd)
          : (is & GROUPED) !== 0
            ? regroupedAfter(read, starting[i], at)
            : null
    if (number !== null) {
      numberEnd = number.end
      if (number.replacements.length > 0) replacements = [...replacements, ...number.replacements]
    } else if ((is & NAMES) !== 0 && wanted.named && text.charCodeAt(at - 1) !== AT_SIGN) {
      named ??= []
      named.push(at)
    }
  }
  return { replacements, named: named ?? NOTHING }
}

/**
 * Folds a text, writes the numbers in it that are said in words in digits, and finds its words that
 * name a value where any is looked for that they name.
 */
export function readText(given: string, wanted: WantedWords): ReadText {
  const plain = fold(given)
  const { replacements, named } = readWords(plain, wanted)
  if (replacements.length === 0) return { folded: plain, named }
  const folded = mendFolded(plain, replacements)
  return { folded, named: wanted.named ? readWords(folded, wanted).named : NOTHING }
}
