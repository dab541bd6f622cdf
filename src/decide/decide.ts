import type { Assessment, Engagement, Instant, Request } from '../model/index.js'
import { readRequest } from '../trust/index.js'
import type { CompiledPolicy } from './compiled.js'
import { type DecidedNow, decideNow } from './decideNow.js'
import { holdsUntil } from './holdsUntil.js'

/** What a policy decides for one assessment. */
export type Decided = DecidedNow & {
  /** The earliest later instant at which a proof grows too old for something that is decided, or the glass is mended; `NEVER` if none does. */
  readonly changesAt: Instant
}

/**
 * Decides what may be shown and done, where the engagement goes, and which step-up would open more.
 *
 * A compiled policy and an assessment from `assess` always give a decision, for any value as the
 * engagement, so there is nothing to catch. What no rule opens is withheld. Whatever was asked for
 * and withheld has a reason that names its rule.
 */
export function decide(
  policy: CompiledPolicy,
  assessment: Assessment,
  engagement: Engagement,
): Decided {
  // Trust and rules speak of one channel, whatever word the engagement has for it.
  const { channel } = assessment
  const request = readRequest(engagement, policy)
  // An assessment says itself which channel it is about.
  const named = channel === undefined ? request : { ...request, channel: channel.name }
  return decideRequest(policy, assessment, named)
}

/** Decides on an engagement that was read already, and says until when that holds as far as trust stays what it is. */
export function decideRequest(
  policy: CompiledPolicy,
  assessment: Assessment,
  request: Request,
): Decided {
  const decided = decideNow(policy, assessment, request)
  return { changesAt: holdsUntil(policy, request, { assessment, decided }), ...decided }
}
