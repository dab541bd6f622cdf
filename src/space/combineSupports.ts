import type { Support } from '../model/index.js'
import { keepBest, type WantedCounts } from './keepBest.js'

/**
 * Supports that meet what has to be met and nothing else; or that there are none, or that it is not
 * known. Only `impossible` rules a state out.
 */
export type FoundSupports = readonly Support[] | 'impossible' | 'unknown'

/** Something that supports are to be enough for. */
export interface Goal {
  /**
   * So many supports reach it, if any do: two that corroborate each other, one for each category there is, one for every
   * other thing that is asked. More would leave one out that the rest do without.
   */
  readonly most: number
  readonly candidates: readonly Support[]
  /** What a support brings towards it, a bit for each thing. */
  bringsOf(support: Support): bigint
  isMet(supports: readonly Support[]): boolean
}

/**
 * More tries than this are not made in the order in which supports are listed: the simplest are found after a few, and
 * what is not found by then is looked for with care.
 */
const MOST_TRIES = 100

/**
 * More sets than this are not held against what is not to be met: then it is not known. To find
 * such a set is as hard as any problem of covering, so some bound there has to be; policies that
 * people write stay far below it.
 */
const MOST_HELD = 20_000

/**
 * Combines supports until every goal is met: as they are listed, and where that takes long, by what
 * they leave open.
 *
 * `isAllowed` has to be closed downwards: whatever may not be added to a set may not be added to a
 * larger one. What counts are not to be met is such a thing, as more proof is never less.
 */
export function combine(
  goals: readonly Goal[],
  wanted: WantedCounts,
  isAllowed: (supports: readonly Support[]) => boolean,
): FoundSupports {
  const quickly = combineInOrder(goals, isAllowed)
  if (quickly !== 'unknown') return quickly
  // A goal that cannot be met alone cannot be met together with others.
  if (goals.length > 1 && goals.some((goal) => combine([goal], wanted, isAllowed) === 'impossible'))
    return 'impossible'
  const open = goals.map((goal): OpenGoal => ({ goal, pool: keepBest(goal.candidates, wanted) }))
  return combineWithCare(open, isAllowed)
}

/** Goes through supports as they are listed, depth first: `unknown` as soon as it has tried too many. */
function combineInOrder(
  goals: readonly Goal[],
  isAllowed: (supports: readonly Support[]) => boolean,
): FoundSupports {
  let tries = 0
  const seen = startSeeing()
  // Goals are reached one after the other. What was brought for one stays, as it may serve the
  // next.
  const reach = (
    goals: readonly Goal[],
    supports: readonly Support[],
    left = goals[0]?.most ?? 0,
  ): FoundSupports => {
    const [goal, ...others] = goals
    if (goal === undefined) return supports
    if (goal.isMet(supports)) return reach(others, supports)
    if (left === 0) return 'impossible'
    for (const candidate of goal.candidates) {
      // One more support has to bring something that is missing.
      if (!bringsMore(goal, supports, candidate)) continue
      const more = [...supports, candidate]
      if (seen(goals.length, more)) continue
      tries += 1
      if (tries > MOST_TRIES) return 'unknown'
      if (!isAllowed(more)) continue
      const found = reach(goals, more, left - 1)
      if (found !== 'impossible') return found
    }
    return 'impossible'
  }
  return reach(goals, [])
}

// One that brings nothing new may be left out of any set that is enough, so that it is never needed.
const bringsMore = (goal: Goal, supports: readonly Support[], candidate: Support): boolean => {
  const brought = supports.reduce((all, one) => all | goal.bringsOf(one), 0n)
  return (goal.bringsOf(candidate) & ~brought) !== 0n
}

/**
 * Looks ahead: whatever may not be added to a set may not be added to anything above it either. So where a goal would not
 * even be met by all that may still be added, there is nothing above that set, and what was tried is not tried again
 * beside something else.
 */
function combineWithCare(
  goals: readonly OpenGoal[],
  isAllowed: (supports: readonly Support[]) => boolean,
): FoundSupports {
  let held = 0
  const reach = (
    open: readonly OpenGoal[],
    supports: readonly Support[],
    left: number,
  ): FoundSupports => {
    const still = open.filter(({ goal }) => !goal.isMet(supports))
    const narrowed = still.map(({ goal, pool }): OpenGoal => {
      held += pool.length
      return { goal, pool: pool.filter((one) => isAllowed([...supports, one])) }
    })
    if (held > MOST_HELD) return 'unknown'
    // All that may still be added is the most that there can be: what it does not reach nothing
    // does.
    if (narrowed.some(({ goal, pool }) => !goal.isMet([...supports, ...pool]))) return 'impossible'
    const [first] = narrowed
    if (first === undefined) return supports
    const isSame = first.goal === open[0]?.goal
    // How many more it takes is counted for each goal anew.
    const depth = isSame ? left : first.goal.most
    if (depth === 0) return 'impossible'
    // What came to nothing is left out beside the next: all that is above it was looked at.
    // A set with the candidate was looked at in its turn, so from there on it is left out.
    const tried = new Set<Support>()
    // What is enough at once goes before what needs company.
    const isEnough = (one: Support): boolean => first.goal.isMet([...supports, one])
    const enough = first.pool.find(isEnough)
    for (const candidate of enough === undefined ? first.pool : [enough, ...first.pool]) {
      if (tried.has(candidate) || !bringsMore(first.goal, supports, candidate)) continue
      const rest = narrowed.map(
        ({ goal, pool }): OpenGoal => ({ goal, pool: pool.filter((one) => !tried.has(one)) }),
      )
      const found = reach(rest, [...supports, candidate], depth - 1)
      if (found !== 'impossible') return found
      tried.add(candidate)
    }
    return 'impossible'
  }
  return reach(goals, [], goals[0]?.goal.most ?? 0)
}

/** A goal, and what may still be added towards it. */
interface OpenGoal {
  readonly goal: Goal
  readonly pool: readonly Support[]
}

/** Tells whether a set was tried before, in another order, towards the same goals: it would come to the same. */
function startSeeing(): (goals: number, supports: readonly Support[]) => boolean {
  const ids = new Map<Support, number>()
  const idOf = (support: Support): number => {
    const id = ids.get(support) ?? ids.size
    ids.set(support, id)
    return id
  }
  const tried = new Set<string>()
  return (goals, supports) => {
    const key = `${goals} ${supports.map(idOf).sort((a, b) => a - b)}`
    const isKnown = tried.has(key)
    tried.add(key)
    return isKnown
  }
}
