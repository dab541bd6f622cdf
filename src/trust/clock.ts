import { type Instant, NEVER } from '../model/instant.js'

/** The time of the decision, and the earliest later instant at which an answer given so far may change. */
export interface Clock {
  readonly at: Instant
  /** Only ever moves earlier; written by `isReached` alone. */
  next: Instant
}

/** Starts a clock that has not been asked anything. */
export const startClock = (at: Instant): Clock => ({ at, next: NEVER })

/** Tells whether an instant has come, and remembers when it will. */
export function isReached(clock: Clock, instant: Instant): boolean {
  if (instant <= clock.at) return true
  if (instant < clock.next) clock.next = instant
  return false
}

/** Tells whether now lies within `since <= now < until`. */
export const isWithin = (clock: Clock, since: Instant, until: Instant): boolean =>
  isReached(clock, since) && !isReached(clock, until)
