import { evaluate, evaluateAndRecord } from '../evaluate.js'
import type { Engagement } from '../model/engagement.js'
import type { Instant } from '../model/instant.js'
import { ok, type Result } from '../model/result.js'
import type { CompiledPolicy } from '../policy/compiled.js'
import { toCustomerInteraction } from '../twilio/outbound/interaction.js'
import { toStudioResult } from '../twilio/outbound/studioResult.js'
import { toTaskAttributes } from '../twilio/outbound/taskAttributes.js'

/** Decides, and prints the decision in one of the forms that others read. */
export type Emission = (
  policy: CompiledPolicy,
  engagement: Engagement,
  at: Instant,
) => Result<unknown>

// Stand where the workspace and the workflow are not known: whoever sends the parameters puts in their own.
const UNSET = '0'.repeat(32)

/** The forms of `--emit`, one line each. */
export const emissions: Readonly<Record<string, Emission>> = {
  decision: (policy, engagement, at) => ok(evaluate(policy, engagement, at)),
  attributes: (policy, engagement, at) =>
    ok(toTaskAttributes(engagement, evaluate(policy, engagement, at)).attributes),
  studio: (policy, engagement, at) =>
    ok(toStudioResult(engagement, evaluate(policy, engagement, at))),
  redaction: (policy, engagement, at) => ok(evaluate(policy, engagement, at).redaction),
  interaction: (policy, engagement, at) => {
    const decision = evaluate(policy, engagement, at)
    const { attributes } = toTaskAttributes(engagement, decision)
    return toCustomerInteraction({
      contact: engagement.contact,
      conversation: engagement.conversation,
      routing: {
        workspaceSid: `WS${UNSET}`,
        workflowSid: `WW${UNSET}`,
        priority: decision.route.priority,
        attributes: { ...attributes },
      },
    })
  },
  record: (policy, engagement, at) => ok(evaluateAndRecord(policy, engagement, at).record),
}
