import type { Answer, Decision, Disclosure, Engagement } from '../../model/index.js'
import type { TaskAttributes } from './attributeShape.js'
import {
  channelDecided,
  describeActing,
  listReasons,
  listStepUp,
  nameBottleneck,
  nameStepUpPurpose,
  shortenDigest,
} from './describeDecision.js'
import { keyAnswers, keyDisclosures } from './keyedAnswers.js'
import {
  boundCode,
  type PolicyNames,
  type TaskAttributeOptions,
  toTaskAttributes,
  type WithheldOptions,
  withheldTaskAttributes,
} from './taskAttributes.js'

/**
 * The most bytes Studio reads of a function's answer
 * (https://www.twilio.com/docs/studio/widget-library/run-function).
 */
export const STUDIO_LIMIT = 65_536

/**
 * What a Studio widget reads as `widgets.NAME.parsed`: flat, every key on every path, because
 * Studio merges `parsed` over earlier runs of the same widget. All values are strings, which splits
 * compare, but `attributes`.
 */
export interface StudioResult {
  /** `decided`, or `withheld` when there is no decision. */
  readonly status: string
  /** `true` when `status` is `decided`. */
  readonly ok: string
  /** The first reason's code; empty for none. */
  readonly reason: string
  /** Every reason's code, joined by commas. */
  readonly reasons: string
  /** Write trust, for people. */
  readonly level: string
  /** `0` to `4`. */
  readonly rank: string
  /** The same as `rank`. */
  readonly write: string
  /** How sure it is of everybody who would see an answer, `0` to `4`. */
  readonly read: string
  /** `true` from this level up, so that a flow splits on one word. */
  readonly recognized: string
  readonly verified: string
  readonly strong: string
  /** How many records fit: `none`, `unique`, `ambiguous`, `conflict`. */
  readonly resolution: string
  /** Empty for none. Never say it back: whether a record exists is itself a disclosure. */
  readonly customer: string
  /**
   * The record of the person on whose behalf they write; empty where they write for themselves or
   * nothing shows it.
   */
  readonly acting_for: string
  /** As what, joined by commas, such as `guardian`. */
  readonly acting_as: string
  /** What made the weakest part of the proof; `none` without one. */
  readonly bottleneck: string
  /** By its own name; empty for none that is known. */
  readonly channel: string
  /** Id of the route; empty when withheld. */
  readonly route: string
  readonly queue: string
  readonly priority: string
  /** Joined by commas. */
  readonly skills: string
  /** `true` when a step-up would open what was asked. */
  readonly step_up_offered: string
  /** The preferred plan's methods, joined by `+`; empty for none. */
  readonly step_up: string
  /**
   * What that proof is to be given for, the `purpose` of start and check; empty where it need not
   * say.
   */
  readonly step_up_purpose: string
  /** ISO 8601; empty when nothing known changes it by itself. */
  readonly valid_until: string
  /** Its name. */
  readonly policy: string
  /** The author's own count. */
  readonly version: string
  /** First 12 hexadecimal digits of the policy's SHA-256. */
  readonly digest: string
  /** For Send to Flex: `{{widgets.NAME.parsed.attributes | to_json}}`. */
  readonly attributes: TaskAttributes
  /** `disclose_CLASS` and `action_NAME`, one for each class and action of the policy. */
  readonly [answer: `disclose_${string}` | `action_${string}`]: string
}

/** Writes a decision as the flat object a Studio widget reads, under 64 kB for any input. */
export function toStudioResult(
  engagement: Engagement,
  decision: Decision,
  options: TaskAttributeOptions = {},
): StudioResult {
  const { trust, route, policy } = decision
  const plans = listStepUp(engagement, decision)
  const reasons = listReasons(decision)
  const acting = describeActing(decision)
  const result: StudioResult = {
    status: 'decided',
    ok: 'true',
    reason: reasons[0] ?? '',
    reasons: reasons.join(','),
    level: trust.level,
    rank: String(trust.rank),
    write: String(trust.write),
    read: String(trust.read),
    recognized: String(trust.rank >= 2),
    verified: String(trust.rank >= 3),
    strong: String(trust.rank >= 4),
    resolution: trust.resolution,
    customer: trust.customer ?? '',
    acting_for: acting.acting_for ?? '',
    acting_as: acting.acting_as.join(','),
    bottleneck: nameBottleneck(decision),
    channel: channelDecided(engagement, decision),
    route: route.id,
    queue: route.queue,
    priority: String(route.priority),
    skills: route.skills.join(','),
    step_up_offered: String(plans.length > 0),
    step_up: plans[0] ?? '',
    step_up_purpose: nameStepUpPurpose(engagement, decision),
    valid_until: decision.validUntil ?? '',
    policy: policy.name,
    version: String(policy.version),
    digest: shortenDigest(policy.digest),
    attributes: toTaskAttributes(engagement, decision, options).attributes,
    ...flattenDisclosure(Object.entries(decision.disclosure)),
    ...flattenActions(Object.entries(decision.actions)),
  }
  if (fits(result)) return result
  const vocabulary: PolicyNames = {
    classes: Object.keys(decision.disclosure).map((name) => ({ name })),
    actions: Object.keys(decision.actions).map((name) => ({ name })),
  }
  return withheldStudioResult('studio_result_over_limit', { ...options, policy: vocabulary })
}

/**
 * Writes the same keys if there is no decision: everything is withheld, with the code of the
 * reason. Give the policy if you have it: without it, no `disclose_` or `action_` key can be
 * written.
 */
export function withheldStudioResult(reason: string, options: WithheldOptions = {}): StudioResult {
  const { classes = [], actions = [] } = options.policy ?? {}
  const fixed: StudioResult = {
    ...WITHHELD_RESULT,
    reason: boundCode(reason),
    reasons: boundCode(reason),
    attributes: withheldTaskAttributes(reason, options).attributes,
  }
  const whole: StudioResult = {
    ...fixed,
    ...flattenDisclosure(classes.map(({ name }) => [name, 'none'])),
    ...flattenActions(actions.map(({ name }) => [name, 'deny'])),
  }
  return fits(whole) ? whole : fixed
}

/** Every key with nothing open. */
const WITHHELD_RESULT: Omit<StudioResult, 'attributes' | 'reason' | 'reasons'> = {
  status: 'withheld',
  ok: 'false',
  level: 'anonymous',
  rank: '0',
  write: '0',
  read: '0',
  recognized: 'false',
  verified: 'false',
  strong: 'false',
  resolution: 'none',
  customer: '',
  acting_for: '',
  acting_as: '',
  bottleneck: 'none',
  channel: '',
  route: '',
  queue: '',
  priority: '0',
  skills: '',
  step_up_offered: 'false',
  step_up: '',
  step_up_purpose: '',
  valid_until: '',
  policy: '',
  version: '0',
  digest: '',
}

/** `{ orders: 'full' }` -> `{ disclose_orders: 'full' }`. */
const flattenDisclosure = (entries: readonly (readonly [string, Disclosure])[]) => {
  const flat: Record<`disclose_${string}`, string> = {}
  for (const [name, rung] of Object.entries(keyDisclosures(entries)))
    flat[`disclose_${name}`] = rung
  return flat
}

/** `{ cancel: 'step_up' }` -> `{ action_cancel: 'step_up' }`. */
const flattenActions = (entries: readonly (readonly [string, Answer])[]) => {
  const flat: Record<`action_${string}`, string> = {}
  for (const [name, answer] of Object.entries(keyAnswers(entries))) flat[`action_${name}`] = answer
  return flat
}

// A character of JSON text takes at most three bytes in UTF-8, so no encoder is needed to stay
// under the limit.
const fits = (result: StudioResult): boolean => JSON.stringify(result).length * 3 <= STUDIO_LIMIT
