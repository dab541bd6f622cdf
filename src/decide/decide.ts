import {
  type Answer,
  type Assessment,
  type Decision,
  type Disclosure,
  type Engagement,
  type Instant,
  isAlike,
  type Notice,
  type Reason,
  type Request,
} from '../model/index.js'
import { readRequest } from '../trust/index.js'
import {
  type BreakGlassJudged,
  judgeBreakGlass,
  NO_GLASS,
  type OpenedGlass,
} from './breakGlass/judge.js'
import type { ActionRule, CompiledPolicy, DataClass } from './compiled.js'
import { matchRoute, unknownSkillsOf } from './matchRoute.js'
import { forActions, inputOf, meetsRule, type RequirementInput } from './meets.js'
import type { Plan } from './plan.js'
import { planStepUp } from './planStepUp.js'
import { growOlder, nextAge } from './proofAges.js'
import { reasonsFor } from './reasonsFor.js'
import { unreadFactsOf } from './unreadFacts.js'

/** What a policy decides for one assessment. */
export type Decided = Pick<
  Decision,
  'channel' | 'disclosure' | 'actions' | 'route' | 'stepUp' | 'notices'
> & {
  readonly reasons: readonly Reason[]
  /** What the agent who would see the answer sees besides; absent for nothing. */
  readonly opened?: OpenedGlass
  /** The earliest later instant at which a proof grows too old for something that is decided, or the glass is mended; `NEVER` if none does. */
  readonly changesAt: Instant
}

/**
 * Decides what may be shown and done, where the engagement goes, and which step-up would open more.
 *
 * A compiled policy and an assessment from `assess` always give a decision, for any value as the
 * engagement, so there is nothing to catch. What no rule opens is withheld. Whatever was asked for
 * and withheld has a reason that names its rule.
 */
export function decide(
  policy: CompiledPolicy,
  assessment: Assessment,
  engagement: Engagement,
): Decided {
  // Trust and rules speak of one channel, whatever word the engagement has for it.
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
  // First what holds now; then, with proofs that have grown older, until when; last what one agent sees besides.
  const assessed = inputOf(assessment, request)
  const answered = answerOn(policy, assessment, assessed, openedOf(policy, assessment, assessed))
  const decided = withReasons(policy, assessed, answered)
  const changesAt = changeByAge(policy, assessment, request, decided)
  return withGlass(
    policy,
    { changesAt, ...decided },
    judgeBreakGlass(policy, request, assessment.at),
  )
}

/** Adds that the glass is broken, or why it is not: to what anybody is told it adds nothing. */
function withGlass(
  { breakGlass }: CompiledPolicy,
  decided: Decided,
  judged: BreakGlassJudged,
): Decided {
  if (judged === NO_GLASS) return decided
  const { opened, reasons, changesAt } = judged
  // Told every time that it is open, so that nobody opens it unseen.
  const to = opened === undefined ? [] : (breakGlass?.notice ?? [])
  return {
    ...decided,
    notices: [...decided.notices, ...to.map((one) => ({ action: 'break_glass', to: one }))],
    reasons: [...decided.reasons, ...reasons],
    ...(opened !== undefined && { opened }),
    changesAt: Math.min(decided.changesAt, changesAt),
  }
}

/** All that is decided, but for how long. */
type DecidedNow = Omit<Decided, 'changesAt'>

/** What is answered, without why. */
export type DecidedAnswers = Pick<Decided, 'disclosure' | 'actions' | 'route' | 'stepUp'>

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
  return answerOn(policy, assessment, assessed, openedOf(policy, assessment, assessed))
}

/** What is open of every class, and what would open more. */
interface OpenedNow {
  readonly disclosure: Decision['disclosure']
  readonly plan: Plan
}

const openedOf = (
  policy: CompiledPolicy,
  assessment: Assessment,
  assessed: RequirementInput,
): OpenedNow => ({
  disclosure: discloseAll(policy.classes, assessed),
  plan: planStepUp(policy, assessment, assessed),
})

/** Answers the rest, from what is disclosed, what would open more and what requirements are held against. */
function answerOn(
  policy: CompiledPolicy,
  assessment: Assessment,
  assessed: RequirementInput,
  { disclosure, plan }: OpenedNow,
): DecidedAnswers {
  const { at, trust, risks, acting } = assessment
  const { request, truths } = assessed
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

/**
 * Gives the first later instant at which proofs that have grown older change something that is decided; `NEVER` where
 * none does. From when trust itself may be another on, ages are looked at again with what it is then, so that whatever
 * comes later is named as it is, unlooked at; and so is the last of very many.
 */
function changeByAge(
  policy: CompiledPolicy,
  assessment: Assessment,
  request: Request,
  decided: DecidedNow,
): Instant {
  let next = nextAge(policy, assessment)
  // Bounded, so that nobody buys time with very many proofs; where it ends early, the end that is named is too early.
  let left = Math.floor(MOST_AGED / (1 + assessment.supports.length))
  while (next.at < assessment.changesAt && left > 0) {
    // As nothing else changes before trust does, the assessment then is this one, only later.
    const later = growOlder(assessment, next.at)
    const assessed = inputOf(later, request)
    if (isOtherwise(policy, { later, assessed, names: next.names }, decided)) return next.at
    next = nextAge(policy, later)
    left -= 1
  }
  return next.at
}

/** So many proofs are looked at again at most, over all ages that they reach. */
const MOST_AGED = 1_024

/** The same assessment, only later, and the classes and actions of which it may be that they are answered otherwise. */
interface OlderInput {
  readonly later: Assessment
  readonly assessed: RequirementInput
  readonly names: ReadonlySet<string>
}

function isOtherwise(
  policy: CompiledPolicy,
  { later, assessed, names }: OlderInput,
  decided: DecidedNow,
): boolean {
  const { disclosure, stepUp } = decided
  // Mostly it is what is shown that falls, which takes no plan; or else what would open the rest, which takes no more.
  const isShown = policy.classes.every(
    (one) => !names.has(one.name) || discloseClass(one, assessed) === disclosure[one.name],
  )
  if (!isShown) return true
  const plan = planStepUp(policy, later, assessed)
  if (!isAlike(plan.stepUp, stepUp)) return true
  const answered = answerOn(policy, later, assessed, { disclosure, plan })
  return !isDecidedAlike(withReasons(policy, assessed, answered), decided)
}

/**
 * Tells whether all that is decided is the same, however long it holds. Whatever a decision comes to say more is compared as
 * well: only the end is left out, and by its name.
 */
export function isDecidedAlike(one: DecidedNow | Decided, other: DecidedNow | Decided): boolean {
  return isAlike(withoutEnd(one), withoutEnd(other))
}

const withoutEnd = ({ changesAt: _, ...said }: DecidedNow & Partial<Decided>): DecidedNow => said

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
