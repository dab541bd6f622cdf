import type {
  Answer,
  Assessment,
  Decision,
  Disclosure,
  Notice,
  Reason,
  Request,
} from '../model/index.js'
import { judgeBreakGlass, NO_GLASS, type OpenedGlass } from './breakGlass/judge.js'
import type { ActionRule, CompiledPolicy, DataClass } from './compiled.js'
import { matchRoute, unknownSkillsOf } from './matchRoute.js'
import { forActions, inputOf, meetsRule, type RequirementInput } from './meets.js'
import type { Plan } from './plan.js'
import { planStepUp } from './planStepUp.js'
import { reasonsFor } from './reasonsFor.js'
import { unreadFactsOf } from './unreadFacts.js'

/** All that is decided at one time, but for how long. */
export type DecidedNow = Pick<
  Decision,
  'channel' | 'disclosure' | 'actions' | 'route' | 'stepUp' | 'notices'
> & {
  readonly reasons: readonly Reason[]
  /** What the agent who would see the answer sees besides; absent for nothing. */
  readonly opened?: OpenedGlass
}

/** What is answered, without why. */
export type DecidedAnswers = Pick<DecidedNow, 'disclosure' | 'actions' | 'route' | 'stepUp'>

/** Decides on an engagement that was read already; `holdsUntil` says for how long. */
export function decideNow(
  policy: CompiledPolicy,
  assessment: Assessment,
  request: Request,
): DecidedNow {
  const assessed = inputOf(assessment, request)
  return decideWithPlan(planStepUp(policy, assessment, assessed), policy, assessment, assessed)
}

/** Decides the rest, where it is known what would open more. */
export function decideWithPlan(
  plan: Plan,
  policy: CompiledPolicy,
  assessment: Assessment,
  assessed: RequirementInput,
): DecidedNow {
  const answered = answerWithPlan(plan, policy, assessment, assessed)
  return withGlass(policy, withReasons(policy, assessed, answered), assessment, assessed.request)
}

/**
 * Answers all that an engagement which was read already could ask for: a decision without its reasons and its end.
 *
 * It is what the analysis asks millions of times, so reasons and ends are left out.
 */
export function answerRequest(
  policy: CompiledPolicy,
  assessment: Assessment,
  request: Request,
): DecidedAnswers {
  const assessed = inputOf(assessment, request)
  return answerWithPlan(planStepUp(policy, assessment, assessed), policy, assessment, assessed)
}

/** Answers the rest, where it is known what would open more. */
function answerWithPlan(
  plan: Plan,
  policy: CompiledPolicy,
  assessment: Assessment,
  assessed: RequirementInput,
): DecidedAnswers {
  const { at, trust, risks, acting } = assessment
  const { request, truths } = assessed
  const disclosure = discloseAll(policy.classes, assessed)
  // The plan comes before the actions: one that further proof would open is answered with a step-up, not denied.
  const actions = answerAll(policy.actions, forActions(assessed), plan.openable)
  // The route may ask what is disclosed, so it comes last.
  const route = matchRoute(policy.routes, { trust, risks, disclosure, request, acting, at, truths })
  return { disclosure, actions, route, stepUp: plan.stepUp }
}

/** Adds to the answers who is to be told of them, and why they are no better. */
function withReasons(
  policy: CompiledPolicy,
  assessed: RequirementInput,
  answered: DecidedAnswers,
): DecidedNow {
  const { disclosure, actions, route, stepUp } = answered
  const { request } = assessed
  // Every name is written out, because to add to another object's names takes engines many times as long.
  return {
    channel: request.channel,
    disclosure,
    actions,
    route,
    stepUp,
    notices: noticesOf(policy.actions, request, actions),
    reasons: [
      ...reasonsFor(policy, assessed, answered),
      ...unknownSkillsOf(policy.routes, route.id),
      ...unreadFactsOf(policy, request),
    ],
  }
}

/** Adds that the glass is broken, or why it is not: to what anybody is told it adds nothing. */
function withGlass(
  policy: CompiledPolicy,
  decided: DecidedNow,
  { at }: Assessment,
  request: Request,
): DecidedNow {
  const judged = judgeBreakGlass(policy, request, at)
  if (judged === NO_GLASS) return decided
  const { opened, reasons } = judged
  // Told every time that it is open, so that nobody opens it unseen.
  const to = opened === undefined ? [] : (policy.breakGlass?.notice ?? [])
  return {
    ...decided,
    notices: [...decided.notices, ...to.map((one) => ({ action: 'break_glass', to: one }))],
    reasons: [...decided.reasons, ...reasons],
    ...(opened !== undefined && { opened }),
  }
}

function discloseAll(
  classes: readonly DataClass[],
  assessed: RequirementInput,
): Decision['disclosure'] {
  // Every class is answered, also one that nobody asked for: redaction rules and routes go by all of them.
  const disclosure: Record<string, Disclosure> = {}
  for (const dataClass of classes) {
    disclosure[dataClass.name] = discloseClass(dataClass, assessed)
  }
  return disclosure
}

function answerAll(
  rules: readonly ActionRule[],
  assessed: RequirementInput,
  openable: ReadonlySet<string>,
): Decision['actions'] {
  const actions: Record<string, Answer> = {}
  for (const action of rules) {
    actions[action.name] = answerAction(action, assessed, openable.has(action.name))
  }
  return actions
}

/**
 * Lists the notices that are owed for actions that were asked for and are allowed, such as to the old address before
 * a change (47 CFR 64.2010(f)).
 */
const noticesOf = (
  rules: readonly ActionRule[],
  request: Request,
  actions: Decision['actions'],
): Decision['notices'] => {
  const notices: Notice[] = []
  for (const { name, notify } of rules) {
    if (actions[name] !== 'allow' || !request.actions.includes(name)) continue
    for (const to of notify) notices.push({ action: name, to })
  }
  return notices
}

/** Gives the highest rung whose requirements are all met; delivery instead where only that is; none otherwise. */
function discloseClass(
  { name, rungs, deliver }: DataClass,
  assessed: RequirementInput,
): Disclosure {
  // Rungs rise, so the last that is met is the most that may be shown; those below it need not be met.
  const met = rungs.findLast((rung) => meetsRule(rung, assessed, name))
  if (met !== undefined) return met.rung
  return deliver !== undefined && meetsRule(deliver, assessed, name) ? 'deliver_to_record' : 'none'
}

/**
 * Gives the answer to one action: allowed, or else a step-up that would open it, or delivery to the address on file,
 * or no.
 *
 * What this channel of service never does (`denied`) no proof opens, but it may still be delivered.
 */
function answerAction(action: ActionRule, assessed: RequirementInput, isOpenable: boolean): Answer {
  const { name, denied, deliver } = action
  if (!denied && meetsRule(action, assessed, name)) return 'allow'
  if (!denied && isOpenable) return 'step_up'
  return deliver !== undefined && meetsRule(deliver, assessed, name) ? 'deliver_to_record' : 'deny'
}
