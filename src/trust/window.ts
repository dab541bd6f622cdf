import { type Instant, NEVER } from '../model/index.js'

/** Tells whether an instant lies within `since <= at < until`. */
export const isInWindow = (at: Instant, since: Instant, until: Instant): boolean =>
  since <= at && at < until

/** Gives the next instant at which `isInWindow` would answer otherwise; `NEVER` if there is none. */
export function changeOf(at: Instant, since: Instant, until: Instant): Instant {
  if (at < since) return since
  return at < until ? until : NEVER
}
