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
  const request = requestOf(wanted.isLinked)
  let tries = 0
  const isAllowed = (supports: readonly Support[]): boolean =>
    (!isExact || writeRank(supports) <= write) &&
    unmet.every((count) => !isMet(count, supports, { request, isExact }))
  const reach = (
    goals: readonly Goal[],
    supports: readonly Support[],
  ): readonly Support[] | 'impossible' | 'unknown' => {
    const [goal, ...others] = goals
    if (goal === undefined) return supports
    if (goal.isMet(supports)) return reach(others, supports)
    let isUnknown = false
    const brought = supports.reduce((all, one) => all | goal.bringsOf(one), 0n)
    for (const candidate of goal.candidates) {
      // One more support has to bring something that is missing.
      if ((goal.bringsOf(candidate) & ~brought) === 0n) continue
      tries += 1
      if (tries > MOST_TRIES) return 'unknown'
      const more = [...supports, candidate]
      if (!isAllowed(more)) continue
      const found = reach(goals, more)
      if (found === 'unknown') isUnknown = true
      else if (found !== 'impossible') return found
    }
    return isUnknown ? 'unknown' : 'impossible'
  }
  if (!isAllowed([])) return 'impossible'
  const goals = goalsOf(wanted, request).toSorted(
    (a, b) => a.candidates.length - b.candidates.length,
  )
  // What cannot be met by itself cannot be met beside others.
  if (goals.some((goal) => reach([goal], []) === 'impossible')) return 'impossible'
  tries = 0
  const found = reach(goals, [])
  return found === 'unknown' || found === 'impossible' ? found : lessen(found, goals)
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
}

/** Tells whether supports are enough for a count. In what a plan supposes, the rank says how far someone may act. */
function isMet(
  { requires, name, about }: Count,
  supports: readonly Support[],
  { request, isExact }: Asking,
): boolean {
  const standing = { at: NOW, supports, trust: { write: 4, read: 4 } } as const
  switch (about) {
    case 'class':
      return isProved(requires, standing, request, name)
    case 'action':
      return isProved(requires, forActions(standing), request, name)
    case 'acting':
      return !isExact || writeRank(supports.filter(isForActions)) >= requires.write
  }
}

const isForActions = ({ general }: Support): boolean => general !== true

interface Goal {
  readonly candidates: readonly Support[]
  /** What a support brings towards it, a bit for each thing. */
  bringsOf(support: Support): bigint
  isMet(supports: readonly Support[]): boolean
}

function goalsOf(wanted: WantedSupports, request: Request): readonly Goal[] {
  const counts = wanted.met.map(
    (count): Goal => ({
      bringsOf: startBringing(count.requires, count.about === 'class'),
      candidates: listedFor(wanted, count),
      isMet: (supports) => isMet(count, supports, { request, isExact: wanted.isExact }),
    }),
  )
  if (!wanted.isExact) return counts
  const { write } = wanted
  const whole: Goal = {
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
