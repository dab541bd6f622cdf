/** A moment as milliseconds since the Unix epoch. Always passed in, never read from a clock. */
export type Instant = number

/** One second, minute, hour and day in milliseconds. */
export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** Never: later than every instant. */
export const NEVER: Instant = Number.POSITIVE_INFINITY

// ISO 8601 as JSON carries it: a date, or a date and time with a zone. A time without a zone is refused,
// because its meaning would depend on the machine.
const ISO =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d))?$/

// Years 2000 to 2199: outside it a timestamp is an error, not a fact.
const EARLIEST = Date.UTC(2000, 0, 1)
/** The end of what is read as a time. */
export const LATEST_INSTANT = Date.UTC(2200, 0, 1)

/**
 * Reads an instant from ISO 8601 text (with a zone, or a bare date as UTC midnight), a `Date`, or epoch
 * milliseconds. Anything else, NaN, and years outside 2000-2199 are `null`. A time without a zone is none: what it
 * means would depend on the machine.
 */
export function toInstant(value: unknown): Instant | null {
  if (typeof value === 'string') {
    const plain = readPlain(value)
    if (plain !== null) return bounded(plain)
    return ISO.test(value) ? bounded(Date.parse(value)) : null
  }
  if (typeof value === 'number') return bounded(value)
  return value instanceof Date ? bounded(value.getTime()) : null
}

/** Prints an instant as ISO 8601 in UTC; `NEVER` is `null`. */
export const printInstant = (instant: Instant): string | null =>
  Number.isFinite(instant) ? new Date(instant).toISOString() : null

/** Says a moment in plain words, in UTC and to the minute; with its seconds where it has some. */
export const sayMoment = (instant: Instant): string => {
  const [day = '', time = ''] = (printInstant(instant) ?? '').split('T')
  return `${day} ${time.slice(0, time.startsWith('00', 6) ? 5 : 8)} UTC`
}

const bounded = (instant: number): Instant | null =>
  instant >= EARLIEST && instant < LATEST_INSTANT ? instant : null

/**
 * Reads the two forms that nearly every timestamp has, `YYYY-MM-DD` and `YYYY-MM-DDTHH:MM:SSZ`, several times as fast
 * as a pattern and `Date.parse`. `null` for every other form, and for days past the 28th, which only the calendar knows.
 */
function readPlain(text: string): Instant | null {
  const { length } = text
  if (length !== 10 && length !== 20) return null
  if (text[4] !== '-' || text[7] !== '-') return null
  const year = pair(text, 0) * 100 + pair(text, 2)
  const month = pair(text, 5)
  const day = pair(text, 8)
  // `NaN` fails every one of these comparisons.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return null
  // Twenty-eight days has every month, so no calendar is needed.
  const midnight = Date.UTC(year, month - 1, day)
  if (length === 10) return midnight
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':' || text[19] !== 'Z') return null
  const hour = pair(text, 11)
  const minute = pair(text, 14)
  const second = pair(text, 17)
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null
  return midnight + hour * HOUR + minute * MINUTE + second * SECOND
}

/** Reads two digits; NaN where they are none. */
function pair(text: string, index: number): number {
  const tens = text.charCodeAt(index) - 48
  const units = text.charCodeAt(index + 1) - 48
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : Number.NaN
}
