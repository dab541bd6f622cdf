import { ageOf, isBoundTo, mapParts } from '../decide/index.js'
import { DAY, groupBy, type Rank, SECOND, type Support } from '../model/index.js'
import type { SupportKind } from './proofKinds.js'
import { SCENE } from './scene.js'
import type { SupportCount } from './terms.js'

/**
 * The time of every supposed assessment. A support of age `a` is one since `NOW - a`: only ages are
 * told apart, so the time itself may be anything.
 */
export const NOW = 0

/**
 * The payment that a request names. Any other that a proof is given for would count for nothing.
 */
export const PAYMENT = { amount: SCENE.amount, payee: SCENE.payee } as const

/**
 * A word for whatever else may be asked for in the same breath. An example puts a class or action
 * that the question does not speak of in its place.
 */
export const OTHER_PURPOSE = 'another_request'

/** What supports are listed for: a count, or the rank that they reach as a whole. */
export interface CandidateListing {
  readonly count: SupportCount | null
  readonly write: Rank
  readonly isLinked: boolean
  readonly session: boolean
  /** Whether what the count is about may be asked for, and so proved for. */
  readonly mayAsk: boolean
  readonly kinds: readonly SupportKind[]
  /** Set to list none that no engagement shows. */
  readonly isShown?: true
  /**
   * Whether the supports have to reach `write` and no more, as they do in a real assessment; a plan
   * has its own rank.
   */
  readonly isExact: boolean
  /** Every count of the question: supports that none of them tells apart are one. */
  readonly counts: readonly SupportCount[]
  /** Ages beyond which something that is not to be met is not met. */
  readonly bands: readonly number[]
}

/**
 * What a support may be given for. `general` is set for one that was given for nothing in
 * particular on a channel without a session: it counts for no action.
 */
interface SupportBond {
  readonly purpose: string | null
  readonly general: boolean
}

/**
 * Lists every support that may count towards something, the simplest first; those that nothing
 * tells apart are one.
 *
 * There are infinitely many supports, by age alone. They are made finite by what the counts of the
 * question tell of them: kinds that no part tells apart, ages within one band and purposes that
 * nobody asks about are one candidate each. A new part is told apart by its descriptor's `tells`.
 * One candidate too few would make `none` of what may happen; one too many only costs time.
 */
export function listCandidates(listing: CandidateListing): readonly Support[] {
  const { count, counts, isExact } = listing
  const needed = neededBy(listing)
  const least = Math.min(needed, 3)
  const isBoundHere = count !== null && isBoundTo(count.requires)
  // Two proofs are combined for rank 4, or where the rank has to come out exactly.
  const isPaired = isExact || counts.some(({ requires }) => requires.write === 4)
  const isSpanned = counts.some(({ requires }) => requires.categories !== undefined)
  const bonds = bondsOf(listing)
  const found: Support[] = []
  for (const alike of kindsToldApart(listing)) {
    for (const grade of GRADES.filter((one) => one >= least)) {
      // Of kinds that nothing tells apart, the first that is good enough is taken for all.
      const kind = alike.find(
        (one) => one.grade >= grade && (listing.isShown !== true || one.shownFrom <= grade),
      )
      if (kind === undefined) continue
      const isPart = kind.categories.length > 0
      const variety: CandidateVariety = {
        isLinked: listing.isLinked && isBoundHere && kind.linkable,
        mayBeAlone: isPaired && grade === 3 && isPart,
        mayPair: isPaired || isSpanned,
        mayShare: isSpanned && isPart,
      }
      for (const age of agesFor(kind, listing)) {
        for (const bond of kind.isSaid ? bonds.filter(isOfNothing) : bonds) {
          for (const one of variantsOf(kind, { grade, age, ...bond }, variety)) found.push(one)
        }
      }
    }
  }
  // Supports that are enough by themselves come before those that need another.
  return needed === 4 ? found.sort((a, b) => b.grade - a.grade) : found
}

/**
 * Groups the kinds of proof by what a question can tell of them: the more its policies say, the more it tells.
 *
 * `alone`, `amount` and the like are no matter of the kind: `variantsOf` goes through them.
 */
function kindsToldApart({ kinds, counts }: CandidateListing): readonly (readonly SupportKind[])[] {
  const groups = groupBy(kinds, (kind) => {
    const support = supportOf(kind, { grade: kind.grade, age: 0, purpose: null, general: false })
    const told = toldBy(counts, support)
    const { isSaid, categories, causes, lives, linkable, vouched } = kind
    const corroborates = categories.length > 0 && [categories, causes]
    return JSON.stringify([isSaid, corroborates, lives, linkable, vouched, told])
  })
  return [...groups.values()]
}

/** Gives what each of some counts tells of a support. */
export const toldBy = (counts: readonly SupportCount[], support: Support) =>
  counts.map(({ requires }) => mapParts(requires, (part, value) => part.tells?.(value, support)))

const GRADES: readonly Rank[] = [1, 2, 3, 4]

const neededBy = ({ count, write }: CandidateListing): Rank => {
  if (count === null) return write
  return count.requires.write === 0 ? 1 : count.requires.write
}

/**
 * The youngest of each band that requirements tell apart; from a day on a proof no longer
 * corroborates. Where a proof of at most an hour is what is not to be met, the ages are a second,
 * an hour and a day.
 */
function agesFor(
  kind: SupportKind,
  { count, bands, session }: CandidateListing,
): readonly number[] {
  if (kind.isSaid) return [0]
  const life = session ? kind.lives.session : kind.lives.message
  const maxAge = (count && ageOf(count.requires)) ?? Number.POSITIVE_INFINITY
  // What has to be younger than a second is given at the very moment; else a second old is as good, and easier to read.
  const youngest = maxAge > SECOND ? SECOND : 0
  return [...new Set([youngest, DAY, ...bands])]
    .sort((a, b) => a - b)
    .filter((one) => one < life && one < maxAge)
}

/**
 * What proofs may have been given for. Where there is no session, one that was given for nothing in particular is told
 * apart from one for this message, as it counts for no action.
 */
function bondsOf({
  count,
  mayAsk,
  isExact,
  session,
  counts,
}: CandidateListing): readonly SupportBond[] {
  // Only such a question tells a general proof from one for this message.
  const isTold = isExact && !session && counts.some(({ about }) => about !== 'class')
  const generals = isTold && (count === null || count.about === 'class') ? [false, true] : [false]
  const unnamed = generals.map((general): SupportBond => ({ purpose: null, general }))
  if (count === null || count.about === 'acting')
    return [{ purpose: OTHER_PURPOSE, general: false }, ...unnamed]
  const own = mayAsk ? [{ purpose: count.name, general: false }] : []
  // A proof for nothing in particular may be enough for many things, so it comes before those for one
  // thing.
  return [...(isBoundTo(count.requires) ? [] : unnamed), ...own]
}

// What a platform or the person says is said anew at every message, and of this one.
const isOfNothing = ({ purpose, general }: SupportBond): boolean => purpose === null && !general

/**
 * Which variants of a support a question could tell apart. Each doubles the candidates, so none is
 * made that nothing asks for.
 */
interface CandidateVariety {
  // Whether it may name the payment, where proof bound to the payment is asked for.
  readonly isLinked: boolean
  // Whether it may corroborate no other, though it is young: what it speaks of is capped.
  readonly mayBeAlone: boolean
  // Whether it may stand beside another of its kind, with causes of its own.
  readonly mayPair: boolean
  // Whether it may rest on a cause that others rest on, so that the two count once.
  readonly mayShare: boolean
}

type GivenSupport = SupportBond & { readonly grade: Rank; readonly age: number }

/** Lists the variants of a support: a question has thousands of them, so each is copied but once. */
function variantsOf(
  kind: SupportKind,
  given: GivenSupport,
  { isLinked, mayBeAlone, mayPair, mayShare }: CandidateVariety,
): readonly Support[] {
  const { categories, causes: own } = kind
  // Two of a kind corroborate each other only where each proves several categories.
  const more =
    categories.length > 1 ? own.flatMap((one) => [[`${one} too`], [`${one} as well`]]) : []
  const causes = [own, ...(mayPair ? more : []), ...(mayShare && own.length > 0 ? [SHARED] : [])]
  // From a day on it corroborates nothing, so there is no variant that does.
  const isOld = given.age >= DAY
  const single = supportOf(kind, given)
  const alone: Support = given.grade >= 3 ? { ...single, alone: true } : single
  const lone = isOld ? [alone] : mayBeAlone ? [single, alone] : [single]
  const paid = isLinked ? [...lone.map((one) => ({ ...one, ...PAYMENT })), ...lone] : lone
  return causes.flatMap((some) => paid.map((one) => ({ ...one, causes: some })))
}

const supportOf = (
  { method, via, categories, causes, phishable, vouched }: SupportKind,
  { grade, age, purpose, general }: GivenSupport,
): Support => ({
  customer: 'C-1',
  grade,
  method,
  ...(via !== undefined && { via }),
  category: categories[0] ?? null,
  categories,
  causes,
  phishable,
  ...(vouched === true && { vouched: true as const }),
  since: NOW - age,
  purpose,
  node: method,
  path: [],
  ...(general && { general }),
})

// Two proofs of any kind may rest on the same thing.
const SHARED: readonly string[] = ['shared']
