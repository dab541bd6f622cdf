import type { CompiledPolicy, Route } from '../decide/index.js'
import { all, any, FALSE, type Formula, isHolding, not, type Terms, TRUE } from '../space/index.js'

type PolicyPair = readonly [CompiledPolicy, CompiledPolicy]

/**
 * Where two policies part: before this place both pass by every route, and at it one of them at
 * least takes its own. `before` and `after` are the outcomes, as `outcomeOf` says them.
 */
export interface RouteSplit {
  readonly before: string
  readonly after: string
  readonly statement: Formula
}

/**
 * Lists, for each place at which two policies say otherwise, how they may part there.
 *
 * First match is what makes that enough: of any engagement one place is the first at which it goes
 * otherwise, and nothing after it matters but where the other policy then leads. `changed` classes
 * are those that the policies disclose otherwise. What `isPossible` cannot rule out is listed.
 */
export function* partingsOf(
  terms: Terms,
  policies: PolicyPair,
  changed: readonly string[],
  isPossible: (...statements: readonly Formula[]) => boolean,
): Generator<RouteSplit> {
  for (const { route, taken, others, isOld } of placesOf(terms, policies, changed)) {
    for (const one of partingsAt(route, taken, others, isPossible))
      yield isOld ? one : { ...one, before: one.after, after: one.before }
  }
}

/**
 * Lists what holds, for each such place, where a route is taken there and the other policy leads elsewhere.
 *
 * One of them holds in a state just where the two lead somebody to different outcomes.
 */
export function* partingStatements(
  terms: Terms,
  policies: PolicyPair,
  changed: readonly string[],
): Generator<Formula> {
  for (const { route, taken, others } of placesOf(terms, policies, changed))
    yield all(taken, leadsTo(outcomeOf(route), others, 'elsewhere'))
}

/**
 * Goes along both lists at once, with what both passed by so far.
 *
 * The statements of one place are disjoint: at the old policy's route it is taken by the old one,
 * at the new policy's route the old one passes it by. So no difference is found twice.
 */
function* placesOf(terms: Terms, [before, after]: PolicyPair, changed: readonly string[]) {
  const places = pairUp(before.routes, after.routes, changed)
  const olds = places.map(({ old }) => choiceOf(terms, before, old))
  const nexts = places.map(({ next }) => choiceOf(terms, after, next))
  const passed: Formula[] = []
  for (const [at, { isSame }] of places.entries()) {
    const [old, next] = [olds[at], nexts[at]]
    if (old === undefined || next === undefined) return
    if (!isSame && old.route !== undefined) {
      const taken = all(...passed, old.holds)
      yield { route: old.route, taken, others: nexts.slice(at), isOld: true }
    }
    if (!isSame && next.route !== undefined) {
      const taken = all(...passed, old.fails, next.holds)
      yield { route: next.route, taken, others: olds.slice(at + 1), isOld: false }
    }
    passed.push(old.fails)
    // Where both say the same, one of the two statements is enough.
    if (!isSame) passed.push(next.fails)
  }
}

/**
 * A route, with the statements that it holds and that it does not: each made once, as both are
 * needed in many places.
 */
interface RouteChoice {
  readonly route: Route | undefined
  readonly holds: Formula
  readonly fails: Formula
}

// Where one list is shorter there is nothing that could be taken.
const NO_ROUTE: RouteChoice = { route: undefined, holds: FALSE, fails: TRUE }

/** States a route, for a question and the classes that its condition may speak of. */
function choiceOf(terms: Terms, policy: CompiledPolicy, route: Route | undefined): RouteChoice {
  if (route === undefined) return NO_ROUTE
  const holds = isHolding(terms, policy, route.when)
  return { route, holds, fails: not(holds, terms.full) }
}

/** Lists where the other policy may lead whoever takes a route: first whether anywhere else at all, then where. */
function* partingsAt(
  route: Route,
  taken: Formula,
  others: readonly RouteChoice[],
  isPossible: (...statements: readonly Formula[]) => boolean,
): Generator<RouteSplit> {
  const outcome = outcomeOf(route)
  if (!isPossible(taken, leadsTo(outcome, others, 'elsewhere'))) return
  const words = others.flatMap((one) => (one.route === undefined ? [] : [outcomeOf(one.route)]))
  for (const other of new Set(words)) {
    if (other === outcome) continue
    const statement = all(taken, leadsTo(other, others, 'there'))
    if (isPossible(statement)) yield { before: outcome, after: other, statement }
  }
}

/**
 * States that of some routes the first that holds leads somewhere, or that it does not: it is one that does so, or all
 * before such a one fail.
 *
 * It is built from the end: "this one leads there, or it fails and a later one does".
 */
const leadsTo = (
  outcome: string,
  steps: readonly RouteChoice[],
  where: 'there' | 'elsewhere',
): Formula =>
  steps.reduceRight<Formula>(
    (later, { route, holds, fails }) => {
      if (route === undefined) return later
      const isThere = outcomeOf(route) === outcome
      return isThere === (where === 'there') ? any(holds, later) : all(fails, later)
    },
    where === 'there' ? FALSE : TRUE,
  )

/** Says where a route leads, in words that are equal where a decision says the same; how tasks wait is no part of it. */
export const outcomeOf = ({
  queue,
  priority,
  skills,
}: Pick<Route, 'queue' | 'priority' | 'skills'>): string =>
  JSON.stringify([queue, priority, [...skills].sort()])

/**
 * Pairs up two lists: what both begin and end with stands beside itself, and the rest as it comes.
 *
 * So a route that is put in between shifts nothing, and only the middle is compared. That pairs are
 * badly made costs time and never an answer: two routes that differ are both looked at.
 */
function pairUp(olds: readonly Route[], nexts: readonly Route[], changed: readonly string[]) {
  const shorter = Math.min(olds.length, nexts.length)
  // A place without a route is never alike: the other has one there.
  const isAlike = (one: Route | undefined, other: Route | undefined): boolean =>
    one !== undefined && other !== undefined && isSaidAlike(one, other)
  let first = 0
  while (first < shorter && isAlike(olds[first], nexts[first])) first += 1
  let last = 0
  while (last < shorter - first && isAlike(olds.at(-1 - last), nexts.at(-1 - last))) last += 1
  const placeOf = (old: Route | undefined, next: Route | undefined) => {
    const names = Object.keys(old?.when.discloses ?? {})
    return {
      old,
      next,
      isSame: isAlike(old, next) && !names.some((name) => changed.includes(name)),
    }
  }
  const [oldEnd, nextEnd] = [olds.length - last, nexts.length - last]
  const between = Array.from({ length: Math.max(oldEnd, nextEnd) - first }, (_, at) =>
    placeOf(
      first + at < oldEnd ? olds[first + at] : undefined,
      first + at < nextEnd ? nexts[first + at] : undefined,
    ),
  )
  return [
    ...olds.slice(0, first).map((old, at) => placeOf(old, nexts[at])),
    ...between,
    ...olds.slice(oldEnd).map((old, at) => placeOf(old, nexts[nextEnd + at])),
  ]
}

// The very same route takes no printing.
const isSaidAlike = (one: Route, other: Route): boolean =>
  one === other ||
  (outcomeOf(one) === outcomeOf(other) && JSON.stringify(one.when) === JSON.stringify(other.when))
