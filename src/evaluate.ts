import {
  type CompiledPolicy,
  compareDecisions,
  type DecisionRecord,
  decideRequest,
  recordDecision,
} from './decide/index.js'
import {
  type Assessment,
  type Decision,
  type Engagement,
  type Instant,
  printInstant,
  type Request,
  toInstant,
} from './model/index.js'
import { emitRules } from './redaction/index.js'
import { assessReading, readEngagement, readRequest } from './trust/index.js'

/**
 * Decides, for one inbound message: who it may be, how sure we are, what may be said and done, where it goes,
 * what is hidden from whom, what would make us surer, and until when this holds.
 *
 * Total and pure: a compiled policy yields a decision for anything that is passed as an engagement, so there is
 * nothing to catch. What is missing, malformed, late or bound elsewhere counts as absent and is named in
 * `reasons`. Under a time that cannot be read no evidence counts.
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
  const reading = readEngagement(engagement, policy)
  return decideOn(policy, reading.request, assessReading(reading, instantOf(at), policy))
}

/** A decision, and the record of it that is safe to log. */
export interface Recorded<Class extends string = string, Action extends string = string> {
  readonly decision: Decision<Class, Action>
  readonly record: DecisionRecord
}

/**
 * Decides and makes the record of it: digest, rules and evidence bands, never a value. A candidate policy is evaluated
 * beside the live one; only what it would have decided otherwise enters the record.
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
  const reading = readEngagement(engagement, policy)
  const { request } = reading
  const assessment = assessReading(reading, instantOf(at), policy)
  const decision = decideOn(policy, request, assessment)
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
    record: recordDecision(request, decision, { assessment, policy, ...shadow }),
  }
}

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
): Decision => decideOn(policy, readRequest(engagement, policy), assessment)

// Whom the directory names is said to nobody who is not verified.
const actingOf = ({ acting, trust }: Assessment): Pick<Decision, 'acting'> => {
  if (acting === undefined) return {}
  return { acting: trust.write >= 3 ? acting : { as: [], subject: null } }
}

function decideOn(policy: CompiledPolicy, request: Request, assessment: Assessment): Decision {
  const decided = decideRequest(policy, assessment, request)
  return {
    trust: assessment.trust,
    ...actingOf(assessment),
    channel: decided.channel,
    disclosure: decided.disclosure,
    actions: decided.actions,
    route: decided.route,
    redaction: emitRules(policy, decided.disclosure),
    stepUp: decided.stepUp,
    notices: decided.notices,
    reasons: [...assessment.reasons, ...decided.reasons],
    validUntil: printInstant(Math.min(assessment.changesAt, decided.changesAt)),
    policy: { name: policy.name, version: policy.version, digest: policy.digest },
  }
}
