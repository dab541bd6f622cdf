import type { Instant } from '../model/index.js'

/** The words of `dayOfWeek`, Sunday first, as JavaScript counts. */
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** What `taskrouter.*` says at a moment, in UTC (https://www.twilio.com/docs/taskrouter/time-of-day-routing); nothing without one. */
export function tellTime(at: Instant | undefined): Readonly<Record<string, string | number>> {
  if (at === undefined || !Number.isFinite(at)) return {}
  const date = new Date(at)
  const [hour, minute] = [date.getUTCHours(), date.getUTCMinutes()]
  return {
    currentTime: hour * 100 + minute,
    currentHour: hour,
    currentMin: minute,
    dayOfWeek: DAYS[date.getUTCDay()] ?? '',
  }
}
