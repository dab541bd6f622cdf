import { answerRequest, type CompiledPolicy, MOST_OFFERED, matchRoute } from '../decide/index.js'
import { evaluate, evaluateAssessed } from '../evaluate.js'
import type { Assessment, Decision } from '../model/index.js'
import { assess, readRequest } from '../trust/index.js'
import type { Situation } from './engagementOf.js'
import type { ChangedParts } from './suspects.js'

/** A situation as a policy assesses and decides it. */
export interface JudgedSituation {
  readonly policy: CompiledPolicy
  readonly situation: Situation
  readonly assessment: Assessment
  readonly decision: Decision
}

/**
 * Assesses and decides a situation, to be compared with what other policies make of it: once, for
 * all of them.
 */
export function judgeSituation(policy: CompiledPolicy, situation: Situation): JudgedSituation {
  const { engagement, at } = situation
  const assessment = assess(engagement, at, policy)
  const decision = evaluateAssessed(policy, engagement, assessment)
  return { policy, situation, assessment, decision }
}

/** Tells whether another policy, whose trust settings may be others, assesses a situation the same. */
export function isAssessedAlike(
  other: CompiledPolicy,
  { trust }: ChangedParts,
  judged: JudgedSituation,
): boolean {
  if (!trust) return true
  const { engagement, at } = judged.situation
  return JSON.stringify(assess(engagement, at, other)) === JSON.stringify(judged.assessment)
}

/**
 * Decides what another policy discloses, allows and routes in a situation that it assesses the same: what the two
 * policies say alike is taken over, because no class, action or plan depends on another. Answers to actions are right
 * for the named ones, and for all others as far as being allowed or not.
 *
 * It is only right where `isAssessedAlike` says so: `judged` holds what the first policy makes of
 * the evidence.
 */
export function redecide(
  other: CompiledPolicy,
  changes: ChangedParts,
  { situation: { engagement }, assessment, decision }: JudgedSituation,
  named: readonly string[],
): Pick<Decision, 'disclosure' | 'actions' | 'route'> {
  const actions = plannedOf(other, changes)
  // A plan takes most of the time, so it is made only where somebody asks for an action that it bears on.
  const isPlanned = actions.some((name) => named.includes(name))
  const part = partOf(other, changes.classes, isPlanned ? actions : changes.actions, isPlanned)
  // Why it is so, and until when, is asked by nobody here.
  const decided = answerRequest(part, assessment, readRequest(engagement, other))
  const disclosure = { ...decision.disclosure, ...decided.disclosure }
  const { at, trust, risks, acting } = assessment
  return {
    disclosure,
    actions: { ...decision.actions, ...decided.actions },
    route: changes.routes
      ? matchRoute(other.routes, {
          at,
          trust,
          risks,
          disclosure,
          request: readRequest(engagement, other),
          acting,
        })
      : decision.route,
  }
}

/**
 * Tells whether another policy offers the same ways to step up, for the same, and answers every
 * action the same.
 *
 * First by the parts that the two say otherwise; only where these differ, or where the offer was
 * cut short, by the whole decision.
 */
export function isPlannedAlike(
  other: CompiledPolicy,
  changes: ChangedParts,
  judged: JudgedSituation,
): boolean {
  const { policy, situation, assessment, decision } = judged
  const { engagement, at } = situation
  if (!changes.methods && isAssessedAlike(other, changes, judged)) {
    const actions = plannedOf(other, changes)
    const [before, after] = [policy, other].map((one) =>
      answerRequest(
        partOf(one, changes.classes, actions, true),
        assessment,
        readRequest(engagement, one),
      ),
    )
    if (before === undefined || after === undefined) return true
    // No plan for one thing depends on another, so equal parts make equal wholes, unless a part was cut short.
    const isWhole = before.stepUp.length < MOST_OFFERED
    if (isWhole && planText(before) === planText(after)) return true
  }
  return planText(decision) === planText(evaluate(other, engagement, at))
}

/**
 * A plan in words that are equal where two say the same. What is opened stands in the order of
 * sensitivity, which says nothing of the plan.
 */
const planText = ({ actions, stepUp }: Pick<Decision, 'actions' | 'stepUp'>): string =>
  JSON.stringify([actions, stepUp.map(({ methods, opens }) => [methods, [...opens].sort()])])

/** Lists the actions that another policy may plan for otherwise. */
const plannedOf = (other: CompiledPolicy, { methods, actions }: ChangedParts): readonly string[] =>
  methods ? other.actions.map(({ name }) => name) : actions

/** Gives a policy with nothing but some of its classes and actions, and ways to step up only where asked for. */
const partOf = (
  policy: CompiledPolicy,
  classes: readonly string[],
  actions: readonly string[],
  isPlanned: boolean,
): CompiledPolicy => ({
  ...policy,
  classes: policy.classes.filter(({ name }) => classes.includes(name)),
  actions: policy.actions.filter(({ name }) => actions.includes(name)),
  stepUp: isPlanned ? policy.stepUp : [],
})
