import {
  type CompiledPolicy,
  type DataClass,
  glassOpens,
  holds,
  isOfRoute,
  type Route,
} from '../decide/index.js'
import {
  ANSWERS,
  type Answer,
  type Assessment,
  AUDIENCES,
  type Audience,
  type Decision,
  type Disclosure,
  REDACTION_ACTIONS,
  type Redaction,
  type RedactionAction,
  type Request,
  RUNGS,
} from '../model/index.js'
import { asList } from '../policy/index.js'
import { emitRules } from '../redaction/index.js'
import {
  all,
  any,
  disclosureStatements,
  FALSE,
  type Formula,
  isAllowed,
  isDisclosed,
  isGlassBroken,
  isHolding,
  isMet,
  isSo,
  not,
  openQuestion,
  type Question,
  routesTaken,
  type Terms,
  TRUE,
} from '../space/index.js'
import { readRequest } from '../trust/index.js'
import type { ClaimToHold, NeverOrAlways, ReadInvariant } from './claim.js'
import type { Situation } from './engagementOf.js'
import { judgeSituation } from './redecide.js'

/**
 * States that an invariant is broken, of all that a decision can read: its `when` holds, its
 * `unless` does not, and what is never so is so, or what is always so is not.
 *
 * An invariant holds where no state satisfies all three statements.
 */
export function stateBroken(
  policy: CompiledPolicy,
  claimed: ReadInvariant,
): { readonly question: Question; readonly statements: readonly Formula[] } {
  const question = openQuestion([policy], [claimed.when, claimed.unless ?? {}])
  const { terms } = question
  const claim = stateClaim(terms, policy, claimed)
  return {
    question,
    statements: [
      isHolding(terms, policy, claimed.when),
      claimed.unless === undefined
        ? TRUE
        : not(isHolding(terms, policy, claimed.unless), terms.full),
      claimed.isAlways ? not(claim, terms.full) : claim,
    ],
  }
}

/**
 * States a claim about a policy: every part of it. A part that it does not name is no part, so an
 * empty claim is always so.
 */
export function stateClaim(
  terms: Terms,
  policy: CompiledPolicy,
  { claim, isAlways }: ClaimToHold,
): Formula {
  const parts: Formula[] = []
  if (claim.route !== undefined || claim.queue !== undefined) {
    const taken = routesTaken(terms, policy)
    const isMeant = (route: Route): boolean =>
      (claim.route === undefined ||
        asList(claim.route).some((named) => isOfRoute(route.id, named))) &&
      (claim.queue === undefined || isInQueue(route, asList(claim.queue), isAlways))
    parts.push(
      any(...policy.routes.flatMap((route, at) => (isMeant(route) ? [taken[at] ?? FALSE] : []))),
    )
  }
  const { class: name } = claim
  if (name !== undefined) parts.push(stateDisclosure(terms, policy, name, { claim, isAlways }))
  // What is done with an identifier in text depends on no state: it is true of the policy, or it is
  // not.
  if (claim.identifier !== undefined)
    parts.push(isShown({ claim, isAlways }, emitRules(policy, {})) ? TRUE : FALSE)
  if (claim.action !== undefined) parts.push(stateAnswer(terms, policy, claim.action, claim))
  return all(...parts)
}

/**
 * Tells whether tasks of a route are in one of some queues. A task that waits goes on to the overflow: it is always in
 * them where both queues are, and ever in them where either is.
 */
function isInQueue(
  { queue, overflow }: Route,
  queues: readonly string[],
  always: boolean,
): boolean {
  const all = overflow === undefined ? [queue] : [queue, overflow.queue]
  return always ? all.every((one) => queues.includes(one)) : all.some((one) => queues.includes(one))
}

/**
 * States how far a class is disclosed, and where an audience is named what it is shown of it.
 *
 * "At most" is said as "not the next rung above": of the highest rung nothing is above, and that it
 * is given at most is always so.
 */
function stateDisclosure(
  terms: Terms,
  policy: CompiledPolicy,
  name: string,
  said: ClaimToHold,
): Formula {
  const { at_least: least, at_most: most, audience, identifier } = said.claim
  const above = most === undefined ? undefined : RUNGS[RUNGS.indexOf(most) + 1]
  const dataClass = policy.classes.find((one) => one.name === name)
  const isTold = audience !== undefined && identifier === undefined && dataClass !== undefined
  return all(
    least === undefined ? TRUE : isDisclosed(terms, policy, name, least),
    above === undefined ? TRUE : not(isDisclosed(terms, policy, name, above), terms.full),
    isTold ? stateShown(terms, policy, dataClass, said) : TRUE,
  )
}

/**
 * States what an audience is shown of a class: by what is disclosed, and to an agent who breaks the
 * glass more than that.
 *
 * What redaction makes of a rung depends on nothing else, so it is worked out for each rung that
 * may be given, and those at which the claim is so are stated.
 */
function stateShown(
  terms: Terms,
  policy: CompiledPolicy,
  dataClass: DataClass,
  said: ClaimToHold,
): Formula {
  const { name } = dataClass
  const given = disclosureStatements(terms, dataClass)
  const shownWith = (broken: Readonly<Record<string, Disclosure>>): Formula =>
    any(
      ...given.flatMap(([rung, formula]) =>
        isShown(said, emitRules(policy, { [name]: rung }, broken)) ? [formula] : [],
      ),
    )
  const told = shownWith({})
  const opens = glassOpens(policy)
  if (said.claim.audience !== 'agent' || !Object.hasOwn(opens, name)) return told
  const broken = isGlassBroken(terms, policy)
  return any(all(broken, shownWith(opens)), all(not(broken, terms.full), told))
}

// Whether more proof would be offered takes the whole plan, so it may be either.
const OPENABLE = 'openable '

/**
 * States that an action is answered in one of some ways, in the order in which a decision chooses:
 * allowed, a step-up, delivered, denied.
 *
 * Whether a step-up is offered is left open, as a variable of its own. A claim that rests on it is
 * refuted by an engagement that shows it, and is `depends_on_step_up` otherwise. An action that the
 * policy does not have is denied.
 */
function stateAnswer(
  terms: Terms,
  policy: CompiledPolicy,
  name: string,
  claim: NeverOrAlways,
): Formula {
  const action = policy.actions.find((one) => one.name === name)
  if (action === undefined) return asList(claim.answer).includes('deny') ? TRUE : FALSE
  const { denied, deliver } = action
  const allowed = isAllowed(terms, action)
  const delivered = deliver === undefined ? FALSE : isMet(terms, deliver, { name, about: 'action' })
  const wanted = asList(claim.answer)
  const mayStepUp = !denied && policy.stepUp.length > 0
  const isEither = NOT_ALLOWED.every((answer) => wanted.includes(answer))
  const isNeither = NOT_ALLOWED.every((answer) => !wanted.includes(answer))
  // The claim is about all answers that withhold, or about none of them, so which of them it is
  // need not be known.
  if (isEither || isNeither) {
    const withheld = isEither ? not(allowed, terms.full) : FALSE
    return wanted.includes('allow') ? any(allowed, withheld) : withheld
  }
  const offered = mayStepUp ? isSo(terms, OPENABLE + name) : FALSE
  // The first of these that holds is the answer, as `answerRequest` gives it.
  const [not1, not2, not3] = [allowed, offered, delivered].map((one) => not(one, terms.full))
  const answers: readonly (readonly [Answer, Formula])[] = [
    ['allow', allowed],
    ['step_up', all(not1 ?? FALSE, offered)],
    ['deliver_to_record', all(not1 ?? FALSE, not2 ?? FALSE, delivered)],
    ['deny', all(not1 ?? FALSE, not2 ?? FALSE, not3 ?? FALSE)],
  ]
  return any(...answers.flatMap(([answer, formula]) => (wanted.includes(answer) ? [formula] : [])))
}

/** What an action may be answered where it is not allowed. */
export const NOT_ALLOWED: readonly Answer[] = ANSWERS.filter((answer) => answer !== 'allow')

/**
 * Tells from what is really decided whether an engagement breaks an invariant. It is written apart
 * from `stateBroken` and reads the decision alone, so that a counterexample shows the fault even
 * where the statement were wrong.
 */
export function isBroken(
  policy: CompiledPolicy,
  claimed: ReadInvariant,
  situation: Situation,
): boolean {
  const { decision, assessment } = judgeSituation(policy, situation)
  return (
    isAt(claimed, readRequest(situation.engagement, policy), assessment, decision) &&
    isClaimed(policy, claimed, decision) !== claimed.isAlways
  )
}

/** Whether the invariant is about this engagement: its `when` holds, and its `unless` does not. */
function isAt(
  { when, unless }: ReadInvariant,
  request: Request,
  { at, trust, risks, acting }: Assessment,
  { disclosure }: Decision,
): boolean {
  const situation = { at, trust, risks, disclosure, request, acting }
  return holds(when, situation) && !(unless !== undefined && holds(unless, situation))
}

// The mirror of `stateClaim`, over what was decided.
function isClaimed(
  policy: CompiledPolicy,
  { claim, isAlways }: ClaimToHold,
  { disclosure, actions, route, redaction }: Decision,
): boolean {
  if (claim.route !== undefined && !asList(claim.route).some((named) => isOfRoute(route.id, named)))
    return false
  if (claim.queue !== undefined) {
    const taken = policy.routes.find(({ id }) => id === route.id)
    if (taken === undefined || !isInQueue(taken, asList(claim.queue), isAlways)) return false
  }
  if (claim.action !== undefined) {
    if (!asList(claim.answer).includes(actions[claim.action] ?? 'deny')) return false
  }
  if (claim.class !== undefined) {
    const given = disclosure[claim.class] ?? 'none'
    const rank = given === 'deliver_to_record' ? 0 : RUNGS.indexOf(given)
    if (claim.at_least !== undefined && rank < RUNGS.indexOf(claim.at_least)) return false
    if (claim.at_most !== undefined && rank > RUNGS.indexOf(claim.at_most)) return false
  }
  const isTold = claim.audience !== undefined || claim.identifier !== undefined
  return !isTold || isShown({ claim, isAlways }, redaction)
}

/**
 * Tells whether an audience sees something in one of some ways: of a class the most that any of its fields is shown with,
 * of an identifier its text rule. Where no audience is named it is always so of every one, and ever so of any.
 *
 * Of several fields of a class the loosest counts: that one of them is shown is that the class is.
 */
function isShown({ claim, isAlways }: ClaimToHold, rules: Redaction): boolean {
  const { audience, identifier, shown, class: name } = claim
  const wanted = asList(shown)
  const isShownTo = (one: Audience): boolean => {
    const actions = rules[one].flatMap((rule): readonly RedactionAction[] => {
      if (rule.target === 'field')
        return identifier === undefined && rule.class === name ? [rule.action] : []
      return rule.identifier === identifier ? [rule.action] : []
    })
    const byDefault = rules[one].flatMap((rule) =>
      rule.target === 'text' && rule.identifier === 'default' && identifier !== undefined
        ? [rule.action]
        : [],
    )
    const given = actions.length > 0 ? actions : byDefault.length > 0 ? byDefault : DROPPED
    return wanted.includes(given.reduce(looserOf))
  }
  if (audience !== undefined) return isShownTo(audience)
  return isAlways ? AUDIENCES.every(isShownTo) : AUDIENCES.some(isShownTo)
}

// What no rule names an audience is not shown: redaction withholds by default.
const DROPPED: readonly RedactionAction[] = ['drop']

const looserOf = (a: RedactionAction, b: RedactionAction): RedactionAction =>
  REDACTION_ACTIONS.indexOf(a) > REDACTION_ACTIONS.indexOf(b) ? a : b
