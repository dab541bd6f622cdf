import { endsInLastFour } from '../identifiers/index.js'
import { ordinals } from './dateNames.js'
import { AND, HUNDREDS, MARKS, numberWords, THOUSANDS, TIMES } from './numberNames.js'
import {
  type SpokenText,
  saidBefore,
  saidBehind,
  separatorEnd,
  type TextWord,
  wordAt,
} from './textWords.js'

// A run is as long as a card with its expiry and code.
const MOST_TOKENS = 60
// Made when first needed, as loading must be quick.
let parts: ReadonlySet<string> | undefined

/**
 * Tells whether a word may be part of a number. `y` and `hundred` are parts only between numbers:
 * the run is trimmed of them afterwards.
 */
function isPart(word: string): boolean {
  parts ??= new Set([
    ...numberWords().values.keys(),
    ...TIMES.keys(),
    ...HUNDREDS,
    ...THOUSANDS,
    ...MARKS.keys(),
    ...AND,
  ])
  return parts.has(word)
}

const areParts = (words: readonly TextWord[]): boolean =>
  words.length > 0 && words.every(({ word }) => isPart(word))

/**
 * Gives the words around one that belong to a number with it. It is begun from a word in the middle
 * as well as from the first, as not every name is looked for; nothing before `floor` belongs to it.
 */
function runAround(spoken: SpokenText, word: TextWord, floor: number): readonly TextWord[] {
  const run = [word]
  while (run.length < MOST_TOKENS) {
    const words = saidBefore(spoken, run[0]?.start ?? 0)
    if ((words[0]?.start ?? 0) < floor || !areParts(words)) break
    run.unshift(...words)
  }
  while (run.length < MOST_TOKENS) {
    const from = separatorEnd(spoken.text, run.at(-1)?.end ?? 0)
    const words = from === 0 ? [] : saidBehind(spoken, from)
    if (!areParts(words)) break
    run.push(...words)
  }
  return run
}

/** How far a run was read: what it comes to, and the place of its next word. */
export interface NumberRead {
  readonly written: string
  readonly next: number
}

// Twenty to ninety, which a digit may be said after.
const isTen = (value: number | undefined): boolean =>
  value !== undefined && value >= 20 && value % 10 === 0

const numberOf = (word: string): number | undefined =>
  numberWords().values.get(word) ?? ordinals().get(word)

/**
 * Reads one number below a hundred: `seven`, `twelve`, `thirty four`, `soixante-douze`,
 * `quatre-vingt-deux`.
 */
export function below100(
  run: readonly TextWord[],
  at: number,
): { value: number; next: number } | null {
  const valueAt = (place: number): number | undefined => numberOf(run[place]?.word ?? '')
  const value = valueAt(at)
  if (value === undefined) return null
  const isEighty = value === 4 && /^vingts?$/.test(run[at + 1]?.word ?? '')
  const ten = isEighty ? 80 : value
  const after = isEighty ? at + 2 : at + 1
  if (!isTen(ten)) {
    const more = valueAt(after) ?? 0
    return run[at]?.word === 'dix' && more > 6 && more < 10
      ? { value: 10 + more, next: after + 1 }
      : { value, next: after }
  }
  const place = AND.has(run[after]?.word ?? '') ? after + 1 : after
  const isFrench = isEighty || run[at]?.word === 'soixante'
  const unit = isFrench ? below10Or20(run, place) : { value: valueAt(place) ?? 0, next: place + 1 }
  return unit.value > 0 && unit.value < (isFrench ? 20 : 10)
    ? { value: ten + unit.value, next: unit.next }
    : { value: ten, next: after }
}

/** French counts from sixty and eighty on up to nineteen more: `soixante-douze` is 72. */
function below10Or20(run: readonly TextWord[], at: number): { value: number; next: number } {
  const value = numberOf(run[at]?.word ?? '') ?? 0
  return value < 20 ? (below100(run, at) ?? { value: 0, next: at }) : { value: 0, next: at }
}

/**
 * Writes the century of a year apart from what stands before it: `four nineteen eighty two` is `4
 * 1982`, and not `41982`.
 */
function readYear(run: readonly TextWord[], at: number): NumberRead | null {
  const { values } = numberWords()
  const century = values.get(run[at]?.word ?? '')
  if (century === 2 && THOUSANDS.has(run[at + 1]?.word ?? '')) {
    const rest = below100(run, at + 2)
    return {
      written: `20${String(rest?.value ?? 0).padStart(2, '0')}`,
      next: rest?.next ?? at + 2,
    }
  }
  if (century !== 19 && century !== 20) return null
  const rest = below100(run, at + 1)
  return rest !== null && rest.value >= 10 && rest.next === run.length
    ? { written: `${century}${rest.value}`, next: rest.next }
    : null
}

/**
 * Reads what stands at one place of a run: a year, a repeated digit (`double five`), two zeros
 * (`hundred`), a mark by its name (`dash`), or a number below a hundred.
 */
function readOne(run: readonly TextWord[], at: number): NumberRead {
  const word = run[at]?.word ?? ''
  const year = readYear(run, at)
  if (year !== null) return year
  const times = TIMES.get(word)
  if (times !== undefined) {
    const digit = numberWords().values.get(run[at + 1]?.word ?? '')
    return digit === undefined || digit > 9
      ? { written: '', next: at + 1 }
      : { written: String(digit).repeat(times), next: at + 2 }
  }
  if (HUNDREDS.has(word)) return { written: '00', next: at + 1 }
  const mark = MARKS.get(word)
  if (mark !== undefined) return { written: mark, next: at + 1 }
  const number = below100(run, at)
  return number === null
    ? { written: ' ', next: at + 1 }
    : { written: String(number.value), next: number.next }
}

// No month has the number, so that what follows is no year: `twenty twenty fifteen` is a sort code.
const NO_MONTH = /^(?:1[3-9]|[2-9]\d)$/

/** Writes a run of number words in digits, with a space where a comma or a stop parts them. */
function writeRun(text: string, run: readonly TextWord[]): string {
  let written = ''
  for (let at = 0; at < run.length; ) {
    const isYear = readYear(run, at) !== null
    const one = readOne(run, at)
    if (isYear && /\d$/.test(written) && !NO_MONTH.test(written)) written += ' '
    written += one.written
    const end = run[one.next - 1]?.end ?? 0
    const start = run[one.next]?.start ?? end
    // `four, two, four, two`: who pauses at every digit parts no groups.
    if (/[,.\n]/.test(text.slice(end, start)) && /\d\d$/.test(written)) written += ' '
    at = one.next
  }
  return written
    .replace(/ *([-/]) */g, '$1')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Leaves out words that begin and end no number, as `and` does. */
function trimRun(run: readonly TextWord[]): readonly TextWord[] {
  const isValue = ({ word }: TextWord): boolean => numberWords().values.has(word)
  const begins = run.findIndex((token) => isValue(token) || TIMES.has(token.word))
  // `plus four four`: of an international number.
  const first = MARKS.get(run[begins - 1]?.word ?? '') === '+' ? begins - 1 : begins
  const last = run.findLastIndex(
    (token) => isValue(token) || HUNDREDS.has(token.word) || THOUSANDS.has(token.word),
  )
  return first < 0 ? [] : run.slice(first, last + 1)
}

/** Leaves out the four of `last four five six one two`, which counts the digits and is none. */
const withoutCount = (text: string, run: readonly TextWord[]): readonly TextWord[] =>
  run.length > 4 && numberOf(run[0]?.word ?? '') === 4 && endsInLastFour(text, run[0]?.end ?? 0)
    ? run.slice(1)
    : run

// `one two three four five six seven`: who counts gives nobody's number.
const COUNTED = /^0?12345|^98765/

// In words, and in digits.
const LEAST = 3

/**
 * Reads the number that is said, and not typed, around a word: `four one five five five five oh one
 * three two`, with what it comes to in digits, so that whatever finds a value in digits finds it in
 * words. `null` where the word is no number. Nothing before `floor` is looked at again.
 *
 * Two numbers in a row are prose as often, `one or two`, `twenty five`; three are not.
 */
export function numberAround(spoken: SpokenText, at: number, floor: number) {
  const { text } = spoken
  const word = wordAt(text, spoken.classes, at)
  if (!isPart(word.word)) return null
  const run = withoutCount(text, trimRun(runAround(spoken, word, floor)))
  const [first] = run
  const end = run.at(-1)?.end ?? word.end
  if (first === undefined || run.length < LEAST) return { replacements: [], end }
  const written = writeRun(text, run)
  const digits = written.replace(/\D/g, '')
  if (digits.length < LEAST || COUNTED.test(digits)) return { replacements: [], end }
  return { replacements: [{ index: first.start, length: end - first.start, written }], end }
}
