import {
  type ActionRule,
  answerRequest,
  type CompiledPolicy,
  type DataClass,
  type DecidedAnswers,
  holds,
  rulesOf,
  rulesOfAction,
} from '../decide/index.js'
import { evaluateAssessed } from '../evaluate.js'
import {
  type Answer,
  type Assessment,
  type Decision,
  type Disclosure,
  REASONS,
  type Request,
} from '../model/index.js'
import { assess, assessRequest, readRequest } from '../trust/index.js'
import { atomsOf } from './atomsOf.js'
import { type ConsideredRule, makeConsiderRules } from './considerRules.js'
import type { Situation } from './engagementOf.js'
import { explainCounters, explainGlass, type GlassExplanation } from './explainStaff.js'
import { type FlipSearch, searchFlips } from './flips.js'

/** Why one class or action was answered as it was, and what would change it. */
export interface TopicExplanation {
  readonly topic: string
  // A disclosure of a class, or the answer to an action.
  readonly answer: string
  /** The rule that decided: the one that gave what is given, or the lowest that was not met. */
  readonly decidedBy: string | null
  readonly considered: readonly ConsideredRule[]
  /** The nearest change to the engagement after which more is given. */
  readonly flip?: string
  /**
   * Set where the engagement is so large that not every change was tried: there may be a smaller one, or one where none
   * is shown.
   */
  readonly flipSearch?: 'not_all_tried'
}

/** Why a route was or was not taken: the atoms of its condition that do not hold. */
export interface RouteExplanation {
  readonly route: string
  readonly taken: boolean
  readonly failing: readonly string[]
}

/** A cap on trust, and its remedy. */
type HeldAnswer = Decision['trust']['caps'][number] & { readonly remedy: string }

/** Why a decision is as it is. */
export interface Explanation {
  /** How far the person can be trusted, and why. */
  readonly trust: Decision['trust']
  /** Every class and action, with why it is answered so. */
  readonly topics: readonly TopicExplanation[]
  /** The routes down to the one that was taken, with what kept the others. */
  readonly routes: readonly RouteExplanation[]
  /** What lowers trust, each with what to do about it. */
  readonly held: readonly HeldAnswer[]
  /** How many may go wrong, by the words of the policy's `counters`, also where it says nothing of them. */
  readonly counters: Readonly<Record<string, string>>
  /** Absent under a policy that knows no glass to break. */
  readonly breakGlass?: GlassExplanation
  /** What the person could still prove, and what that would open. */
  readonly stepUp: Decision['stepUp']
  /** Why something was withheld, ignored or capped. */
  readonly reasons: Decision['reasons']
  /** When the decision ends by itself, ISO 8601; `null` where it does not. */
  readonly validUntil: string | null
}

/**
 * Explains a decision: the rules that were considered, what is missing in each, and what would
 * change it.
 *
 * To find what would change it takes a few hundred evaluations, and fewer for one class or action
 * (`{ of: 'orders' }`). An engagement that cannot be read is explained too: nobody is known, and
 * the reasons say why.
 *
 * @example
 * ```ts
 * const { topics } = explain(policy, { engagement, at })
 * const orders = topics.find(({ topic }) => topic === 'orders')
 * // orders?.answer, orders?.decidedBy, and orders?.flip: what would give more
 * ```
 */
export function explain(
  policy: CompiledPolicy,
  situation: Situation,
  flips: 'with_flips' | 'without_flips' | { readonly of: string } = 'with_flips',
): Explanation {
  const { engagement, at } = situation
  const assessment = assess(engagement, at, policy)
  const decision = evaluateAssessed(policy, engagement, assessment)
  const request = readRequest(engagement, policy)
  const searching =
    flips === 'without_flips' ? NOTHING_FLIPS : searchFlips(policy, situation, givenBy(policy))
  const searchOf = (name: string): typeof searching =>
    typeof flips !== 'object' || flips.of === name ? searching : NOTHING_FLIPS
  const consider = makeConsiderRules(assessment, request)
  const glass = explainGlass(policy, situation, decision, flips === 'with_flips')
  return {
    trust: decision.trust,
    topics: [
      ...policy.classes.map((dataClass) => {
        const { name } = dataClass
        const answer = decision.disclosure[name] ?? 'none'
        const considered = consider(rulesOf(dataClass), name, 'class')
        return {
          topic: name,
          answer,
          decidedBy: ruleOfAnswer(dataClass, answer) ?? lowestUnmet(considered),
          considered,
          ...flipOf(searchOf(name), considered, (other) => isMore(other.disclosure[name], answer)),
        }
      }),
      ...policy.actions.map((action) => {
        const { name } = action
        const answer = decision.actions[name] ?? 'deny'
        const considered = action.denied ? [] : consider(rulesOfAction(action), name, 'action')
        return {
          topic: name,
          answer,
          decidedBy: action.denied
            ? action.id
            : (ruleOfAction(action, answer) ?? lowestUnmet(considered)),
          considered,
          ...(answer === 'allow'
            ? {}
            : flipOf(searchOf(name), considered, (other) => other.actions[name] === 'allow')),
        }
      }),
    ],
    routes: explainRoutes(policy, decision, assessment, request),
    held: decision.trust.caps.map((cap) => ({ ...cap, remedy: remedyOf(cap) })),
    counters: explainCounters(policy),
    ...(glass !== undefined && { breakGlass: glass }),
    stepUp: decision.stepUp,
    reasons: decision.reasons,
    validUntil: decision.validUntil,
  }
}

const NOTHING_FLIPS = () => null

const NOTED: Readonly<Record<string, { readonly remedy: string }>> = REASONS

/**
 * What to do about a cap, by its code. Signals of the business's own have a meaning that only it
 * knows, so whoever sends them is to be asked.
 */
const remedyOf = ({ code, at }: Decision['trust']['caps'][number]): string =>
  NOTED[code]?.remedy ??
  (at === undefined ? 'Ask the sender of the signal.' : `Ask the sender of ${at}.`)

// The rule that gave what was given; none where nothing was.
const ruleOfAnswer = ({ rungs, deliver }: DataClass, answer: Disclosure): string | undefined =>
  answer === 'deliver_to_record' ? deliver?.id : rungs.find(({ rung }) => rung === answer)?.id

const ruleOfAction = ({ id, deliver }: ActionRule, answer: Answer): string | undefined =>
  answer === 'allow' ? id : answer === 'deliver_to_record' ? deliver?.id : undefined

/** The rule that is told where nothing is given: the least that would have given something. */
const lowestUnmet = (considered: readonly ConsideredRule[]): string | null =>
  considered.find(({ met }) => !met)?.rule ?? null

/**
 * Disclosures from nothing to all. Delivery elsewhere is more than nothing, and less than anything
 * said here.
 */
const ORDER: readonly Disclosure[] = [
  'none',
  'deliver_to_record',
  'accept',
  'confirm',
  'masked',
  'full',
]

const isMore = (given: Disclosure | undefined, before: Disclosure): boolean =>
  ORDER.indexOf(given ?? 'none') > ORDER.indexOf(before)

/** What a flip is looked for in: what is given of each topic, and nothing else of a decision. */
type GivenAnswers = Pick<DecidedAnswers, 'disclosure' | 'actions'>

/**
 * Decides what is given, as `evaluate` does. What would open the rest, how long it holds and where it goes take most of
 * a decision's time and change nothing of what is given, so that they are left out where hundreds of changes are tried.
 */
function givenBy(policy: CompiledPolicy): (changed: Situation) => GivenAnswers {
  const own: CompiledPolicy = { ...policy, stepUp: [], routes: policy.routes.slice(-1) }
  return ({ engagement, at }) => {
    const { request, assessment } = assessRequest(engagement, at, policy)
    return answerRequest(own, assessment, request)
  }
}

/**
 * Looks for the nearest change after which more is given. Where every rule is met there is nothing
 * more to give, and nothing is looked for.
 */
function flipOf(
  search: FlipSearch<GivenAnswers>,
  considered: readonly ConsideredRule[],
  isSo: (given: GivenAnswers) => boolean,
): Pick<TopicExplanation, 'flip' | 'flipSearch'> {
  if (considered.every(({ met }) => met)) return {}
  const flip = search(isSo)
  if (flip === 'not_all_tried') return { flipSearch: flip }
  return flip === null ? {} : { flip: flip.change }
}

/**
 * Says of each route, down to the one that was taken, which atoms of its condition did not hold.
 * Routes after it were not looked at by the decision, and are not reported.
 */
function explainRoutes(
  policy: CompiledPolicy,
  decision: Decision,
  { at, trust, risks, acting }: Assessment,
  request: Request,
): readonly RouteExplanation[] {
  const situation = { at, trust, risks, disclosure: decision.disclosure, request, acting }
  const taken = policy.routes.findIndex(({ id }) => id === decision.route.id)
  return policy.routes.slice(0, taken + 1).map(({ id, when }) => ({
    route: id,
    taken: id === decision.route.id,
    failing: atomsOf(when).flatMap(([name, atom]) => (holds(atom, situation) ? [] : [name])),
  }))
}
