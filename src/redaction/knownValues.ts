import { monthOf } from '../identifiers/index.js'
import type { Span } from './scan.js'
import { plainWord, type SpokenWord, typedForms, wordsIn } from './spokenWords.js'

/** Values of a record, by their letters and digits alone: `B-7781-22` is known as `b778122`. */
export interface KnownValues {
  /** What is found as a whole: values, and dates and phone numbers in each way they are written. */
  readonly whole: ReadonlySet<string>
  /**
   * Of addresses, a number and a word as they may stand beside each other, and every word there is.
   */
  readonly pairs: ReadonlySet<string>
  readonly parts: ReadonlySet<string>
  /** Whether there is a date among them, whose month may be said by its name. */
  readonly hasDates: boolean
  /** Letters and digits of the longest. */
  readonly longest: number
}

const TYPE = 'known_value'
// In letters and digits: of shorter values too many are said by chance.
const SHORTEST = 5
// Of a word of an address that tells with its number alone.
const SHORTEST_PART = 4
// Words of an address that stand before its number, at most.
const MOST_BEFORE = 6
// What people put between two parts of a value, or leave out.
const BETWEEN = /^[\s.,:/_#()–-]{0,3}$/
// As records hold dates (ISO 8601).
const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T|$)/
// A literal in a function, as properties of characters take long to load.
const hasDigit = (text: string): boolean => /\p{N}/u.test(text)

/** What is left of a value without its marks, spaces and case: `B-7781 22` as `b778122`. */
const compact = (value: string): string =>
  wordsIn(value)
    .map(({ plain }) => plain)
    .join('')

/**
 * Gives a date as people write it, day or month first, with the year in full or not, or the year first: `1982-07-04`
 * as `04071982`, `471982`, `4071982`, `040782` and `198274` among others. None for what is no date.
 */
function datesOf(value: string): readonly string[] {
  const [, year, month, day] = DATE.exec(value) ?? []
  if (year === undefined || month === undefined || day === undefined) return []
  const days = [day, day.replace(/^0/, '')]
  const months = [month, month.replace(/^0/, '')]
  return [
    ...days.flatMap((one) =>
      months.flatMap((other) => [one + other + year, other + one + year, year + other + one]),
    ),
    `${day}${month}${year.slice(2)}`,
    `${month}${day}${year.slice(2)}`,
  ]
}

// `12th`, `1er`: a day as it is counted.
const COUNTED = /^(\d{1,2})(?:st|nd|rd|th|er|e)$/
const OF = new Set(['de', 'del', 'of', 'the', 'di'])

/** Gives what a word is of a date in digits: a month by its number, and nothing for what joins the parts. */
function partOfDate({ written, plain }: SpokenWord): string {
  if (OF.has(plain)) return ''
  const month = monthOf(written.toLowerCase()) || monthOf(plain)
  return month > 0 ? String(month) : plain.replace(COUNTED, '$1')
}

/**
 * Gives a phone number as it is dialled at home: without its country code, with a trunk prefix or
 * without (E.164). How long the code is nobody knows here, so one, two and three digits are left
 * out in turn: `+447911123456` is known as `07911123456` among others.
 */
function dialled(value: string): readonly string[] {
  const digits = /^\+(\d{9,15})$/.exec(value.replace(/[\s().-]/g, ''))?.[1]
  if (digits === undefined) return []
  const national = [1, 2, 3].map((code) => digits.slice(code)).filter(({ length }) => length >= 8)
  return [digits, ...national.flatMap((number) => [number, `0${number}`])]
}

/**
 * Gives each number of an address with each of its words: `12 Elm Rise` is typed as `rise 12` as
 * well.
 */
function pairsOf(value: string): readonly (readonly [string, string])[] {
  const words = wordsIn(value)
  const numbers = words.filter(({ plain }) => hasDigit(plain))
  // `12 am` is no part of `Am Markt 12`.
  const names = words.filter(({ plain }) => !hasDigit(plain) && plain.length >= SHORTEST_PART)
  return numbers.flatMap((number) => names.map((name) => [number.written, name.written] as const))
}

// An address is more than a number and a word.
const isAddress = (value: string): boolean =>
  hasDigit(value) && (value.match(/\p{L}{2,}/gu) ?? []).length > 1

/**
 * Makes values ready to be found: what has a digit or several words, and at least five characters.
 * What remains is looked up in sets, so that looking takes no longer for a large record than for a
 * small one. Of an address, each number with each of its words is kept as well, and every word, so
 * that a part of it is found: `rise 12, oxford`.
 */
export function toKnownValues(values: readonly string[]): KnownValues {
  const told = values.filter(
    (value) => value.trim().length >= SHORTEST && (hasDigit(value) || /\S\s+\S/u.test(value)),
  )
  const addresses = told.filter(isAddress)
  const whole = new Set(
    told.flatMap((value) => [
      ...[compact(value), ...datesOf(value), ...dialled(value)].filter(
        ({ length }) => length >= SHORTEST,
      ),
      ...(compact(value).length < SHORTEST ? [] : [spelled(value)]),
    ]),
  )
  const pairs = addresses.flatMap(pairsOf)
  return {
    whole,
    pairs: new Set(
      pairs.flatMap(([one, two]) =>
        typedForms(one).flatMap((first) =>
          typedForms(two).flatMap((second) => [`${first} ${second}`, `${second} ${first}`]),
        ),
      ),
    ),
    parts: new Set(
      addresses.flatMap((value) => wordsIn(value).flatMap((word) => typedForms(word.written))),
    ),
    hasDates: told.some((value) => DATE.test(value)),
    longest: Math.max(0, ...[...whole].map(({ length }) => length)),
  }
}

/** `Königstraße` without the letters that a keyboard lacks: `koenigstrasse`. */
const spelled = (value: string): string =>
  wordsIn(value)
    .map(({ written }) => typedForms(written)[1] ?? plainWord(written))
    .join('')

/**
 * Gives the last word of the longest value that begins at one, or -1. Words are put together until
 * they are longer than any value, so that each is looked at a bounded number of times.
 */
function valueFrom(known: KnownValues, text: string, words: readonly SpokenWord[], at: number) {
  let said = ''
  let dated = ''
  let last = -1
  const isDate = known.hasDates && !OF.has(words[at]?.plain ?? '')
  for (let next = at; next < words.length; next += 1) {
    const [before, word] = [words[next - 1], words[next]]
    if (word === undefined) break
    if (next > at && !BETWEEN.test(text.slice(before?.end ?? 0, word.start))) break
    said += word.plain
    const part = isDate && next - at < MOST_OF_DATE ? partOfDate(word) : ''
    dated += part
    const mayBeDate = isDate && next - at < MOST_OF_DATE && dated.length <= known.longest
    if (said.length > known.longest && !mayBeDate) break
    if (known.whole.has(said) || (part !== '' && known.whole.has(dated))) last = next
  }
  return last
}

// Words of `4th of the month of July of 1982`.
const MOST_OF_DATE = 8

/**
 * Gives the last word of a part of an address that begins at one with its number or beside it, or
 * -1. People leave out the town, or the kind of street, or write it short.
 */
function addressFrom(known: KnownValues, text: string, words: readonly SpokenWord[], at: number) {
  const [first, second] = [words[at], words[at + 1]]
  if (first === undefined || second === undefined) return -1
  if (!BETWEEN.test(text.slice(first.end, second.start))) return -1
  if (!known.pairs.has(`${first.plain} ${second.plain}`)) return -1
  let last = at + 1
  for (let next = last + 1; next < words.length; next += 1) {
    const [before, word] = [words[next - 1], words[next]]
    if (before === undefined || word === undefined || !known.parts.has(word.plain)) break
    if (!BETWEEN.test(text.slice(before.end, word.start))) break
    last = next
  }
  return last
}

/**
 * Gives the first word of an address whose number stands at one: `Example Street` of `Example
 * Street 12`.
 */
function addressStart(
  known: KnownValues,
  text: string,
  words: readonly SpokenWord[],
  at: number,
): SpokenWord | undefined {
  let first = words[at]
  for (let back = at - 1; back >= Math.max(0, at - MOST_BEFORE); back -= 1) {
    const word = words[back]
    if (word === undefined || first === undefined || !known.parts.has(word.plain)) break
    if (!BETWEEN.test(text.slice(word.end, first.start))) break
    first = word
  }
  return first
}

/**
 * Finds values in a text, and of an address its number with a word beside it. The longest that
 * begins at a word is taken, and the search goes on behind it. `words` are those of the text, in
 * their order.
 */
export function findKnownValues(
  known: KnownValues,
  text: string,
  words: readonly SpokenWord[],
): readonly Span[] {
  const spans: Span[] = []
  for (let at = 0; at < words.length; at += 1) {
    const address = addressFrom(known, text, words, at)
    const last = Math.max(valueFrom(known, text, words, at), address)
    const first = address < 0 ? words[at] : addressStart(known, text, words, at)
    const end = words[last]
    if (first === undefined || end === undefined) continue
    spans.push({ start: first.start, end: end.end, type: TYPE })
    at = last
  }
  return spans
}
