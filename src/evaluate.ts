import {
  type CompiledPolicy,
  compareDecisions,
  type DecidedNow,
  type DecisionRecord,
  decideNow,
  holdsUntil,
  type OpenedGlass,
  recordDecision,
} from './decide/index.js'
import {
  type Assessment,
  type BrokenGlass,
  type Decision,
  type Engagement,
  type Instant,
  isAlike,
  printInstant,
  type Request,
  toInstant,
} from './model/index.js'
import { emitRules } from './redaction/index.js'
import { assessorOf, readingOf } from './trust/index.js'

/**
 * Decides one inbound message: who it may be, how far they can be trusted, what may be said and
 * done, where the task goes, what is hidden from whom, which step-up would give more, and until
 * when the decision is valid.
 *
 * It is pure and always gives a decision, for any value as the engagement, so there is nothing to
 * catch. What is missing, malformed, late or given for something else counts as absent, and
 * `reasons` name it. If the time cannot be read, no evidence counts.
 */
export function evaluate<Class extends string, Action extends string>(
  policy: CompiledPolicy<Class, Action>,
  engagement: Engagement,
  at: Instant | string | Date,
): Decision<Class, Action>
export function evaluate(
  policy: CompiledPolicy,
  engagement: Engagement,
  at: Instant | string | Date,
): Decision {
  // Read once: trust, decision and record go by the same reading, and evidence is read once for every time.
  const reading = readingOf(engagement, policy)
  const assessAt = assessorOf(reading, policy)
  return decideOn(policy, reading.request, assessAt(instantOf(at)), assessAt)
}

/** A decision, and the record of it that is safe to log. */
export interface Recorded<Class extends string = string, Action extends string = string> {
  /** The decision, which may hold what the record must not. */
  readonly decision: Decision<Class, Action>
  /** What may be logged of it. */
  readonly record: DecisionRecord
}

/**
 * Decides one message and makes the record of the decision: digest, rules and bands of evidence,
 * never a value. If a candidate policy is given, it is evaluated too, and only what it would decide
 * differently enters the record.
 *
 * It always gives a decision, as `evaluate` does. An error of the candidate changes nothing in the
 * decision.
 */
export function evaluateAndRecord<Class extends string, Action extends string>(
  policy: CompiledPolicy<Class, Action>,
  engagement: Engagement,
  at: Instant | string | Date,
  candidate?: CompiledPolicy,
): Recorded<Class, Action>
export function evaluateAndRecord(
  policy: CompiledPolicy,
  engagement: Engagement,
  at: Instant | string | Date,
  candidate?: CompiledPolicy,
): Recorded {
  const reading = readingOf(engagement, policy)
  const assessAt = assessorOf(reading, policy)
  const assessment = assessAt(instantOf(at))
  const decision = decideOn(policy, reading.request, assessment, assessAt)
  // Without a candidate there is nothing to compare, and the record says so by saying nothing.
  const shadow =
    candidate === undefined
      ? {}
      : {
          shadow: {
            digest: candidate.digest,
            differences: compareDecisions(decision, evaluate(candidate, engagement, at)),
          },
        }
  return {
    decision,
    record: recordDecision(reading.request, decision, { assessment, policy, ...shadow }),
  }
}

/** Reads the time; what is none is NaN, under which no evidence counts and no dated rule is in force. */
function instantOf(at: Instant | string | Date): Instant {
  try {
    return toInstant(at) ?? Number.NaN
  } catch {
    // Something that only passes for a date.
    return Number.NaN
  }
}

/** Decides from an assessment that was made already, as `evaluate` does from the engagement. */
export const evaluateAssessed = (
  policy: CompiledPolicy,
  engagement: Engagement,
  assessment: Assessment,
): Decision => {
  const reading = readingOf(engagement, policy)
  return decideOn(policy, reading.request, assessment, assessorOf(reading, policy))
}

/** What of an assessment is in a decision. Supports and limits are not: whatever follows from them is in what is decided. */
type SaidOfTrust = Pick<Decision, 'trust' | 'acting' | 'reasons'>

/** Gives what an assessment shows: whom the directory names is said to nobody who is not verified. */
export const shownOf = ({ trust, acting, reasons }: Assessment): SaidOfTrust => ({
  trust,
  ...(acting !== undefined && { acting: trust.write >= 3 ? acting : { as: [], subject: null } }),
  reasons,
})

/**
 * What one agent sees besides, for the decision: who and why, until when, and which classes. Never what is in them.
 */
const glassOf = ({
  reason,
  requestedBy,
  approvedBy,
  classes,
  until,
}: OpenedGlass): BrokenGlass => ({
  reason,
  requestedBy,
  approvedBy,
  classes: Object.keys(classes),
  until: printInstant(until) ?? '',
})

/**
 * Decides on one reading. `assessAt` answers for the same evidence at later times, to say until when the decision
 * holds.
 */
function decideOn(
  policy: CompiledPolicy,
  request: Request,
  assessment: Assessment,
  assessAt: (at: Instant) => Assessment,
): Decision {
  const shown = shownOf(assessment)
  const assessLater = (at: Instant): Assessment | null => {
    const later = assessAt(at)
    // Mostly it shows in trust already, which takes no second decision.
    return isAlike(shownOf(later), shown) ? later : null
  }
  const decided = decideNow(policy, assessment, request)
  const until = holdsUntil(policy, request, { assessment, decided }, assessLater)
  // What everybody of the staff may see is decided as for nobody: a policy without roles decides that anyway.
  if (request.agent === undefined || policy.roles === undefined)
    return sayDecision(policy, shown, decided, { until })
  // The agent's roles, and a glass that they broke, are theirs alone.
  const { agent: _, breakGlass: __, ...toAll } = request
  const others = decideNow(policy, assessment, toAll)
  const untilThen = holdsUntil(policy, toAll, { assessment, decided: others }, assessLater)
  return sayDecision(policy, shown, decided, {
    until: Math.min(until, untilThen),
    shared: sayShared(assessment, others, untilThen),
  })
}

/** Says what is decided for nobody of the staff in particular. */
const sayShared = (
  assessment: Assessment,
  decided: DecidedNow,
  until: Instant,
): NonNullable<Decision['shared']> => ({
  // No redaction and no notices: whoever reads this reads a task, and is shown no record.
  disclosure: decided.disclosure,
  actions: decided.actions,
  route: decided.route,
  stepUp: decided.stepUp,
  // First why trust is what it is, then why what was asked for is withheld.
  reasons: [...assessment.reasons, ...decided.reasons],
  validUntil: printInstant(until),
})

/**
 * Says what was decided. It is given no more than `holdsUntil` compares, so that nothing can be said which changes before
 * the end that is named.
 */
function sayDecision(
  policy: CompiledPolicy,
  { trust, acting, reasons }: SaidOfTrust,
  decided: DecidedNow,
  { until, shared }: Pick<Decision, 'shared'> & { readonly until: Instant },
): Decision {
  const { opened } = decided
  // Every name is written out: to begin with another object's names and then add to them takes engines 200 times as long.
  return {
    trust,
    ...(acting !== undefined && { acting }),
    channel: decided.channel,
    disclosure: decided.disclosure,
    actions: decided.actions,
    route: decided.route,
    // Made from what is disclosed, so that nothing is hidden that was opened and nothing shown that was not.
    redaction: emitRules(policy, decided.disclosure, opened?.classes),
    stepUp: decided.stepUp,
    notices: decided.notices,
    reasons: [...reasons, ...decided.reasons],
    validUntil: printInstant(until),
    policy: { name: policy.name, version: policy.version, digest: policy.digest },
    ...(opened !== undefined && { breakGlass: glassOf(opened) }),
    ...(shared !== undefined && { shared }),
  }
}
