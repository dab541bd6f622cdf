import { DAY, HOUR, MINUTE, SECOND } from './instant.js'
import { LONGEST_WAIT } from './taskLimits.js'

/**
 * A duration as a policy writes it: `90s`, `15m`, `24h`, `30d`, `6w`, or ISO 8601 days and time such as `PT15M` or `P1DT12H`.
 *
 * A form that it accepts may still be longer than some setting allows.
 */
export const DURATION =
  /^(?:\d{1,6}(?:s|m|h|d|w)|P(?=.)(?:\d{1,4}D)?(?:T(?=.)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}S)?)?)$/

const SHORT = /^(\d{1,6})([smhdw])$/
const ISO = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/

const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  m: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
}

/**
 * Reads a duration into milliseconds; `null` for anything else. Months and years are refused: their
 * length varies.
 *
 * @example
 * ```ts
 * readDuration('15m') // 900_000
 * readDuration('P1DT12H') // 129_600_000
 * readDuration('1y') // null
 * ```
 */
export function readDuration(text: string): number | null {
  const [, count, unit] = SHORT.exec(text) ?? []
  if (count !== undefined && unit !== undefined) return Number(count) * (UNITS[unit] ?? 0)
  if (!DURATION.test(text)) return null
  // Days of 24 hours: a duration says how long, not until which time of the clock.
  const [, days, hours, minutes, seconds] = ISO.exec(text) ?? []
  return (
    Number(days ?? 0) * DAY +
    Number(hours ?? 0) * HOUR +
    Number(minutes ?? 0) * MINUTE +
    Number(seconds ?? 0) * SECOND
  )
}

/**
 * Reads how long a task waits, in whole seconds; `null` for none, or more than TaskRouter can wait.
 * Nothing is rounded: a part of a second is too little.
 */
export function readSeconds(text: string): number | null {
  const seconds = (readDuration(text) ?? 0) / SECOND
  return seconds >= 1 && seconds <= LONGEST_WAIT ? seconds : null
}

/** Prints milliseconds in the largest unit that divides them: whole seconds at least. */
export function printDuration(milliseconds: number): string {
  // Weeks only where it is more than a month of them: 14 days read better than two weeks of a rule.
  const unit = ['w', 'd', 'h', 'm'].find((name) => {
    const size = UNITS[name] ?? 1
    return (
      milliseconds >= size && milliseconds % size === 0 && (name !== 'w' || milliseconds > 30 * DAY)
    )
  })
  return unit === undefined
    ? `${milliseconds / SECOND}s`
    : `${milliseconds / (UNITS[unit] ?? 1)}${unit}`
}
