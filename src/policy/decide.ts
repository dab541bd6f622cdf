import type { Assessment, Reason } from '../model/assessment.js'
import type { Answer, Decision, Disclosure } from '../model/decision.js'
import type { Engagement } from '../model/engagement.js'
import { type Instant, NEVER } from '../model/instant.js'
import type { ActionRule, CompiledPolicy, DataClass } from './compiled.js'
import { handbookOf } from './handbook.js'
import { matchRoute } from './matchRoute.js'
import { meetsRule, type Standing } from './meets.js'
import { planStepUp } from './planStepUp.js'
import { type Request, readRequest } from './readRequest.js'
import { reasonsFor } from './reasonsFor.js'

/** What a policy says of one assessment. */
export type Decided = Pick<Decision, 'disclosure' | 'actions' | 'route' | 'stepUp' | 'notices'> & {
  readonly reasons: readonly Reason[]
  /** The earliest later instant at which a proof grows too old for something; `NEVER` if none does. */
  readonly changesAt: Instant
}

/**
 * Decides what may be shown and done, where the engagement goes, and what would open the rest.
 *
 * Total: a compiled policy yields a decision for every assessment and engagement, so there is nothing to catch. What
 * no rule opens is withheld, and whatever was asked for and withheld has a reason that names its rule.
 */
export function decide(
  policy: CompiledPolicy,
  assessment: Assessment,
  engagement: Engagement,
): Decided {
  const request = readRequest(engagement, assessment.channel)
  const disclosure = Object.fromEntries(
    policy.classes.map((dataClass) => [
      dataClass.name,
      discloseClass(dataClass, assessment, request),
    ]),
  )
  const plan = planStepUp(policy, assessment, request)
  const actions = Object.fromEntries(
    policy.actions.map((action) => [
      action.name,
      answerAction(action, assessment, request, plan.openable.has(action.name)),
    ]),
  )
  const { trust, risks } = assessment
  return {
    disclosure,
    actions,
    route: matchRoute(policy.routes, { trust, risks, disclosure, request }),
    stepUp: plan.stepUp,
    notices: policy.actions.flatMap(({ name, notify }) =>
      request.actions.includes(name) && actions[name] === 'allow'
        ? notify.map((to) => ({ action: name, to }))
        : [],
    ),
    reasons: reasonsFor(policy, assessment, request, disclosure, actions),
    changesAt: nextChange(policy, assessment),
  }
}

/** Gives the highest rung whose requirements are all met; delivery instead where only that is; none otherwise. */
export function discloseClass(
  { name, rungs, deliver }: DataClass,
  standing: Standing,
  request: Request,
): Disclosure {
  const met = rungs.findLast((rung) => meetsRule(rung, standing, request, name))
  if (met !== undefined) return met.rung
  return deliver !== undefined && meetsRule(deliver, standing, request, name)
    ? 'deliver_to_record'
    : 'none'
}

function answerAction(
  action: ActionRule,
  standing: Standing,
  request: Request,
  isOpenable: boolean,
): Answer {
  const { name, denied, deliver } = action
  if (!denied && meetsRule(action, standing, request, name)) return 'allow'
  if (!denied && isOpenable) return 'step_up'
  return deliver !== undefined && meetsRule(deliver, standing, request, name)
    ? 'deliver_to_record'
    : 'deny'
}

// Between now and the next moment at which a proof passes an age that some rule asks of it, nothing here changes.
function nextChange(policy: CompiledPolicy, { at, supports }: Assessment): Instant {
  const { limits } = handbookOf(policy)
  let next = NEVER
  for (const { method, purpose, since } of supports) {
    // What a platform asserts, or the person says, is said anew at every message.
    if (method === 'platform' || method === 'claim') continue
    for (const { maxAge, name, isBound } of limits) {
      if (since + maxAge <= at || since + maxAge >= next) continue
      if (purpose === name || (purpose === null && !isBound)) next = since + maxAge
    }
  }
  return next
}
