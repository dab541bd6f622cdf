import { type Assessment, type Instant, isAlike, NEVER, type Request } from '../model/index.js'
import { judgeBreakGlass } from './breakGlass/judge.js'
import type { CompiledPolicy } from './compiled.js'
import { type DecidedNow, decideWithPlan } from './decideNow.js'
import { inputOf } from './meets.js'
import { planStepUp } from './planStepUp.js'
import { growOlder, nextAge } from './proofAges.js'

/** What was decided, and from which assessment. */
export interface DecidedFrom {
  readonly assessment: Assessment
  readonly decided: DecidedNow
}

/**
 * Assesses the same engagement at a later time, at which trust may be another; `null` where what a decision shows of it
 * is another.
 */
export type AssessLater = (at: Instant) => Assessment | null

/**
 * Gives the first later instant at which anything that is decided is another; `NEVER` where it holds for good.
 *
 * Each turn goes to the next instant at which something may change, and decides again, because what ends there may have
 * changed nothing. Without `assessLater` nothing is known of trust after it may change: an age or a date later than that
 * is named as it is, and not looked at.
 */
export function holdsUntil(
  policy: CompiledPolicy,
  request: Request,
  { assessment, decided }: DecidedFrom,
  assessLater?: AssessLater,
): Instant {
  // A glass that is mended, or that begins to be broken, always shows.
  const glass = judgeBreakGlass(policy, request, assessment.at).changesAt
  let then = assessment
  for (let left = MOST_WORK; ; ) {
    const trustUntil = assessLater === undefined ? NEVER : then.changesAt
    const next = Math.min(nextAge(policy, then), trustUntil, glass)
    // Never, or at a time that needs no second look.
    if (next === glass || next === then.surelyAt) return next
    const isOnlyOlder = next < then.changesAt
    left -= isOnlyOlder ? 1 + then.supports.length : WORK_OF_TRUST
    const later = isOnlyOlder ? growOlder(then, next) : (assessLater?.(next) ?? null)
    if (left < 0 || later === null) return next
    // Mostly it shows in what would open more, which takes no other answer.
    const assessed = inputOf(later, request)
    const plan = planStepUp(policy, later, assessed)
    if (!isAlike(plan.stepUp, decided.stepUp)) return next
    if (!isAlike(decideWithPlan(plan, policy, later, assessed), decided)) return next
    then = later
  }
}

/**
 * How much is looked at, so that nobody buys time with very many proofs: one for each proof that has grown older, and
 * more where trust is worked out anew. Beyond it the end that is named is too early, never too late.
 */
const MOST_WORK = 1_024
const WORK_OF_TRUST = 32
