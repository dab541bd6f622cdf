import { failAll, type Instant, type Issue, isRecord, ok, type Result } from '../../model/index.js'

/** When the business is open: periods such as `09:00-17:30`, in local time. */
export interface OpeningHours {
  /** Name of the place's time zone, such as `Europe/Berlin`. */
  readonly timeZone: string
  /** Periods of each day of the week; a day that is not named is closed. */
  readonly week: Readonly<Partial<Record<(typeof DAYS)[number], readonly string[]>>>
  /** Days that differ, by date, such as `2026-12-25`; without periods they are closed. */
  readonly dates?: Readonly<Record<string, readonly string[]>>
}

/** Whether the business is open. */
export type Hours = 'open' | 'closed'

/** As `Intl` writes them in English, in small letters. */
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** A day; which days a month has is not asked, since one that there is not never comes. */
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
// A period that goes past midnight becomes two, one on each day, so that each day can be closed by
// itself.
const PERIOD = /^([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/

// In minutes from midnight.
const DAY_END = 24 * 60

/**
 * Reads opening hours, and gives a function that tells whether a moment lies in them: a fact for
 * the `context` of a policy, such as `facts: () => ({ hours: hours(now()) })`. A period starts with
 * its first minute and ends before its last. Without a moment, it is closed.
 *
 * Codes, each at its place and never with what was written: `unknown_time_zone`, `missing`,
 * `unknown_day`, `invalid_period`, `invalid_date`.
 *
 * @example
 * ```ts
 * const hours = readOpeningHours({
 *   timeZone: 'Europe/Berlin',
 *   week: { mon: ['09:00-12:30', '13:30-18:00'], tue: ['09:00-18:00'] },
 *   dates: { '2026-12-25': [] },
 * })
 * if (hours.ok) hours.value(Date.UTC(2026, 11, 7, 9)) // 'open': Monday, ten o'clock in Berlin
 * ```
 */
export function readOpeningHours(input: OpeningHours): Result<(at: Instant) => Hours> {
  const clock = clockOf(input.timeZone)
  const week = isRecord(input.week) ? Object.entries(input.week) : []
  const dates = isRecord(input.dates) ? Object.entries(input.dates) : []
  const issues: readonly Issue[] = [
    ...(clock === null ? [{ code: 'unknown_time_zone', path: 'timeZone' }] : []),
    ...(week.length === 0 ? [{ code: 'missing', path: 'week' }] : []),
    ...week.flatMap(([day, periods], index) => [
      ...(DAYS.some((known) => known === day)
        ? []
        : [{ code: 'unknown_day', path: `week.${index}`, allowed: DAYS }]),
      ...periodIssues(periods, `week.${index}`),
    ]),
    ...dates.flatMap(([date, periods], index) => [
      ...(DATE.test(date) ? [] : [{ code: 'invalid_date', path: `dates.${index}` }]),
      ...periodIssues(periods, `dates.${index}`),
    ]),
  ]
  if (clock === null || issues.length > 0) return failAll(issues)
  const minutes = new Map([...week, ...dates].map(([day, periods]) => [day, readPeriods(periods)]))
  return ok((at) => {
    const now = clock(at)
    if (now === null) return 'closed'
    const today = minutes.get(now.date) ?? minutes.get(now.day) ?? []
    return today.some(([from, to]) => from <= now.minute && now.minute < to) ? 'open' : 'closed'
  })
}

/** From and to, in minutes from midnight. */
type DayPeriod = readonly [number, number]

/** One issue for a day of which any period cannot be read. */
const periodIssues = (periods: unknown, path: string): readonly Issue[] =>
  Array.isArray(periods) && periods.length === readPeriods(periods).length
    ? []
    : [{ code: 'invalid_period', path }]

const readPeriods = (periods: unknown): readonly DayPeriod[] =>
  Array.isArray(periods) ? periods.flatMap((period: unknown) => readPeriod(period)) : []

/** Reads one period: `09:00-17:30` -> `[540, 1050]`; none for one that ends before it begins. */
function readPeriod(period: unknown): readonly DayPeriod[] {
  const found = typeof period === 'string' ? PERIOD.exec(period) : null
  if (found === null) return []
  const [, hour, minute, endHour, endMinute] = found
  const from = Number(hour) * 60 + Number(minute)
  const to = endHour === undefined ? DAY_END : Number(endHour) * 60 + Number(endMinute)
  return from < to ? [[from, to]] : []
}

interface LocalTime {
  /** Such as `2026-12-25`. */
  readonly date: string
  /** Such as `fri`. */
  readonly day: string
  /** From midnight, 0 to 1,439. */
  readonly minute: number
}

/** The wall clock of a place, daylight saving included; `null` for a place that is not known. */
function clockOf(timeZone: unknown): ((at: Instant) => LocalTime | null) | null {
  // Without a name the zone of the machine would be taken.
  if (typeof timeZone !== 'string' || timeZone === '') return null
  try {
    const format = new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone })
    return (at) => (Math.abs(at) <= LATEST ? localTime(format, at) : null)
  } catch {
    return null
  }
}

// What a date can hold (ECMA-262, time values).
const LATEST = 8.64e15

/** Two-digit parts of a 24-hour clock, so that they can be put together without looking. */
const PARTS = {
  hourCycle: 'h23',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
} as const

function localTime(format: Intl.DateTimeFormat, at: Instant): LocalTime {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    day: (parts.get('weekday') ?? '').toLowerCase(),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  }
}
