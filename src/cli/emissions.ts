import { evaluate, evaluateAndRecord } from '../evaluate.js'
import type { Engagement } from '../model/engagement.js'
import type { Instant } from '../model/instant.js'
import type { CompiledPolicy } from '../policy/compiled.js'
import { toStudioResult } from '../twilio/outbound/studioResult.js'
import { toTaskAttributes } from '../twilio/outbound/taskAttributes.js'

/** Decides, and prints the decision in one of the forms that others read. */
export type Emission = (policy: CompiledPolicy, engagement: Engagement, at: Instant) => unknown

/** The forms of `--emit`, one line each. */
export const emissions: Readonly<Record<string, Emission>> = {
  decision: evaluate,
  attributes: (policy, engagement, at) =>
    toTaskAttributes(engagement, evaluate(policy, engagement, at)).attributes,
  studio: (policy, engagement, at) => toStudioResult(engagement, evaluate(policy, engagement, at)),
  redaction: (policy, engagement, at) => evaluate(policy, engagement, at).redaction,
  record: (policy, engagement, at) => evaluateAndRecord(policy, engagement, at).record,
}
