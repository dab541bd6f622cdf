import type { Request } from '../model/index.js'
import {
  type Answer,
  type Assessment,
  type Decision,
  type Disclosure,
  type Engagement,
  type Instant,
  NEVER,
  type Reason,
} from '../model/index.js'
import { readRequest } from '../trust/index.js'
import type { ActionRule, CompiledPolicy, DataClass } from './compiled.js'
import { matchRoute } from './matchRoute.js'
import { forActions, meetsRule, type Standing } from './meets.js'
import { planStepUp } from './planStepUp.js'
import { policyIndexOf } from './policyIndex.js'
import { reasonsFor } from './reasonsFor.js'

/** What a policy says of one assessment. */
export type Decided = Pick<
  Decision,
  'channel' | 'disclosure' | 'actions' | 'route' | 'stepUp' | 'notices'
> & {
  readonly reasons: readonly Reason[]
  /** The earliest later instant at which a proof grows too old for something; `NEVER` if none does. */
  readonly changesAt: Instant
}

/**
 * Decides what may be shown and done, where the engagement goes, and what would open the rest.
 *
 * Total: a compiled policy and an assessment, as `assess` gives it, yield a decision for anything that is passed as the
 * engagement, so there is nothing to catch. What no rule opens is withheld, and whatever was asked for and withheld has
 * a reason that names its rule.
 */
export function decide(
  policy: CompiledPolicy,
  assessment: Assessment,
  engagement: Engagement,
): Decided {
  const { channel } = assessment
  const request = readRequest(engagement, policy)
  // An assessment says itself which channel it is about.
  const named = channel === undefined ? request : { ...request, channel: channel.name }
  return decideRequest(policy, assessment, named)
}

/** Decides on an engagement that was read already. */
export function decideRequest(
  policy: CompiledPolicy,
  assessment: Assessment,
  request: Request,
): Decided {
  const { trust, risks } = assessment
  const disclosure = discloseAll(policy.classes, assessment, request)
  const plan = planStepUp(policy, assessment, request)
  const actions = answerAll(policy.actions, forActions(assessment), request, plan.openable)
  return {
    channel: request.channel,
    disclosure,
    actions,
    route: matchRoute(policy.routes, { trust, risks, disclosure, request }),
    stepUp: plan.stepUp,
    notices: noticesOf(policy.actions, request, actions),
    reasons: reasonsFor(policy, assessment, request, disclosure, actions),
    changesAt: nextChange(policy, assessment),
  }
}

function discloseAll(
  classes: readonly DataClass[],
  standing: Standing,
  request: Request,
): Decision['disclosure'] {
  const disclosure: Record<string, Disclosure> = {}
  for (const dataClass of classes) {
    disclosure[dataClass.name] = discloseClass(dataClass, standing, request)
  }
  return disclosure
}

function answerAll(
  rules: readonly ActionRule[],
  standing: Standing,
  request: Request,
  openable: ReadonlySet<string>,
): Decision['actions'] {
  const actions: Record<string, Answer> = {}
  for (const action of rules) {
    actions[action.name] = answerAction(action, standing, request, openable.has(action.name))
  }
  return actions
}

const noticesOf = (
  rules: readonly ActionRule[],
  request: Request,
  actions: Decision['actions'],
): Decision['notices'] =>
  rules.flatMap(({ name, notify }) =>
    request.actions.includes(name) && actions[name] === 'allow'
      ? notify.map((to) => ({ action: name, to }))
      : [],
  )

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
  const { limits } = policyIndexOf(policy)
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
