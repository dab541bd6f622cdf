import { wordsBefore } from './wholeWords.js'

// The digits by their names, from 0 to 9, in English, German, French, Spanish, Italian, Portuguese and Dutch.
const LANGUAGES = [
  'zero|oh|o|nought one two three four five six seven eight nine',
  'null eins|ein zwei|zwo drei vier fünf|fuenf sechs sieben acht neun',
  'zéro|zero un|une deux trois quatre cinq six sept huit neuf',
  'cero uno dos tres cuatro cinco seis siete ocho nueve',
  'zero uno due tre quattro cinque sei sette otto nove',
  'zero um dois três|tres quatro cinco seis|meia sete oito nove',
  'nul een|één twee drie vier vijf zes zeven acht negen',
] as const

const TIMES: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['doppel', 2],
  ['zweimal', 2],
  ['doble', 2],
  ['doppio', 2],
  ['duplo', 2],
  ['dubbel', 2],
  ['triple', 3],
  ['treble', 3],
  ['dreimal', 3],
  ['triplo', 3],
])

const NAMES = LANGUAGES.map((language) => language.split(' ').map((names) => names.split('|')))
const DIGIT_OF: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap((digits) =>
    digits.flatMap((names, digit) => names.map((name) => [name, String(digit)] as const)),
  ),
)
// The longest first, so that `seven` is not read as `se` and what is left.
const WORDS = [...DIGIT_OF.keys(), ...TIMES.keys()].toSorted((a, b) => b.length - a.length)
// No letter and no digit, without the tables of Unicode: the pattern is tried beside digits as well.
const PLAIN = '[A-Za-z0-9\\u00c0-\\u024f]'
const WORD = `(?:${WORDS.join('|')})(?!${PLAIN})`

/**
 * Names of digits that a text is looked at for a number in words at: of four letters or more, as shorter ones, and pairs
 * of them, share their letters with so many words that looking costs half the speed of a chat line.
 */
export const WRITTEN_WORDS: readonly string[] = [...DIGIT_OF.keys()].filter(
  (name) => name.length > 3,
)

/** Seven to fifteen digits by their names, `double` and `triple` among them, as a pattern. */
export const WRITTEN_PHONE = `(?<!${PLAIN})${WORD}(?:[ ,.-]{1,2}${WORD}){4,15}`

const LONGEST_RUN = 120
const RUN_BEFORE = new RegExp(`(?<!${PLAIN})(?:${WORD}[ ,.-]{1,2}){1,16}$`, 'i')

/** Gives where a number in words begins of which a name stands at a place. */
export const writtenBefore = (text: string, word: number): number => {
  const found = RUN_BEFORE.exec(wordsBefore(text, word, LONGEST_RUN))
  return found === null ? word : word - found[0].length
}

/** Writes digits by their names as digits, or gives `null` for a text that holds anything else. */
export function readWritten(text: string): string | null {
  let digits = ''
  let times = 1
  for (const word of text.toLowerCase().split(/[ ,.-]+/)) {
    const digit = DIGIT_OF.get(word)
    const count = TIMES.get(word)
    if (digit === undefined && count === undefined) return null
    digits += digit?.repeat(times) ?? ''
    times = count ?? 1
  }
  return digits
}

// `o7700 9oo123`, `415-555-o132`: the letter for the digit that looks the same. At least five digits are typed as such.
const SLIPPED =
  '(?<![A-Za-z0-9])(?=[\\d .()+-]{0,24}[oOlI])(?=[ .()-]?(?:[^\\d]{0,4}\\d){5})[\\doO+(](?:[ .()-]{0,2}[\\doOlI]){6,13}'
/** A number in which letters stand for digits, as a pattern. */
export const SLIPPED_PHONE = `${SLIPPED}(?![A-Za-z0-9])(?!-\\d|:\\d)`

/** Writes letters that stand for digits as digits. */
export const mendSlips = (text: string): string => text.replace(/[oO]/g, '0').replace(/[lI]/g, '1')

const LONGEST_SLIPPED = 24
const SLIPPED_START = /(?<![A-Za-z0-9])[\doO+(][\doOlI .()-]{0,23}$/

/** Gives where a number may begin of which a group with such a letter stands at a place. */
export function slippedBefore(text: string, group: number): number {
  const found = SLIPPED_START.exec(wordsBefore(text, group, LONGEST_SLIPPED))
  return found === null ? group : group - found[0].length
}
