import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type OpeningHours, readOpeningHours } from '../../../src/twilio/inbound/openingHours.js'

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham']

const read = (hours: OpeningHours) => {
  const found = readOpeningHours(hours)
  if (!found.ok) throw new TypeError(JSON.stringify(found.issues))
  return found.value
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const anyPeriod = fc
  .tuple(fc.integer({ min: 0, max: 1438 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([from, to]) => from < to)
const anyDay = fc.array(anyPeriod, { maxLength: 3 })
const printed = (periods: readonly (readonly [number, number])[]) =>
  periods.map(([from, to]) => `${clock(from)}-${clock(to)}`)

// The wall clock by another way of asking for it: Swedish writes dates as ISO 8601 does.
const wallClock = (at: number, timeZone: string) => {
  const [date = '', time = ''] = new Date(at).toLocaleString('sv-SE', { timeZone }).split(' ')
  const [hour, minute] = time.split(':').map(Number)
  const day = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun'
  return { date, day, minute: (hour ?? 0) * 60 + (minute ?? 0) }
}

describe('opening hours', () => {
  test('are those of the wall clock of the place, whatever the day and the season', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.record({ mon: anyDay, tue: anyDay, sat: anyDay, sun: anyDay }),
        anyDay,
        fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        (timeZone, days, other, date) => {
          const at = date.getTime()
          const now = wallClock(at, timeZone)
          const week = Object.fromEntries(
            Object.entries(days).map(([day, periods]) => [day, printed(periods)]),
          )
          const isIn = (periods: readonly (readonly [number, number])[]) =>
            periods.some(([from, to]) => now.minute >= from && now.minute < to)
          const usual = new Map(Object.entries(days)).get(now.day) ?? []
          expect(read({ timeZone, week })(at)).toBe(isIn(usual) ? 'open' : 'closed')
          // A date that differs is not its weekday.
          const dates = { [now.date]: printed(other) }
          expect(read({ timeZone, week, dates })(at)).toBe(isIn(other) ? 'open' : 'closed')
        },
      ),
    )
  })

  test.each([
    ['2026-11-23T07:59:59Z', 'closed'],
    ['2026-11-23T08:00:00Z', 'open'],
    ['2026-11-23T11:30:00Z', 'closed'],
    ['2026-11-23T12:30:00Z', 'open'],
    ['2026-11-23T17:00:00Z', 'closed'],
    // Summer time: an hour earlier by the same clock.
    ['2026-06-22T07:00:00Z', 'open'],
    ['2026-06-22T16:00:00Z', 'closed'],
    // Christmas is a Friday, and closed.
    ['2026-12-25T10:00:00Z', 'closed'],
    ['2026-11-22T10:00:00Z', 'closed'],
  ])('of a shop in Berlin at %s: %s', (at, expected) => {
    const day = ['09:00-12:30', '13:30-18:00']
    const hours = read({
      timeZone: 'Europe/Berlin',
      week: { mon: day, tue: day, wed: day, thu: day, fri: day },
      dates: { '2026-12-25': [] },
    })
    expect(hours(Date.parse(at))).toBe(expected)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1e300])(
    'at no moment, %s, are closed',
    (at) => {
      expect(read({ timeZone: 'UTC', week: { mon: ['00:00-24:00'] } })(at)).toBe('closed')
    },
  )

  test.each([
    [{ timeZone: 'Europe/Atlantis', week: { mon: [] } }, 'unknown_time_zone', 'timeZone'],
    [{ timeZone: '', week: { mon: [] } }, 'unknown_time_zone', 'timeZone'],
    [{ timeZone: 'UTC', week: {} }, 'missing', 'week'],
    [{ timeZone: 'UTC', week: { monday: [] } }, 'unknown_day', 'week.0'],
    [{ timeZone: 'UTC', week: { mon: ['9-17'] } }, 'invalid_period', 'week.0'],
    [{ timeZone: 'UTC', week: { mon: ['22:00-02:00'] } }, 'invalid_period', 'week.0'],
    [{ timeZone: 'UTC', week: { mon: '09:00-17:00' } }, 'invalid_period', 'week.0'],
    [{ timeZone: 'UTC', week: { mon: [] }, dates: { '25.12.': [] } }, 'invalid_date', 'dates.0'],
  ])('that cannot be read, %j, are refused by name', (input, code, path) => {
    const given: OpeningHours = JSON.parse(JSON.stringify(input))
    const found = readOpeningHours(given)
    expect(found.ok ? [] : found.issues.map((issue) => [issue.code, issue.path])).toEqual([
      [code, path],
    ])
  })
})
