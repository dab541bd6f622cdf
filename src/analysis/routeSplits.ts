import type { CompiledPolicy, Route } from '../decide/index.js'
import { all, any, FALSE, type Formula, isHolding, not, type Terms } from '../space/index.js'

/** A place in the lists of routes of two policies, with what either says there. */
interface RoutePair {
  readonly old: Route | undefined
  readonly next: Route | undefined
  /** Whether both say the same there, so that nothing is decided otherwise at it. */
  readonly isSame: boolean
}

/** Where two policies part: before this place both pass by every route, and at it one of them at least takes its own. */
export interface Parting {
  readonly before: string
  readonly after: string
  readonly statement: Formula
}

/**
 * Lists, for each place at which two policies say otherwise, how they may part there. First match is what makes that
 * enough: of any engagement one place is the first at which it goes otherwise, and nothing after it matters but where
 * the other policy then leads. `changed` classes are those that the policies disclose otherwise.
 */
export function* partingsOf(
  terms: Terms,
  before: CompiledPolicy,
  after: CompiledPolicy,
  changed: readonly string[],
  isPossible: (...statements: readonly Formula[]) => boolean,
): Generator<Parting> {
  const places = pairUp(before.routes, after.routes, changed)
  const stateOf = (policy: CompiledPolicy, route: Route | undefined): Formula =>
    route === undefined ? FALSE : isHolding(terms, policy, route.when)
  const olds = places.map(({ old }) => ({ route: old, holds: stateOf(before, old) }))
  const nexts = places.map(({ next }) => ({ route: next, holds: stateOf(after, next) }))
  const fails = (formula: Formula): Formula => not(formula, terms.full)
  const passed: Formula[] = []
  for (const [at, { isSame }] of places.entries()) {
    const [old, next] = [olds[at], nexts[at]]
    if (old === undefined || next === undefined) return
    if (!isSame && old.route !== undefined) {
      const taken = all(...passed, old.holds)
      yield* partingsAt(terms, old.route, taken, nexts.slice(at), isPossible)
    }
    if (!isSame && next.route !== undefined) {
      const taken = all(...passed, fails(old.holds), next.holds)
      for (const one of partingsAt(terms, next.route, taken, olds.slice(at + 1), isPossible))
        yield { ...one, before: one.after, after: one.before }
    }
    passed.push(fails(old.holds))
    if (!isSame) passed.push(fails(next.holds))
  }
}

interface RouteChoice {
  readonly route: Route | undefined
  readonly holds: Formula
}

function* partingsAt(
  terms: Terms,
  route: Route,
  taken: Formula,
  others: readonly RouteChoice[],
  isPossible: (...statements: readonly Formula[]) => boolean,
): Generator<Parting> {
  const outcome = outcomeOf(route)
  const same = leadsTo(terms, outcome, others)
  if (!isPossible(taken, not(same, terms.full))) return
  const words = others.flatMap((one) => (one.route === undefined ? [] : [outcomeOf(one.route)]))
  for (const other of new Set(words)) {
    if (other === outcome) continue
    const statement = all(taken, leadsTo(terms, other, others))
    if (isPossible(statement)) yield { before: outcome, after: other, statement }
  }
}

/** States that of some routes the first that holds leads somewhere: it is one that does, or all before such a one fail. */
const leadsTo = (terms: Terms, outcome: string, steps: readonly RouteChoice[]): Formula =>
  steps.reduceRight<Formula>((later, { route, holds }) => {
    if (route === undefined) return later
    return outcomeOf(route) === outcome ? any(holds, later) : all(not(holds, terms.full), later)
  }, FALSE)

/** Says where a route leads, in words that are equal where a decision says the same; how tasks wait is no part of it. */
const outcomeOf = ({ queue, priority, skills }: Route): string =>
  JSON.stringify([queue, priority, [...skills].sort()])

/** Pairs up two lists: what both begin and end with stands beside itself, and the rest as it comes. */
function pairUp(
  olds: readonly Route[],
  nexts: readonly Route[],
  changed: readonly string[],
): readonly RoutePair[] {
  const shorter = Math.min(olds.length, nexts.length)
  const isAlike = (one: Route | undefined, other: Route | undefined): boolean =>
    one !== undefined && other !== undefined && isSaidAlike(one, other)
  let first = 0
  while (first < shorter && isAlike(olds[first], nexts[first])) first += 1
  let last = 0
  while (last < shorter - first && isAlike(olds.at(-1 - last), nexts.at(-1 - last))) last += 1
  const placeOf = (old: Route | undefined, next: Route | undefined): RoutePair => {
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

const isSaidAlike = (one: Route, other: Route): boolean =>
  outcomeOf(one) === outcomeOf(other) && JSON.stringify(one.when) === JSON.stringify(other.when)
