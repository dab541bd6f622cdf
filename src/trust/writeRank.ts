import { addToGroup, type Category, type Instant, type Rank, type Support } from '../model/index.js'

/** What a requirement asks of the proofs that are counted. Every part present must be met. */
export interface SupportFilter {
  /** Proofs made at or after this instant. What the platform asserts is as old as the decision. */
  readonly since?: Instant | undefined
  /** What it is for: a class or an action. Proofs gathered for something else do not count. */
  readonly purpose?: string | null | undefined
  /** Only proofs gathered for exactly `purpose`; what was gathered for nothing in particular does not count. */
  readonly requirePurpose?: boolean | undefined
  /** The payment that a proof for a payment must name. */
  readonly amount?: string | undefined
  readonly payee?: string | undefined
  /** What is asked of the proofs that are counted and heavy enough, all together. */
  readonly among?: readonly ((counted: readonly Support[]) => boolean)[] | undefined
}

/** It begins with the highest, because the first rank that is reached is the answer. */
const RANKS: readonly Rank[] = [4, 3, 2, 1]

/**
 * Gives the write trust that these supports reach under a filter.
 *
 * Corroboration is a finite table, not a sum: rank 4 is one support of 4, or two of 3 with disjoint causes and
 * different categories (63B-4 §2.2.1; eIDAS 2015/1502 Annex). Nothing below 3 combines.
 */
export function writeRank(supports: readonly Support[], filter?: SupportFilter): Rank {
  const counted =
    filter === undefined ? supports : supports.filter((support) => isCounted(support, filter))
  const best = highestGrade(counted)
  const most = best === 3 && findPair(counted) !== null ? 4 : best
  // Grades are enough each for themselves; what is asked of all together is asked rank by rank.
  const among = filter?.among ?? []
  if (among.length === 0) return most
  return RANKS.find((rank) => rank <= most && areEnough(counted, rank, among)) ?? 0
}

// One loop without a callback, because it runs for every rule.
function highestGrade(supports: readonly Support[]): Rank {
  let best: Rank = 0
  for (const { grade } of supports) if (grade > best) best = grade
  return best
}

function isCounted(support: Support, filter: SupportFilter): boolean {
  const { since, purpose, requirePurpose, amount, payee } = filter
  if (since !== undefined && support.since < since) return false
  // A proof for nothing in particular counts for everything; a proof for something else does not
  // count here.
  if (purpose !== undefined && support.purpose !== null && support.purpose !== purpose) return false
  if (requirePurpose === true && (support.purpose === null || support.purpose !== purpose))
    return false
  if (amount !== undefined && support.amount !== amount) return false
  return payee === undefined || support.payee === payee
}

/**
 * Tells whether what counts towards a rank is, together, all that is asked.
 *
 * Two of 3 may be worth 4 together, so what counts towards 4 begins at 3; what is lighter than the
 * rank is not looked at, so that a weak proof never brings the method that a rule asks for.
 */
function areEnough(
  counted: readonly Support[],
  rank: Rank,
  among: NonNullable<SupportFilter['among']>,
): boolean {
  const weight = Math.min(rank, 3)
  const heavy = counted.filter((support) => support.grade >= weight)
  return among.every((isEnough) => isEnough(heavy))
}

/** Finds two supports that corroborate each other; `null` when there are none. */
export function findPair(supports: readonly Support[]): readonly [Support, Support] | null {
  const fit = supports.filter(canCorroborate)
  if (fit.length < 2) return null
  // Only different groups corroborate each other, or a group of several categories itself; so the work stays in
  // proportion to their number.
  const byCategories = new Map<string, Support[]>()
  for (const one of distinct(fit)) addToGroup(byCategories, one.categories.join(), one)
  const groups = [...byCategories.values()]
  for (const [index, some] of groups.entries()) {
    const [first] = some
    const from = first !== undefined && first.categories.length > 1 ? index : index + 1
    for (const others of groups.slice(from)) {
      for (const one of some) {
        const other = others.find(({ causes }) => areDisjoint(one.causes, causes))
        if (other !== undefined) return [one, other]
      }
    }
  }
  return null
}

const canCorroborate = (support: Support): boolean =>
  support.grade >= 3 && support.alone !== true && support.categories.length > 0

/** Supports with the same causes and categories corroborate the same others: one of them is enough. */
function distinct(supports: readonly Support[]): readonly Support[] {
  if (supports.length < 2) return supports
  const kinds = new Map<string, Support>()
  for (const support of supports) {
    kinds.set(`${support.categories.join()} ${support.causes.join()}`, support)
  }
  return [...kinds.values()]
}

const areDisjoint = (some: readonly string[], others: readonly string[]): boolean =>
  !some.some((cause) => others.includes(cause))

/**
 * Tells whether independent supports span so many categories: one compound login, or several of disjoint causes. What an
 * agent vouches for is not one of the person's own factors (PSD2 Art 4(30)).
 */
export function spansCategories(supports: readonly Support[], count: number): boolean {
  const own = supports.filter(
    ({ categories, vouched }) => categories.length > 0 && vouched !== true,
  )
  // Where there are few, finding which are alike costs more than trying all.
  return covers(own.length > 4 ? distinct(own) : own, count, [], [])
}

function covers(
  kinds: readonly Support[],
  count: number,
  causes: readonly string[],
  categories: readonly Category[],
): boolean {
  if (categories.length >= count) return true
  return kinds.some((kind, index) => {
    const fresh = kind.categories.filter((category) => !categories.includes(category))
    if (fresh.length === 0 || !areDisjoint(kind.causes, causes)) return false
    const rest = kinds.slice(index + 1)
    return covers(rest, count, [...causes, ...kind.causes], [...categories, ...fresh])
  })
}

/** Tells whether a support is what a platform asserts, or the person says: said anew at every message, and no proof. */
export const isSaidAnew = ({ method }: Support): boolean =>
  method === 'platform' || method === 'claim'
