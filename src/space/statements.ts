import {
  type ActionRule,
  asksForProof,
  type CompiledPolicy,
  type Condition,
  type DataClass,
  isBoundTo,
  isOfRequest,
  mapAtoms,
  mapParts,
  ofProofs,
  REPRESENTATIVE,
  type RequestLogic,
  type Requirement,
  type RouteLogic,
  type Rule,
  readFloor,
  writeFloor,
} from '../decide/index.js'
import {
  type Disclosure,
  isInRange,
  isRungAtLeast,
  isToAddress,
  type Rank,
  type RUNGS,
  stronger,
} from '../model/index.js'
import { all, any, FALSE, type Formula, not, TRUE } from './formula.js'
import { stretchesFrom, stretchesOf, stretchesUntil } from './moments.js'
import {
  factKey,
  isAtLeast,
  isByWay,
  isOneOf,
  isResolved,
  isSo,
  READ,
  RISK,
  ROLE,
  type SupportCount,
  type Terms,
  TIME,
  TO,
  TOPIC,
  variable,
  WRITE,
} from './terms.js'

/** What a rule is about: what is proved for one class or action does not count for another. */
export type RuleTopic = Pick<DataClass, 'name'> & { readonly about: 'class' | 'action' }

/**
 * States that a rule is met. It is said as the decision says it (`meetsRule` in `decide/meets.ts`),
 * requirement by requirement, so that what is proved of a policy is what is decided under it.
 *
 * A rule that asks nothing opens to nobody there, and so it does here. That the two stay alike is
 * held by `test/space/found.test.ts` and `test/space/possible.test.ts`.
 */
export const isMet = (terms: Terms, rule: Rule, topic: RuleTopic): Formula =>
  rule.requires.length === 0
    ? FALSE
    : all(
        ...rule.requires.map((requires) => isRequirementMet(terms, requires, topic)),
        maySpeak(terms, rule, topic),
      )

/**
 * They write on behalf of another: the variable of a contact with a subject that is not themselves.
 */
export const ACTING = 'acting for another'

/** States that somebody writes for another, whether or not anything shows that they may. */
export const statesForAnother = (terms: Terms): Formula => isSo(terms, ACTING)

/**
 * A tie of theirs to that person counts, as this: before the relation, such as `acting as
 * guardian`.
 */
export const ACTS_AS = 'acting as '

/**
 * An agent breaks the glass, with all that it takes but their role, which is a variable of its own.
 */
export const GLASS = 'the glass is broken'

/** States that the glass is broken for an agent who may. */
export const isGlassBroken = (terms: Terms, { breakGlass }: CompiledPolicy): Formula =>
  breakGlass === undefined
    ? FALSE
    : all(isSo(terms, GLASS), any(...breakGlass.roles.map((role) => isSo(terms, ROLE + role))))

/**
 * States that somebody writes for themselves, or may have what a rule gives for whom they write.
 *
 * The mirror of what `meetsRule` in `decide/meets.ts` asks of representatives.
 */
const maySpeak = (terms: Terms, { representatives = [] }: Rule, topic: RuleTopic): Formula =>
  any(
    isSo(terms, ACTING, false),
    ...representatives.map(({ as, requires }) =>
      all(
        // A tie of theirs is one that the rule names, and it is sure enough who they are to look at it.
        any(...as.map((one) => isSo(terms, ACTS_AS + one))),
        isAtLeast(WRITE, REPRESENTATIVE),
        // For an action only what counts for actions makes that sure.
        topic.about === 'class' ? TRUE : isActing(terms, REPRESENTATIVE),
        ...requires.map((one) => isRequirementMet(terms, one, topic)),
      ),
    ),
  )

// The mirror of `meets`: the levels, what is asked of the request, then what is asked of proofs.
function isRequirementMet(terms: Terms, requires: Requirement, topic: RuleTopic): Formula {
  const { write, read } = requires
  const least = writeFloor(write, read)
  const isProved = write > 1 || asksForProof(requires)
  return all(
    isAtLeast(WRITE, least),
    read > 0 ? isAtLeast(READ, readFloor(read)) : TRUE,
    isSoOf(terms, requires),
    // Up to 1 with nothing asked of a proof needs none.
    isProved ? isCounted(terms, requires, topic) : TRUE,
    // What counts for an action is part of how far someone may act.
    topic.about === 'class' || (isProved && least <= stronger(1, write))
      ? TRUE
      : isActing(terms, least),
  )
}

/**
 * States that what counts for actions reaches a rank: proof for nothing in particular may not.
 *
 * It asks about no class or action by name, as it counts for any action.
 */
function isActing(terms: Terms, rank: Rank): Formula {
  if (rank === 0) return TRUE
  return countOf(terms, { name: '', about: 'acting', requires: { write: rank, read: 0 } })
}

/** The amount and payee of a payment are named. */
export const LINKED = 'linked'

function isCounted(terms: Terms, requires: Requirement, { name, about }: RuleTopic): Formula {
  // What is counted is part of what is trusted.
  if (isBoundTo(requires)) isSo(terms, LINKED)
  return countOf(terms, {
    name,
    about,
    requires: { write: requires.write, read: 0, ...ofProofs(requires) },
  })
}

// Whether some proofs are enough for what is asked of them is one variable, however many rules ask the same: the solver
// chooses its value first, and only then looks for proofs that come to it.
function countOf(terms: Terms, count: Omit<SupportCount, 'variable'>): Formula {
  const { read: _, ...asked } = count.requires
  const key = `count ${count.about} ${count.name} ${JSON.stringify(asked)}`
  if (!terms.known.has(key)) terms.counts.push({ ...count, variable: variable(terms, key, 2) })
  return isSo(terms, key)
}

/**
 * Lists what a class may be disclosed, with the statement that it is: exactly one of them holds in
 * any state. So to ask whether two policies disclose otherwise is to ask for a state in which one
 * statement of each holds.
 */
export function disclosureStatements(
  terms: Terms,
  { name, rungs, deliver }: DataClass,
): readonly (readonly [Disclosure, Formula])[] {
  const topic: RuleTopic = { name, about: 'class' }
  const met = rungs.map((rung) => isMet(terms, rung, topic))
  // The highest rung that is met is the one that is given, so each is stated with all above it not met.
  const none = met.map((rule) => not(rule, terms.full))
  const given = rungs.map(({ rung }, at): readonly [Disclosure, Formula] => [
    rung,
    all(met[at] ?? FALSE, ...none.slice(at + 1)),
  ])
  if (deliver === undefined) return [...given, ['none', all(...none)]]
  const delivered = isMet(terms, deliver, topic)
  return [
    ...given,
    ['deliver_to_record', all(...none, delivered)],
    ['none', all(...none, not(delivered, terms.full))],
  ]
}

/** States that a class is disclosed at least so far; delivery elsewhere shows nothing here. */
export const isDisclosed = (
  terms: Terms,
  policy: CompiledPolicy,
  name: string,
  rung: (typeof RUNGS)[number],
): Formula => {
  // Everything is disclosed that far at least; and any rung from there on is far enough.
  if (rung === 'none') return TRUE
  const dataClass = policy.classes.find((one) => one.name === name)
  const high = (dataClass?.rungs ?? []).filter((one) => isRungAtLeast(one.rung, rung))
  return any(...high.map((one) => isMet(terms, one, { name, about: 'class' })))
}

/** States that an action is allowed: never where the policy denies it, whatever is proved. */
export const isAllowed = (terms: Terms, action: ActionRule): Formula =>
  action.denied ? FALSE : isMet(terms, action, { name: action.name, about: 'action' })

/**
 * States that a condition holds: every atom it names. What is unknown satisfies none.
 *
 * Each atom states itself in the words of `RouteLogic`, the same by which a decision tests it.
 */
export function isHolding(terms: Terms, policy: CompiledPolicy, when: Condition): Formula {
  const logic = routeLogicOf(terms, policy)
  return all(...mapAtoms(when, (atom, value) => atom.states(value, logic)))
}

/** States what a requirement asks of the request itself, each part in the words that its descriptor has for it. */
const isSoOf = (terms: Terms, requires: Requirement): Formula => {
  const logic = requestLogicOf(terms)
  return all(...mapParts(requires, (part, value) => part.states?.(value, logic)))
}

/** Reads what is said of a request as statements over every request there can be. */
function requestLogicOf(terms: Terms): RequestLogic<Formula> {
  // It refers to itself, as a condition may hold conditions.
  const logic: RequestLogic<Formula> = {
    ...plainLogicOf(terms),
    // A requirement may only ask about the request.
    condition: (when) =>
      all(
        ...mapAtoms(when, (atom, value) => (isOfRequest(atom) ? atom.states(value, logic) : FALSE)),
      ),
  }
  return logic
}

// Each statement about a request as one over the variables of the space; those that a policy never asks about get none.
const plainLogicOf = (terms: Terms): Omit<RequestLogic<Formula>, 'condition'> => ({
  all,
  any,
  not: (part) => not(part, terms.full),
  channel: (word) => isByWay(terms, ({ words }) => words.includes(word)),
  to: (pattern) => isFact(terms, TO, (one) => typeof one === 'string' && isToAddress(pattern, one)),
  topic: (name) => isSo(terms, TOPIC + name),
  role: (name) => isSo(terms, ROLE + name),
  fact: (name, value) => isFact(terms, name, (one) => one === value),
  within: (name, range) =>
    isFact(terms, factKey(name, range.currency), (one) => isInRange(range, one)),
  payment: () => isSo(terms, LINKED),
  from: (moment) => isAtTime(terms, stretchesFrom(terms.moments, moment)),
  until: (moment) => isAtTime(terms, stretchesUntil(terms.moments, moment)),
})

// Between two moments that rules name nothing changes, so a time is known well enough by the stretch it lies in.
const isAtTime = (terms: Terms, stretches: readonly number[]): Formula =>
  isOneOf(variable(terms, TIME, stretchesOf(terms.moments)), stretches)

/** States that a fact has one of the values that pass; a value that nothing speaks of, and none, do not. */
function isFact(terms: Terms, key: string, passes: (value: unknown) => boolean): Formula {
  const known = terms.facts.get(key) ?? []
  const wanted = known.flatMap((one, at) => (passes(one) ? [at + 1] : []))
  return isOneOf(variable(terms, `fact ${key}`, known.length + 1), wanted)
}

/** The same of a route's condition, which may also ask what is known of the person and what is disclosed to them. */
const routeLogicOf = (terms: Terms, policy: CompiledPolicy): RouteLogic<Formula> => ({
  ...plainLogicOf(terms),
  // A condition may hold conditions, under `any` and `unless`.
  condition: (when) => isHolding(terms, policy, when),
  write: (least) => isAtLeast(WRITE, least),
  read: (least) => isAtLeast(READ, least),
  risk: (name) => isSo(terms, RISK + name),
  resolution: isResolved,
  acting: (relation) =>
    all(isSo(terms, ACTING), isSo(terms, ACTS_AS + relation), isAtLeast(WRITE, REPRESENTATIVE)),
  disclosed: (name, rung) => isDisclosed(terms, policy, name, rung),
})

/**
 * Lists the routes of a policy, each with the statement that it is taken: it holds, and none before it does.
 *
 * Every policy ends in a route that holds always, so one of them is taken in any state.
 */
export function routesTaken(terms: Terms, policy: CompiledPolicy): readonly Formula[] {
  const holding = policy.routes.map(({ when }) => isHolding(terms, policy, when))
  // First match: what is taken is the first that holds, so each is stated with all before it failing.
  const failing = holding.map((when) => not(when, terms.full))
  return holding.map((when, at) => all(when, ...failing.slice(0, at)))
}
