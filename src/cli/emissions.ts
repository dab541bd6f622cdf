import type { Decision } from '../model/decision.js'
import type { Engagement } from '../model/engagement.js'
import type { CompiledPolicy } from '../policy/compiled.js'
import { toStudioResult } from '../twilio/outbound/studioResult.js'
import { toTaskAttributes } from '../twilio/outbound/taskAttributes.js'

/** Prints a decision in one of the forms that others read. */
export type Emission = (
  engagement: Engagement,
  decision: Decision,
  policy: CompiledPolicy,
) => unknown

/** The forms of `--emit`, one line each. */
export const emissions: Readonly<Record<string, Emission>> = {
  decision: (_, decision) => decision,
  attributes: (engagement, decision) => toTaskAttributes(engagement, decision).attributes,
  studio: (engagement, decision) => toStudioResult(engagement, decision),
  redaction: (_, decision) => decision.redaction,
}
