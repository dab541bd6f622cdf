import {
  forActions,
  isProved,
  mapParts,
  type Request,
  type RequirementAsks,
} from '../decide/index.js'
import type { Support } from '../model/index.js'
import { writeRank } from '../trust/index.js'
import { type CandidateListing, listCandidates, NOW, PAYMENT } from './candidates.js'
import { combine, type FoundSupports, type Goal } from './combineSupports.js'
import { isGivenBy } from './givenBy.js'
import type { SupportCount } from './terms.js'

/** What is to be found: supports that reach a rank, and for which some counts are met and others are not. */
export interface WantedSupports extends Omit<CandidateListing, 'count' | 'mayAsk' | 'bands'> {
  readonly met: readonly SupportCount[]
  readonly unmet: readonly SupportCount[]
  /** Whether something may be asked for, and so proved for. */
  mayAsk(name: string): boolean
  /** What was listed before for the same question. */
  readonly listed: Map<string, readonly Support[]>
  /** What was found before for the same. */
  readonly found: Map<string, FoundSupports>
}

/**
 * Finds supports that meet some counts and not others, or says that there are none (`impossible`),
 * or that it was given up (`unknown`), which the search has to take for possible.
 *
 * What a requirement counts only grows with more supports. So the smallest sets are built up one by
 * one, each bringing something that was missing, until all that is to be met is; and a set that
 * meets what it must not is given up with everything above it. It is looked for once for a
 * question, as many of its states differ in what no proof is asked for.
 */
export function findSupports(wanted: WantedSupports): FoundSupports {
  const { write, met, unmet, isLinked, session, found } = wanted
  // Besides the counts themselves it matters of each only whether it may be asked for.
  const places = (counts: readonly SupportCount[]): string =>
    counts.map(({ variable, name }) => `${variable} ${wanted.mayAsk(name)}`).join()
  const key = [write, isLinked, session, places(met), places(unmet)].join('|')
  const supports = found.get(key) ?? preferShown(wanted, lookForSupports(wanted))
  found.set(key, supports)
  return supports
}

/**
 * Prefers proofs that an engagement can be built of; that there are none of these says nothing of
 * the others. A proof of a method without a specimen is still possible, and an answer has to allow
 * for it.
 */
function preferShown(wanted: WantedSupports, supports: FoundSupports): FoundSupports {
  const shown = wanted.kinds.filter(({ isShown }) => isShown)
  const isMade = ({ method, grade }: Support): boolean =>
    shown.some((kind) => kind.method === method && kind.shownFrom <= grade && grade <= kind.grade)
  if (typeof supports === 'string' || supports.every(isMade)) return supports
  const others = lookForSupports({ ...wanted, kinds: shown, isShown: true, listed: new Map() })
  return typeof others === 'string' ? supports : others
}

function lookForSupports(wanted: WantedSupports): FoundSupports {
  const { write, met, unmet, isExact, isLinked } = wanted
  const asking = { request: requestOf(isLinked), isExact }
  const isAllowed = (supports: readonly Support[]): boolean =>
    (!isExact || writeRank(supports) <= write) &&
    unmet.every((count) => !isMet(count, supports, asking))
  // Where nothing is asked of a proof, even no proof may be too much.
  if (!isAllowed([]) || unmet.some((count) => isGivenBy(count, met))) return 'impossible'
  const goals = goalsOf(wanted, asking).toSorted(
    (a, b) => a.candidates.length - b.candidates.length,
  )
  const found = combine(goals, wanted, isAllowed)
  return found === 'unknown' || found === 'impossible' ? found : leaveOutUnneeded(found, goals)
}

/** Leaves out what nothing needs any more: what was brought for one thing may have been overtaken by what came later. */
function leaveOutUnneeded(
  supports: readonly Support[],
  goals: readonly Goal[],
): readonly Support[] {
  const fewer = supports
    .map((_, place) => supports.filter((_other, at) => at !== place))
    .find((some) => goals.every((goal) => goal.isMet(some)))
  return fewer === undefined ? supports : leaveOutUnneeded(fewer, goals)
}

// What is asked of the request itself is stated elsewhere: here only a payment is named, or none.
const requestOf = (isLinked: boolean): Request => ({
  classes: [],
  actions: [],
  channel: '',
  address: '',
  context: {},
  ...(isLinked && PAYMENT),
})

type SupportQuestion = Pick<WantedSupports, 'isExact'> & { readonly request: Request }

/** Tells whether supports are enough for a count. In what a plan supposes, the rank says how far someone may act. */
function isMet(
  { requires, name, about }: SupportCount,
  supports: readonly Support[],
  { request, isExact }: SupportQuestion,
): boolean {
  const standing = { at: NOW, supports, trust: { write: 4, read: 4 }, request } as const
  switch (about) {
    case 'class':
      return isProved(requires, standing, name)
    case 'action':
      return isProved(requires, forActions(standing), name)
    // Of all that counts for actions only the rank matters.
    case 'acting':
      return (
        !isExact || writeRank(supports.filter(({ general }) => general !== true)) >= requires.write
      )
  }
}

/**
 * Makes a goal of each count that is to be met, and one of the rank itself where it has to be exactly that. How many supports
 * a goal may take bounds the search, and is never too few: each part that is asked takes one at most.
 */
function goalsOf(wanted: WantedSupports, asking: SupportQuestion): readonly Goal[] {
  const counts = wanted.met.map(
    (count): Goal => ({
      most: 2 + (count.requires.categories ?? 0) + mapParts(count.requires, () => true).length,
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

/**
 * Numbers what supports bring: a weight, a method, a category by another cause, or what is not
 * phished. A support whose bits are all brought already is not tried: without it the set is as
 * good.
 */
function startBringing(asked: RequirementAsks, isGeneralCounted: boolean): Goal['bringsOf'] {
  const places = new Map<string, bigint>()
  const known = new Map<Support, bigint>()
  const placeOf = (feature: string): bigint => {
    const place = places.get(feature) ?? 1n << BigInt(places.size)
    places.set(feature, place)
    return place
  }
  return (support) => {
    // A proof for nothing in particular brings an action nothing, whatever it says.
    if (support.general === true && !isGeneralCounted) return 0n
    const before = known.get(support)
    if (before !== undefined) return before
    const brings = featuresOf(support, asked).reduce((all, one) => all | placeOf(one), 0n)
    known.set(support, brings)
    return brings
  }
}

// The parts' own descriptors say what of a proof they tell apart, so that a new part is searched
// for without a line here. Besides, whatever `writeRank` looks at is told apart: a grade of 4 and,
// as two proofs may corroborate each other, which categories and causes it has.
const featuresOf = (support: Support, asked: RequirementAsks): readonly string[] => {
  const { grade, categories, causes, amount, alone, vouched } = support
  return [
    'counted',
    ...(grade === 4 ? ['strong'] : []),
    ...mapParts(asked, (part, value, name) => {
      const told = part.tells?.(value, support)
      return told === undefined || told === false ? undefined : `${name} ${told}`
    }),
    ...(amount === PAYMENT.amount ? ['payment'] : []),
    ...(categories.length > 0
      ? [`${categories.join()} ${causes.join()} ${alone === true} ${vouched === true}`]
      : []),
  ]
}

/**
 * Lists what may count towards something: once for all states of a question that differ in nothing
 * that matters here. The key has to name all that `listCandidates` reads besides what is the same
 * for the whole question.
 */
function listedFor(wanted: WantedSupports, count: SupportCount | null): readonly Support[] {
  const { write, session, isLinked, isExact, counts, listed } = wanted
  const mayAsk = count !== null && wanted.mayAsk(count.name)
  const of = count === null ? `whole ${write}` : count.variable
  // To meet a requirement the youngest proof is as good as any; only requirements that must not be
  // met need older ones.
  const bands = wanted.unmet.flatMap(({ requires }) => requires.maxAge ?? [])
  const key = [of, session, isLinked, mayAsk, counts.length, ...bands].join(' ')
  const known = listed.get(key) ?? listCandidates({ ...wanted, count, mayAsk, bands })
  listed.set(key, known)
  return isExact ? known.filter(({ grade }) => grade <= write) : known
}
