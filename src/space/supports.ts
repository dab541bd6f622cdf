import { meets } from '../decide/meets.js'
import type { Request } from '../decide/readRequest.js'
import type { Support } from '../model/assessment.js'
import { DAY } from '../model/instant.js'
import type { Rank } from '../model/level.js'
import { writeRank } from '../trust/writeRank.js'
import type { ProofKind } from './proofKinds.js'
import type { Count } from './terms.js'

/** What is to be found: supports that reach a rank, and for which some counts are met and others are not. */
export interface Wanted {
  readonly write: Rank
  readonly met: readonly Count[]
  readonly unmet: readonly Count[]
  readonly isLinked: boolean
  readonly session: boolean
  /** Whether something may be asked for, and so proved for. */
  mayAsk(name: string): boolean
  readonly kinds: readonly ProofKind[]
  /** Whether the supports reach the rank by themselves, as they do in an assessment. */
  readonly isExact: boolean
  /** Every count of the question: supports that none of them tells apart are one. */
  readonly counts: readonly Count[]
  /** What was listed before for the same question. */
  readonly listed: Map<string, readonly Support[]>
}

/** The time of every supposed assessment. */
export const NOW = 0

/** The payment that a request names, and another. */
export const PAYMENT = { amount: '12.50', payee: 'Acme Energy' } as const
const OTHER_PAYMENT = { amount: '99.00', payee: 'Somebody Else' } as const

/** A word for whatever else may be asked for in the same breath. */
export const OTHER_PURPOSE = 'another_request'

/** More tries than this are not made: then it is not known. */
const MOST_TRIES = 600

/**
 * Finds supports that meet some counts and not others. What a requirement counts only grows with more supports, so
 * the smallest sets are built up one by one, each bringing something that was missing, until all that is to be met is,
 * and a set that meets what it must not is given up with everything above it.
 */
export function findSupports(wanted: Wanted): readonly Support[] | 'impossible' | 'unknown' {
  const { write, unmet, isExact } = wanted
  const request = requestOf(wanted.isLinked)
  let tries = 0
  const isAllowed = (supports: readonly Support[]): boolean =>
    (!isExact || writeRank(supports) <= write) &&
    unmet.every((count) => !isMet(count, supports, request))
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
  const goals = [...goalsOf(wanted, request)].sort(
    (a, b) => a.candidates.length - b.candidates.length,
  )
  // What cannot be met by itself cannot be met beside others.
  if (goals.some((goal) => reach([goal], []) === 'impossible')) return 'impossible'
  tries = 0
  return reach(goals, [])
}

const requestOf = (isLinked: boolean): Request => ({
  classes: [],
  actions: [],
  channel: '',
  address: '',
  context: {},
  ...(isLinked && PAYMENT),
})

const isMet = ({ requires, name }: Count, supports: readonly Support[], request: Request) =>
  meets(requires, { at: NOW, supports, trust: { write: 4, read: 4 } }, request, name)

interface Goal {
  readonly candidates: readonly Support[]
  /** What a support brings towards it, a bit for each thing. */
  bringsOf(support: Support): bigint
  isMet(supports: readonly Support[]): boolean
}

function goalsOf(wanted: Wanted, request: Request): readonly Goal[] {
  const counts = wanted.met.map(
    (count): Goal => ({
      bringsOf: startBringing(count.requires.methods ?? []),
      candidates: listedFor(wanted, count),
      isMet: (supports) => isMet(count, supports, request),
    }),
  )
  if (!wanted.isExact) return counts
  const { write } = wanted
  const whole: Goal = {
    bringsOf: startBringing([]),
    candidates: listedFor(wanted, null),
    isMet: (supports) => writeRank(supports) >= write,
  }
  return [...counts, whole]
}

/** Numbers what supports bring: a weight, a method, a category by another cause, or what is not phished. */
function startBringing(methods: readonly string[]): Goal['bringsOf'] {
  const places = new Map<string, bigint>()
  const known = new Map<Support, bigint>()
  const placeOf = (feature: string): bigint => {
    const place = places.get(feature) ?? 1n << BigInt(places.size)
    places.set(feature, place)
    return place
  }
  return (support) => {
    const before = known.get(support)
    if (before !== undefined) return before
    const brings = featuresOf(support, methods).reduce((all, one) => all | placeOf(one), 0n)
    known.set(support, brings)
    return brings
  }
}

const featuresOf = (
  { grade, method, via, phishable, categories, causes, amount, alone, vouched }: Support,
  methods: readonly string[],
): readonly string[] => [
  'counted',
  ...(grade === 4 ? ['strong'] : []),
  ...(methods.includes(method) || (via !== undefined && methods.includes(via)) ? ['method'] : []),
  ...(phishable ? [] : ['firm']),
  ...(amount === PAYMENT.amount ? ['payment'] : []),
  ...(categories.length > 0
    ? [`${categories.join()} ${causes.join()} ${alone === true} ${vouched === true}`]
    : []),
]

function listedFor(wanted: Wanted, count: Count | null): readonly Support[] {
  const { write, session, isLinked, isExact, counts, listed } = wanted
  const mayAsk = count !== null && wanted.mayAsk(count.name)
  const of = count === null ? `whole ${write}` : count.variable
  const key = [of, session, isLinked, mayAsk, counts.length].join(' ')
  const known = listed.get(key) ?? candidatesFor(wanted, count)
  listed.set(key, known)
  return isExact ? known.filter(({ grade }) => grade <= write) : known
}

/** Every support that may count towards something, the simplest first; those that nothing tells apart are one. */
function candidatesFor(wanted: Wanted, count: Count | null): readonly Support[] {
  const { counts, write, isExact } = wanted
  const ages = agesOf(counts)
  const needed = count === null ? write : count.requires.write === 0 ? 1 : count.requires.write
  const least = Math.min(needed, 3)
  const maxAge = count?.requires.maxAge ?? Number.POSITIVE_INFINITY
  const isBound = count !== null && isBoundTo(count)
  const purposes: readonly (string | null)[] =
    count === null
      ? [OTHER_PURPOSE, null]
      : [...(wanted.mayAsk(count.name) ? [count.name] : []), ...(isBound ? [] : [null])]
  const isPaired = isExact || counts.some(({ requires }) => requires.write === 4)
  const isSpanned = counts.some(({ requires }) => requires.categories !== undefined)
  const found = new Map<string, Support>()
  for (const kind of wanted.kinds) {
    const life = wanted.session ? kind.lives.session : kind.lives.message
    for (const age of kind.isSaid ? [0] : ages.filter((one) => one < life && one < maxAge)) {
      for (const purpose of kind.isSaid ? purposes.filter((one) => one === null) : purposes) {
        for (const grade of GRADES.filter((one) => one >= least && one <= kind.grade)) {
          for (const support of variantsOf(
            kind,
            { grade, age, purpose },
            {
              isLinked: wanted.isLinked && isBound && kind.linkable,
              mayBeAlone: isPaired && grade === 3,
              mayPair: isPaired || isSpanned,
              mayShare: isSpanned,
            },
          )) {
            const key = signatureOf(support, counts)
            if (!found.has(key)) found.set(key, support)
          }
        }
      }
    }
  }
  // What is enough by itself goes before what needs company.
  return [...found.values()].sort((a, b) => (needed === 4 ? b.grade - a.grade : 0))
}

const GRADES: readonly Rank[] = [1, 2, 3, 4]

const isBoundTo = ({ requires }: Count): boolean =>
  requires.purpose === true || requires.linked === true

// The youngest of each band that requirements tell apart; from a day on a proof no longer corroborates.
const agesOf = (counts: readonly Count[]): readonly number[] =>
  [...new Set([1_000, DAY, ...counts.flatMap(({ requires }) => requires.maxAge ?? [])])].sort(
    (a, b) => a - b,
  )

interface Variety {
  readonly isLinked: boolean
  readonly mayBeAlone: boolean
  readonly mayPair: boolean
  readonly mayShare: boolean
}

function* variantsOf(
  kind: ProofKind,
  {
    grade,
    age,
    purpose,
  }: { readonly grade: Rank; readonly age: number; readonly purpose: string | null },
  { isLinked, mayBeAlone, mayPair, mayShare }: Variety,
): Generator<Support> {
  const { method, via, categories, phishable, causes: own } = kind
  // Two of a kind corroborate each other only where each proves several categories.
  const more =
    categories.length > 1 ? own.flatMap((one) => [[`${one} too`], [`${one} as well`]]) : []
  const causes = [own, ...(mayPair ? more : []), ...(mayShare && own.length > 0 ? [SHARED] : [])]
  for (const some of causes) {
    for (const payment of isLinked ? [PAYMENT, NO_PAYMENT] : [NO_PAYMENT]) {
      for (const alone of age >= DAY ? [true] : mayBeAlone ? [false, true] : [false]) {
        yield {
          customer: 'C-1',
          grade,
          method,
          ...(via !== undefined && { via }),
          category: categories[0] ?? null,
          categories,
          causes: some,
          phishable,
          ...(kind.vouched === true && { vouched: true as const }),
          since: NOW - age,
          purpose,
          ...payment,
          node: method,
          path: [],
          ...(alone && grade >= 3 && { alone }),
        }
      }
    }
  }
}

// Two proofs of any kind may rest on the same thing.
const SHARED: readonly string[] = ['shared']
const NO_PAYMENT: Partial<typeof OTHER_PAYMENT> = {}

function signatureOf(support: Support, counts: readonly Count[]): string {
  const {
    grade,
    categories,
    causes,
    phishable,
    since,
    purpose,
    amount,
    alone,
    method,
    via,
    vouched,
  } = support
  const named = counts.map(({ requires: { methods } }) =>
    methods === undefined
      ? ''
      : methods.includes(method) || (via !== undefined && methods.includes(via)),
  )
  const isFirm = counts.some(({ requires }) => requires.forbidPhishableOnly === true)
  return JSON.stringify([
    grade,
    categories,
    categories.length > 0 ? causes : '',
    isFirm && phishable,
    since,
    purpose,
    amount,
    alone,
    vouched,
    named,
  ])
}
