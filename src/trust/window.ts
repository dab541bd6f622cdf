import { type Instant, NEVER } from '../model/index.js'

/** Tells whether an instant lies within `since <= at < until`. */
export const isInWindow = (at: Instant, since: Instant, until: Instant): boolean =>
  since <= at && at < until

/** Gives the next instant at which `isInWindow` would answer otherwise; `NEVER` if there is none. */
export function changeOf(at: Instant, since: Instant, until: Instant): Instant {
  if (at < since) return since
  return at < until ? until : NEVER
}

/** Says why something does not count at a time; `null` when it does: from its first instant until, and not at, its last. */
export function findOutOfTime(at: Instant, starts: Instant, until: Instant): string | null {
  if (at < starts) return 'not_yet'
  return at < until ? null : 'expired'
}
