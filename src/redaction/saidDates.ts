import { monthOf, speaksOfExpiry, wordsBefore } from '../identifiers/index.js'
import type { CharacterClasses } from './characters.js'
import {
  CENTURIES,
  NINE_HUNDRED,
  NO_DAY,
  OF_DATE,
  ordinals,
  YEAR_AND,
  YEAR_HUNDREDS,
  YEAR_THOUSANDS,
  YEAR_WORDS,
} from './dateNames.js'
import { numberWords } from './numberNames.js'
import { below100, type NumberRead } from './numberWords.js'
import type { Replacement } from './spoken.js'
import { previous, separatorEnd, type TextWord, wordAt } from './textWords.js'

// `тысяча девятьсот восемьдесят второго`: as many words as a day and a year have.
const MOST_WORDS = 8
const MOST_BETWEEN = 3

const SHORTEST_CENTURY = Math.min(...CENTURIES.map(([name]) => name.length))

/** Reads a year that is one word, or its beginning: `neunzehnhundertachtzig`, `duemila`. */
function yearWord(word: string) {
  if (word.length < SHORTEST_CENTURY) return null
  const { values } = numberWords()
  for (const [name, century] of CENTURIES) {
    if (!word.startsWith(name)) continue
    const left = word.slice(name.length)
    const rest = values.get(left) ?? values.get(left.replace(/^(?:und|en|e)/, ''))
    if (left === '' || rest !== undefined) return { century, rest }
  }
  return null
}

interface DateWords {
  readonly numbers: ReadonlySet<string>
  readonly parts: ReadonlySet<string>
}

function makeDateWords(): DateWords {
  const numbers = new Set([...numberWords().values.keys(), ...ordinals().keys()])
  const others = [YEAR_THOUSANDS, YEAR_HUNDREDS, NINE_HUNDRED, YEAR_AND]
  return { numbers, parts: new Set([...numbers, ...others.flatMap((words) => [...words])]) }
}

// Made when first needed, as loading must be quick.
let made: DateWords | undefined
const dateWords = (): DateWords => {
  made ??= makeDateWords()
  return made
}

const isNumber = (word: string): boolean => dateWords().numbers.has(word)
const isPart = (word: string): boolean => dateWords().parts.has(word) || yearWord(word) !== null

const toYear = (century: number, rest: number): string =>
  `${century}${String(rest).padStart(2, '0')}`

/** Writes the rest of a year behind its century, two digits of it, `00` where nothing follows. */
function yearOf(century: number, run: readonly TextWord[], at: number): NumberRead {
  const from = YEAR_AND.has(run[at]?.word ?? '') ? at + 1 : at
  const rest = below100(run, from)
  return { written: toYear(century, rest?.value ?? 0), next: rest?.next ?? at }
}

/** Reads a year of four digits: `nineteen eighty two`, `mil novecientos ochenta y dos`. */
function fullYearAt(run: readonly TextWord[], at: number): NumberRead | null {
  const wordOf = (place: number): string => run[place]?.word ?? ''
  const numberOf = (place: number): number | undefined => numberWords().values.get(wordOf(place))
  if (YEAR_THOUSANDS.has(wordOf(at))) {
    if (NINE_HUNDRED.has(wordOf(at + 1))) return yearOf(19, run, at + 2)
    return numberOf(at + 1) === 9 && YEAR_HUNDREDS.has(wordOf(at + 2))
      ? yearOf(19, run, at + 3)
      : null
  }
  const one = yearWord(wordOf(at))
  if (one?.rest !== undefined) return { written: toYear(one.century, one.rest), next: at + 1 }
  if (one !== null) return yearOf(one.century, run, at + 1)
  const value = numberOf(at)
  if (value === 2 && YEAR_THOUSANDS.has(wordOf(at + 1))) return yearOf(20, run, at + 2)
  if (value === 19 && YEAR_HUNDREDS.has(wordOf(at + 1))) return yearOf(19, run, at + 2)
  const rest = below100(run, at + 1)
  const isFull =
    rest !== null && rest.value >= 10 && (value === 19 || (value === 20 && rest.value < 40))
  return isFull ? { written: `${value}${rest.value}`, next: rest.next } : null
}

/** Reads a year, of two digits too: `eighty two`, `oh five`. */
function yearAt(run: readonly TextWord[], at: number): NumberRead | null {
  const full = fullYearAt(run, at)
  if (full !== null) return full
  const two = below100(run, at)
  if (two === null) return null
  if (two.value >= 10) return { written: String(two.value), next: two.next }
  const ones = two.value === 0 ? below100(run, two.next) : null
  return ones !== null && ones.value < 10 ? { written: `0${ones.value}`, next: ones.next } : null
}

const isDay = (value: number): boolean => value >= 1 && value <= 31

/** Reads what follows a month: its year, its day, or both. */
function readBehind(run: readonly TextWord[], hasDay: boolean): NumberRead | null {
  const year = yearAt(run, 0)
  if (hasDay || year?.written.length === 4) return year
  const day = below100(run, 0)
  if (day === null || !isDay(day.value)) return year
  const yearBehind = yearAt(run, day.next)
  if (yearBehind !== null)
    return { written: `${day.value} ${yearBehind.written}`, next: yearBehind.next }
  return year ?? { written: String(day.value), next: day.next }
}

/** Finds the day that is said before a month: `the fourth of july`, `vinte e dois de maio`. */
function dayBefore(
  text: string,
  classes: CharacterClasses,
  month: TextWord,
  floor: number,
): Replacement | null {
  const run: TextWord[] = []
  let between = 0
  let from = month.start
  while (run.length < 4) {
    const word = previous(text, classes, from)
    if (word === null || word.start < floor) break
    from = word.start
    if (run.length === 0 && OF_DATE.has(word.word) && between < MOST_BETWEEN) between += 1
    else if (isNumber(word.word) || YEAR_AND.has(word.word)) run.unshift(word)
    else break
  }
  for (const [at, first] of run.entries()) {
    const read = below100(run, at)
    const last = run.at(-1)
    if (read === null || read.next !== run.length || last === undefined) continue
    if (!isDay(read.value) || (at === run.length - 1 && NO_DAY.has(first.word))) continue
    // `one may say`
    if (month.word === 'may' && between === 0 && !ordinals().has(last.word)) continue
    return { index: first.start, length: last.end - first.start, written: String(read.value) }
  }
  return null
}

// `march of 27`, `marzo de 2027`: a year that is typed behind the month, and no part of a longer number.
const TYPED_YEAR = /^(?:(?:19|20)\d{2}|[2-9]\d)(?![\d%])(?![.,:/-]\d)/

const isDigit = (character: string): boolean => character >= '0' && character <= '9'

/** Finds the day and the year that are said after a month: `march, year twenty seven`. */
function restBehind(
  text: string,
  classes: CharacterClasses,
  month: TextWord,
  hasDay: boolean,
): Replacement | null {
  const run: TextWord[] = []
  let between = 0
  let isYear = false
  let from = separatorEnd(text, month.end)
  while (from > 0 && run.length < MOST_WORDS) {
    const isTyped = isYear || (between > 0 && TYPED_YEAR.test(text.slice(from, from + 6)))
    if (isTyped && run.length === 0 && isDigit(text.charAt(from)))
      return { index: month.end, length: from - month.end, written: ' ' }
    const word = wordAt(text, classes, from)
    if (run.length === 0 && OF_DATE.has(word.word) && between < MOST_BETWEEN) {
      between += 1
      isYear ||= YEAR_WORDS.has(word.word)
    } else if (isPart(word.word)) run.push(word)
    else break
    from = separatorEnd(text, word.end)
  }
  const read = readBehind(run, hasDay)
  if (read === null) return null
  // `you may one day`
  if (month.word === 'may' && read.written.length < 2) return null
  const end = run[read.next - 1]?.end ?? month.end
  return { index: month.end, length: end - month.end, written: ` ${read.written}` }
}

// `expiry month: march`, and the question for it before the answer.
const ASKED = /(?:[:=?]|(?<![a-z])month) ?["']?$/i
const ALONE = /^["'.! ]*(?:\n|$)/
// `birth_month: March`
const OF_BIRTH =
  /(?:birth|dob|geburts|naissance|nacimiento|nascita|nascimento|geboorte)[ _-]?(?:month|monat|mois|mes|mese|mês|maand)/i
const LONGEST_ASKED = 12
const LONGEST_QUESTION = 40

/**
 * Writes the number of a month that is all there is to an answer, where a card's expiry or a birth is asked for: `which month?` is
 * asked of much else.
 */
function monthAlone(text: string, { start, end, word }: TextWord): readonly Replacement[] {
  const isAlone =
    ALONE.test(text.slice(end, end + LONGEST_ASKED)) &&
    ASKED.test(text.slice(Math.max(0, start - LONGEST_ASKED), start)) &&
    (speaksOfExpiry(wordsBefore(text, start, LONGEST_QUESTION)) ||
      OF_BIRTH.test(wordsBefore(text, start, LONGEST_QUESTION)))
  return isAlone ? [{ index: start, length: end - start, written: String(monthOf(word)) }] : []
}

/**
 * Reads the day and the year that are said, and not typed, around the name of a month: `fourth of
 * july nineteen eighty two` as `4 of july 1982`. Nothing before `floor` is looked at again.
 */
export function dateAround(text: string, classes: CharacterClasses, at: number, floor: number) {
  const month = wordAt(text, classes, at)
  if (monthOf(month.word) === 0) return { replacements: [], end: at }
  const day = dayBefore(text, classes, month, floor)
  const rest = restBehind(text, classes, month, day !== null)
  const replacements = [day, rest].filter((replacement) => replacement !== null)
  return {
    replacements: replacements.length > 0 ? replacements : monthAlone(text, month),
    end: rest === null ? month.end : rest.index + rest.length,
  }
}
