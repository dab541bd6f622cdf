import type { Decision } from './model/decision.js'
import type { Engagement } from './model/engagement.js'
import { type Instant, printInstant, toInstant } from './model/instant.js'
import type { CompiledPolicy } from './policy/compiled.js'
import { decide } from './policy/decide.js'
import { emitRules } from './redaction/emitRules.js'
import { assess } from './trust/assess.js'

/**
 * Decides, for one inbound message: who it may be, how sure we are, what may be said and done, where it goes,
 * what is hidden from whom, what would make us surer, and until when this holds.
 *
 * Total and pure: a compiled policy yields a decision for anything that is passed as an engagement, so there is
 * nothing to catch. What is missing, malformed, late or bound elsewhere counts as absent and is named in
 * `reasons`. A time that cannot be read counts as before all evidence, so that none of it counts.
 */
export function evaluate(
  policy: CompiledPolicy,
  engagement: Engagement,
  at: Instant | string | Date,
): Decision {
  const now = toInstant(at)
  const assessment = assess(engagement, now ?? Number.NaN, policy)
  const decided = decide(policy, assessment, engagement)
  return {
    trust: assessment.trust,
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
