import { ERAS } from '../identifiers/index.js'
import type { Replacement } from './spoken.js'

// Numbers of a date as they are written in Chinese characters, `元` for the first year of an era (Unicode CLDR, `hanidec` and
// `jpanyear`).
const DIGITS = '〇一二三四五六七八九'
const TEN = '十'
const NUMBER = `(?:[元零${DIGITS}${TEN}]{1,5}|\\d{1,4})`
const ERA_NAMES: ReadonlyMap<string, number> = new Map(
  ERAS.map(({ name, before }) => [name, before]),
)
const ERA = [...ERA_NAMES.keys()].join('|')
const DATE = new RegExp(
  `(?:(${ERA}) ?)?(?:(${NUMBER}) ?年 ?)?(${NUMBER}) ?月(?: ?(${NUMBER}) ?[日号號])?`,
  'g',
)

/** What stands in every such date, and in few other texts. */
const HINT = '月'

/** Reads a number: `五十七` and `五七` as 57, `元` as 1. */
function read(written: string): number {
  if (/^\d/.test(written)) return Number(written)
  if (written === '元') return 1
  const digits = [...written].map((one) =>
    one === TEN ? TEN : String(Math.max(0, DIGITS.indexOf(one))),
  )
  const [tens = '', ones] = digits.join('').split(TEN)
  return ones === undefined ? Number(tens) : 10 * Number(tens || '1') + Number(ones)
}

const isWritten = (part = ''): boolean => part !== '' && !/^\d/.test(part)
const two = (value: number): string => String(value).padStart(2, '0')

/** Gives the ways to write a date in digits, the most telling first. */
function waysOf(year: number | null, month: number, day: number | null): readonly string[] {
  if (day === null) return year === null ? [] : [`${month}/${two(year % 100)}`]
  if (year === null) return [`${month}月${day}日`, `${month}/${day}`]
  return [
    `${year}年${month}月${day}日`,
    `${year}年${month}月${day}`,
    `${year > 99 ? year : two(year)}${two(month)}${two(day)}`,
  ]
}

/**
 * Writes a date in digits that is written in Chinese characters, or counts from the beginning of an era: `昭和五十七年七月四日`
 * as `1982年7月4日`. What needs no more room than it had; any other text comes back as it is.
 */
function write([found, era = '', year = '', month = '', day = '']: RegExpExecArray): string {
  // A month and its year are when a card expires.
  const isOurs = [year, month, day].some(isWritten) || era !== '' || (year !== '' && day === '')
  if (!isOurs || (era !== '' && year === '')) return found
  const years = year === '' ? null : read(year) + (ERA_NAMES.get(era) ?? 0)
  const ways = waysOf(years, read(month), day === '' ? null : read(day))
  return ways.find(({ length }) => length <= found.length) ?? found
}

/** Tells whether a text may hold such a date. */
export const mayHoldEastDate = (text: string): boolean => text.includes(HINT)

/** Finds the dates of a text that are written in Chinese characters or with an era. */
export function eastDatesIn(text: string): readonly Replacement[] {
  const dates: Replacement[] = []
  for (const match of text.matchAll(DATE)) {
    const { 0: found, index } = match
    const written = write(match)
    if (written !== found) dates.push({ index, length: found.length, written })
  }
  return dates
}
