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
const LATEST = Date.UTC(2200, 0, 1)

/**
 * Reads an instant from ISO 8601 text (with a zone, or a bare date as UTC midnight), a `Date`, or epoch
 * milliseconds. Anything else, NaN, and years outside 2000-2199 are `null`.
 */
export function toInstant(value: unknown): Instant | null {
  if (typeof value === 'string') return ISO.test(value) ? bounded(Date.parse(value)) : null
  if (typeof value === 'number') return bounded(value)
  return value instanceof Date ? bounded(value.getTime()) : null
}

/** Prints an instant as ISO 8601 in UTC; `NEVER` is `null`. */
export const printInstant = (instant: Instant): string | null =>
  Number.isFinite(instant) ? new Date(instant).toISOString() : null

const bounded = (instant: number): Instant | null =>
  instant >= EARLIEST && instant < LATEST ? instant : null
