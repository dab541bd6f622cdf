import type {
  ActionRule,
  Condition,
  DataClass,
  Requirement,
  Route,
  Rule,
} from '../../decide/index.js'
import { type Disclosure, type Rank, RUNGS, weaker } from '../../model/index.js'
import { isBoundTo, type Lens, neededFor, paymentLens, type Topic, topicLens } from './lens.js'
import type { View } from './view.js'

/** What an action is answered, as far as it can be told without a plan of what would open it. */
export type PlainAnswer = 'allow' | 'withheld'

/** Gives the lenses that a rule is looked at through. */
export const lensesOf = (
  rule: Rule,
  name: string,
  side: number,
  linked: boolean,
): readonly Lens[] =>
  rule.requires.flatMap((requires) => [
    topicLens(side, { name, requires, linked, isAction: isOfAction(rule) }),
    ...(linked && isBoundTo(requires)
      ? [paymentLens(side, { name, requires, linked, isAction: isOfAction(rule) })]
      : []),
  ])

const isOfAction = ({ id }: Rule): boolean => id.startsWith('action.')

/** Lists the rules of a data class: its rungs, and delivery. */
export const rulesOf = ({ rungs, deliver }: DataClass): readonly Rule[] =>
  deliver === undefined ? rungs : [...rungs, deliver]

/** Lists the rules of an action: itself, and delivery. */
export const rulesOfAction = (action: ActionRule): readonly Rule[] =>
  action.deliver === undefined ? [action] : [action, action.deliver]

/**
 * Tells whether a rule is met in a view. Written from the design, apart from the `decide` room's own code, so that each
 * checks the other.
 */
export const isMet = (rule: Rule, name: string, side: number, view: View): boolean =>
  rule.requires.length > 0 &&
  rule.requires.every((requires) =>
    isRequirementMet(
      { name, requires, linked: view.request.linked, isAction: isOfAction(rule) },
      side,
      view,
    ),
  )

function isRequirementMet(topic: Topic, side: number, view: View): boolean {
  const { requires, linked } = topic
  const { write, read } = requires
  if (requires.linked === true && !linked) return false
  // A claim says nothing about who reads, and while nobody is recognized no reader is looked at.
  const least: Rank = read === 1 ? 2 : read
  if (read > 0 && (view.write < 2 || view.read < least)) return false
  if (view.write < write) return false
  if (write <= 1 && !takesProof(requires)) return true
  const needed = neededFor(requires)
  if (view.rank(topicLens(side, topic).key) < needed) return false
  if (!linked || !isBoundTo(requires)) return true
  return view.rank(paymentLens(side, topic).key) >= weaker(needed, 3)
}

const takesProof = (requires: Requirement): boolean =>
  requires.purpose === true ||
  requires.linked === true ||
  requires.methods !== undefined ||
  (requires.categories !== undefined && requires.categories > 1) ||
  requires.forbidPhishableOnly === true

/** Gives how far a class is disclosed in a view. */
export function disclose(dataClass: DataClass, side: number, view: View): Disclosure {
  for (const rung of [...dataClass.rungs].reverse()) {
    if (isMet(rung, dataClass.name, side, view)) return rung.rung
  }
  const { deliver } = dataClass
  return deliver !== undefined && isMet(deliver, dataClass.name, side, view)
    ? 'deliver_to_record'
    : 'none'
}

/** Gives the answer to an action in a view, without a plan. */
export const answer = (action: ActionRule, side: number, view: View): PlainAnswer =>
  !action.denied && isMet(action, action.name, side, view) ? 'allow' : 'withheld'

/** Gives a class by name; `undefined` where a policy has none. */
export type FindClass = (name: string) => DataClass | undefined

/** Tells whether a condition holds in a view. What is unknown satisfies none. */
export function isSo(when: Condition, side: number, view: View, find: FindClass): boolean {
  if (when.trust !== undefined && view.write < when.trust) return false
  if (when.trustBelow !== undefined && view.write >= when.trustBelow) return false
  if (when.read !== undefined && view.read < when.read) return false
  if (when.risk?.some((risk) => view.isBad(risk)) === false) return false
  if (when.channel?.includes(view.channel) === false) return false
  if (when.intent?.some((topic) => view.request.topics.includes(topic)) === false) return false
  if (when.resolution?.includes(view.resolution) === false) return false
  for (const [fact, values] of Object.entries(when.context ?? {})) {
    const known = view.request.context[fact]
    if (known === undefined || !values.includes(known)) return false
  }
  return Object.entries(when.discloses ?? {}).every(([name, rung]) => {
    const dataClass = find(name)
    const given = dataClass === undefined ? 'none' : disclose(dataClass, side, view)
    return rankOfDisclosure(given) >= RUNGS.indexOf(rung)
  })
}

/** Orders disclosures in this conversation: delivery elsewhere shows nothing here. */
export const rankOfDisclosure = (given: Disclosure): number =>
  given === 'deliver_to_record' ? 0 : RUNGS.indexOf(given)

/** Gives the route taken in a view: the first whose condition holds. */
export const routeIn = (
  routes: readonly Route[],
  side: number,
  view: View,
  find: FindClass,
): Route | undefined => routes.find(({ when }) => isSo(when, side, view, find))
