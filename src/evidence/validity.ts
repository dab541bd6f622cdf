import { DAY, HOUR, type Instant, MINUTE } from '../model/index.js'

/**
 * A one-time code, or an approval, on a channel without a session: 10 minutes (63B-4 §3.1.3.2, ASVS 5.0 6.5.5).
 * Milliseconds, as all of these are.
 */
export const CODE_VALIDITY = 10 * MINUTE

/** A proof carried by a session: 24 hours (63B-4 §2.2.3, AAL2 overall time-out). */
export const SESSION_VALIDITY = 24 * HOUR

/** A single-factor login: 30 days (63B-4 §2.1.3, AAL1 overall time-out). */
export const LOGIN_VALIDITY = 30 * DAY

/** A session that is not used: 1 hour (63B-4 §2.2.3, AAL2 inactivity). */
export const INACTIVITY = HOUR

/**
 * An answer of the directory counts for 24 hours; then it has to be asked again. This is our own
 * default.
 */
export const DIRECTORY_VALIDITY = 24 * HOUR

/**
 * A clean answer about a number counts for 24 hours, the first window, in which a later SIM swap counts most. This is
 * our own default.
 */
export const CLEAN_VALIDITY = 24 * HOUR

/** How long a proof by the person counts, on channels with a session and without. */
export const PROOF_LIVES = { session: SESSION_VALIDITY, message: CODE_VALIDITY } as const

/** When a proof counts that was shown as the person acted. */
export const countsFrom = (at: Instant) => ({
  since: at,
  starts: at,
  until: at + SESSION_VALIDITY,
  lapses: at + CODE_VALIDITY,
})
