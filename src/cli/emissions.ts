import type { CompiledPolicy } from '../decide/index.js'
import { evaluate, evaluateAndRecord } from '../evaluate.js'
import { type Instant, ok, type Result } from '../model/index.js'
import type { ReadEngagement } from '../twilio/inbound/index.js'
import {
  toCustomerInteraction,
  toStudioResult,
  toTaskAttributes,
} from '../twilio/outbound/index.js'

/** Decides, and prints the decision in one of the forms that others read. */
export type PrintDecisionAs = (
  policy: CompiledPolicy,
  read: ReadEngagement,
  at: Instant,
) => Result<unknown>

// Two letters and 32 digits are the form of a SID. Zeros stand where the workspace and the
// workflow are not known: whoever sends the parameters puts in their own.
const UNSET = '0'.repeat(32)

/**
 * The forms of `--emit`, one line each; usage and help are made from the names. What
 * reading an engagement found, such as a phone number that is none, is told with the
 * decision that was made without it.
 */
export const emissions: Readonly<Record<string, PrintDecisionAs>> = {
  decision: (policy, { engagement, reasons }, at) => {
    const decision = evaluate(policy, engagement, at)
    return ok({ ...decision, reasons: [...reasons, ...decision.reasons] })
  },
  attributes: (policy, read, at) =>
    ok(
      toTaskAttributes(read.engagement, evaluate(policy, read.engagement, at), displayNameOf(read))
        .attributes,
    ),
  studio: (policy, read, at) =>
    ok(toStudioResult(read.engagement, evaluate(policy, read.engagement, at), displayNameOf(read))),
  redaction: (policy, { engagement }, at) => ok(evaluate(policy, engagement, at).redaction),
  interaction: (policy, read, at) => {
    const { contact, conversation } = read.engagement
    const decision = evaluate(policy, read.engagement, at)
    const { attributes } = toTaskAttributes(read.engagement, decision, displayNameOf(read))
    return toCustomerInteraction({
      contact,
      conversation,
      declared: policy.channels,
      routing: {
        workspaceSid: `WS${UNSET}`,
        workflowSid: `WW${UNSET}`,
        priority: decision.route.priority,
        attributes: { ...attributes },
      },
    })
  },
  record: (policy, { engagement }, at) => ok(evaluateAndRecord(policy, engagement, at).record),
}

// A display name is shown to people and is no evidence, so it stands beside the engagement
// and not in it.
const displayNameOf = ({ displayName }: ReadEngagement): { readonly displayName?: string } =>
  displayName === null ? {} : { displayName }
