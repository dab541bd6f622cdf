import {
  forActions,
  isProved,
  lookAtParts,
  type Request,
  type RequirementAsks,
} from '../decide/index.js'
import type { Rank, Support } from '../model/index.js'
import { writeRank } from '../trust/index.js'
import { listCandidates, NOW, PAYMENT } from './candidates.js'
import type { SupportKind } from './proofKinds.js'
import type { Count } from './terms.js'

/** What is to be found: supports that reach a rank, and for which some counts are met and others are not. */
export interface WantedSupports {
  readonly write: Rank
  readonly met: readonly Count[]
  readonly unmet: readonly Count[]
  readonly isLinked: boolean
  readonly session: boolean
  /** Whether something may be asked for, and so proved for. */
  mayAsk(name: string): boolean
  readonly kinds: readonly SupportKind[]
  /** Whether the supports reach the rank by themselves, as they do in an assessment. */
  readonly isExact: boolean
  /** Every count of the question: supports that none of them tells apart are one. */
  readonly counts: readonly Count[]
  /** What was listed before for the same question. */
  readonly listed: Map<string, readonly Support[]>
  /** What single supports were enough for before, by count; most sets that are tried hold no more than one. */
  readonly alone: WeakMap<Support, Map<number, boolean>>
}

/** More tries than this are not made: then it is not known. */
const MOST_TRIES = 600

/**
 * Finds supports that meet some counts and not others. What a requirement counts only grows with more supports, so
 * the smallest sets are built up one by one, each bringing something that was missing, until all that is to be met is,
 * and a set that meets what it must not is given up with everything above it.
 */
export function findSupports(
  wanted: WantedSupports,
): readonly Support[] | 'impossible' | 'unknown' {
  const { write, unmet, isExact } = wanted
  const asking = askingOf(wanted)
  let tries = 0
  const isAllowed = (supports: readonly Support[]): boolean =>
    (!isExact || writeRank(supports) <= write) &&
    unmet.every((count) => !isMet(count, supports, asking))
  let seen = startSeeing()
  const reach = (
    goals: readonly Goal[],
    supports: readonly Support[],
    left = goals[0]?.most ?? 0,
  ): readonly Support[] | 'impossible' | 'unknown' => {
    const [goal, ...others] = goals
    if (goal === undefined) return supports
    if (goal.isMet(supports)) return reach(others, supports)
    if (left === 0) return 'impossible'
    let isUnknown = false
    const brought = supports.reduce((all, one) => all | goal.bringsOf(one), 0n)
    for (const candidate of goal.candidates) {
      // One more support has to bring something that is missing.
      if ((goal.bringsOf(candidate) & ~brought) === 0n) continue
      const more = [...supports, candidate]
      if (seen(goals.length, more)) continue
      tries += 1
      if (tries > MOST_TRIES) return 'unknown'
      if (!isAllowed(more)) continue
      const found = reach(goals, more, left - 1)
      if (found === 'unknown') isUnknown = true
      else if (found !== 'impossible') return found
    }
    return isUnknown ? 'unknown' : 'impossible'
  }
  if (!isAllowed([])) return 'impossible'
  const goals = goalsOf(wanted, asking).toSorted(
    (a, b) => a.candidates.length - b.candidates.length,
  )
  // What cannot be met by itself cannot be met beside others.
  if (goals.some((goal) => reach([goal], []) === 'impossible')) return 'impossible'
  tries = 0
  seen = startSeeing()
  const found = reach(goals, [])
  return found === 'unknown' || found === 'impossible' ? found : lessen(found, goals)
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

/** Leaves out what nothing needs any more: what was brought for one thing may have been overtaken by what came later. */
function lessen(supports: readonly Support[], goals: readonly Goal[]): readonly Support[] {
  const fewer = supports
    .map((_, place) => supports.filter((_other, at) => at !== place))
    .find((some) => goals.every((goal) => goal.isMet(some)))
  return fewer === undefined ? supports : lessen(fewer, goals)
}

const requestOf = (isLinked: boolean): Request => ({
  classes: [],
  actions: [],
  channel: '',
  address: '',
  context: {},
  ...(isLinked && PAYMENT),
})

interface Asking {
  readonly request: Request
  readonly isExact: boolean
  readonly alone: WantedSupports['alone']
}

const askingOf = ({ isLinked, isExact, alone }: WantedSupports): Asking => ({
  request: requestOf(isLinked),
  isExact,
  alone,
})

/** Tells whether supports are enough for a count; of one by itself that is remembered. */
function isMet(count: Count, supports: readonly Support[], asking: Asking): boolean {
  const [only, other] = supports
  if (only === undefined || other !== undefined) return isCountMet(count, supports, asking)
  const key = count.variable * 2 + (asking.request.amount === undefined ? 0 : 1)
  const known = asking.alone.get(only) ?? new Map<number, boolean>()
  asking.alone.set(only, known)
  const before = known.get(key) ?? isCountMet(count, supports, asking)
  known.set(key, before)
  return before
}

/** Tells whether supports are enough for a count. In what a plan supposes, the rank says how far someone may act. */
function isCountMet(
  { requires, name, about }: Count,
  supports: readonly Support[],
  { request, isExact }: Asking,
): boolean {
  const standing = { at: NOW, supports, trust: { write: 4, read: 4 }, request } as const
  switch (about) {
    case 'class':
      return isProved(requires, standing, name)
    case 'action':
      return isProved(requires, forActions(standing), name)
    case 'acting':
      return !isExact || writeRank(supports.filter(isForActions)) >= requires.write
  }
}

const isForActions = ({ general }: Support): boolean => general !== true

interface Goal {
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

function goalsOf(wanted: WantedSupports, asking: Asking): readonly Goal[] {
  const counts = wanted.met.map(
    (count): Goal => ({
      most: 2 + (count.requires.categories ?? 0) + lookAtParts(count.requires, () => true).length,
      bringsOf: startBringing(count.requires, count.about === 'class'),
      candidates: listedFor(wanted, count),
      isMet: (supports) => isMet(count, supports, asking),
    }),
  )
  if (!wanted.isExact) return counts
  const { write } = wanted
  const whole: Goal = {
    most: 2,
    bringsOf: startBringing({}, true),
    candidates: listedFor(wanted, null),
    isMet: (supports) => writeRank(supports) >= write,
  }
  return [...counts, whole]
}

/** Numbers what supports bring: a weight, a method, a category by another cause, or what is not phished. */
function startBringing(asked: RequirementAsks, isGeneralCounted: boolean): Goal['bringsOf'] {
  const places = new Map<string, bigint>()
  const known = new Map<Support, bigint>()
  const placeOf = (feature: string): bigint => {
    const place = places.get(feature) ?? 1n << BigInt(places.size)
    places.set(feature, place)
    return place
  }
  return (support) => {
    if (support.general === true && !isGeneralCounted) return 0n
    const before = known.get(support)
    if (before !== undefined) return before
    const brings = featuresOf(support, asked).reduce((all, one) => all | placeOf(one), 0n)
    known.set(support, brings)
    return brings
  }
}

const featuresOf = (support: Support, asked: RequirementAsks): readonly string[] => {
  const { grade, categories, causes, amount, alone, vouched } = support
  return [
    'counted',
    ...(grade === 4 ? ['strong'] : []),
    ...lookAtParts(asked, (part, value, name) => {
      const told = part.tells?.(value, support)
      return told === undefined || told === false ? undefined : `${name} ${told}`
    }),
    ...(amount === PAYMENT.amount ? ['payment'] : []),
    ...(categories.length > 0
      ? [`${categories.join()} ${causes.join()} ${alone === true} ${vouched === true}`]
      : []),
  ]
}

function listedFor(wanted: WantedSupports, count: Count | null): readonly Support[] {
  const { write, session, isLinked, isExact, counts, listed } = wanted
  const mayAsk = count !== null && wanted.mayAsk(count.name)
  const of = count === null ? `whole ${write}` : count.variable
  // Of what is met the youngest proof is as good as any; only what is not to be met takes older ones.
  const bands = wanted.unmet.flatMap(({ requires }) => requires.maxAge ?? [])
  const key = [of, session, isLinked, mayAsk, counts.length, ...bands].join(' ')
  const known = listed.get(key) ?? listCandidates({ ...wanted, count, mayAsk, bands })
  listed.set(key, known)
  return isExact ? known.filter(({ grade }) => grade <= write) : known
}
