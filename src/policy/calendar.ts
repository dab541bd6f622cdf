import { HOUR, type Instant, MINUTE, printInstant, toInstant } from '../model/index.js'

/**
 * A moment as a policy writes it: a day, or a day and a time with its offset (RFC 3339). A
 * time without an offset would be another moment on every machine.
 */
export const DATE =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/

/** How `DATE` is written, for messages. */
export const DATE_FORM = 'a date such as `2026-12-01` or `2026-12-01T09:00:00+01:00`'

/** The length of a day as it is written, in characters. */
export const DAY_LENGTH = '2026-12-01'.length

/**
 * Tells whether a moment is written as a day: it begins when that day does in the policy's zone. Of
 * texts that `DATE` matches a day is the shortest, so its length tells.
 */
export const isDay = (text: string): boolean => text.length === DAY_LENGTH

/**
 * Tells whether a text is a moment of the calendar: of a month's days there are no more than it
 * has. `2028-02-29` is one and `2026-02-29` is none, which `Date` would read as the first of March.
 */
export function isMoment(text: string): boolean {
  const day = text.slice(0, DAY_LENGTH)
  const midnight = DATE.test(text) ? toInstant(day) : null
  return (
    midnight !== null && (printInstant(midnight) ?? '').startsWith(day) && toInstant(text) !== null
  )
}

/**
 * Tells whether a time zone has this name (IANA), such as `Europe/Berlin`. Which names there are is
 * the runtime's to say; an alias such as `US/Eastern` is one as well.
 */
export const isZone = (zone: string): boolean => dayIn(zone) !== null

/** Every name of a time zone, for suggestions. */
export const timeZones = (): readonly string[] => Intl.supportedValuesOf('timeZone')

/**
 * Gives a function that says which day a moment is in a zone; `null` for an unknown zone. For
 * `America/New_York`, `2026-12-01T03:00:00Z` -> `2026-11-30`.
 */
function dayIn(zone: string): ((at: Instant) => string) | null {
  try {
    // `en-US` with Gregorian years and Latin digits, so that the parts can be read as
    // numbers whatever the language of the machine.
    const format = new Intl.DateTimeFormat('en-US', {
      calendar: 'gregory',
      numberingSystem: 'latn',
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    return (at) => {
      const parts = format.formatToParts(at)
      const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
      return `${part('year')}-${part('month')}-${part('day')}`
    }
  } catch {
    // What is no zone throws; that is all there is to know of it.
    return null
  }
}

/**
 * In milliseconds. No zone is further from UTC than 14 hours (Kiribati), and no summer time
 * adds more than two.
 */
const FURTHEST = 16 * HOUR

/**
 * Gives the moment at which a day begins in a zone: mostly midnight, and the first minute after it
 * where the clocks are put forward over midnight. `null` for what is no day, or no zone.
 *
 * There is no function that says it, only one that says which day a moment is of, so the moment is
 * searched for: about 11 halvings of the 32 hours around midnight UTC, to the minute.
 */
function startOfDay(day: string, zone: string): Instant | null {
  const dayOf = dayIn(zone)
  const midnight = isMoment(day) ? toInstant(day) : null
  if (dayOf === null || midnight === null) return null
  // The day of the zone only ever rises, so its first minute is found by halves.
  let [before, after] = [midnight - FURTHEST, midnight + FURTHEST]
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / (2 * MINUTE)) * MINUTE
    if (dayOf(middle) < day) before = middle
    else after = middle
  }
  return after
}

/**
 * Gives the moment that a policy writes, in milliseconds since 1970; `null` for what is none. A day
 * without a zone is read as one of UTC, which `checkDates` does not let a document write.
 */
export const momentOf = (text: string, zone: string | undefined): Instant | null =>
  isMoment(text) ? toInstant(plainMoment(text, zone)) : null

/**
 * Writes a moment so that it is the same everywhere: a day by when it begins in the policy's zone.
 * `2026-12-01` in `Europe/Berlin` -> `2026-11-30T23:00:00.000Z`. What has a time with its offset is
 * left as it is.
 */
export function plainMoment(text: string, zone: string | undefined): string {
  if (!isDay(text) || zone === undefined) return text
  const start = startOfDay(text, zone)
  return start === null ? text : (printInstant(start) ?? text)
}
