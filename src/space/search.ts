import { all, type Domains, decided, type Formula, type Mask, not } from './formula.js'

/** Says whether what is left open can be made true together: what it makes of it, that it cannot, or that it cannot tell. */
export type Realise<Found> = (domains: Domains) => Found | 'impossible'

/**
 * How much one search looks at, in parts of statements: a few seconds of work, and far more than a policy takes that
 * people read. It bounds memory as well: what is remembered is remembered of states, and each of them costs `A_STATE`.
 */
const MOST_LOOKED_AT = 25_000_000

/** How much is looked at for all searches of one question, or of several that share what there is. */
const MOST_IN_ALL = 2 * MOST_LOOKED_AT

/** Each search may look at so much though the rest was used up, so that one hard question does not refuse the others. */
const LEAST = 200_000

/** How much may still be looked at. It is counted down in place, as searches share it over all their branches. */
export interface Budget {
  left: number
}

/** Starts to count what is looked at, for as many searches as share it. */
export const startBudget = (): Budget => ({ left: MOST_IN_ALL })

/** What it costs to look for proofs that make a state, in parts of statements. */
const A_STATE = 20_000

/** What a search found; `too_many` where it was given up, which says nothing of what there is. */
export type SearchResult<Found> =
  | { readonly type: 'found'; readonly found: Found; readonly steps: number }
  | { readonly type: 'none'; readonly steps: number }
  | { readonly type: 'too_many' }

/**
 * Looks for a state in which a statement holds, by splitting what may be the case instead of listing it: what is
 * settled is taken at once, of the alternatives that are left the fewest are tried first, and what one alternative
 * was tried for is ruled out for the next (Davis, Logemann and Loveland 1962).
 */
export function search<Found>(
  full: Domains,
  statements: readonly Formula[],
  realise: Realise<Found>,
  shared: Budget = startBudget(),
): SearchResult<Found> {
  let steps = 0
  const most = Math.min(MOST_LOOKED_AT, Math.max(LEAST, shared.left))
  const budget: Budget = { left: most }
  const none = (): SearchResult<Found> => ({ type: 'none', steps })
  // One level of the search: what follows is taken, and of the alternatives that are left one is tried after the other.
  const split = (domains: readonly Mask[], statements: readonly Formula[]): SearchResult<Found> => {
    steps += 1
    const settled = settle([...domains], statements, budget)
    if (budget.left < 0) return { type: 'too_many' }
    if (settled === null) return none()
    const [first, ...others] = settled.open
    if (first === undefined) {
      budget.left -= A_STATE
      const found = realise(settled.domains)
      return found === 'impossible' ? none() : { type: 'found', found, steps }
    }
    const tried: Formula[] = []
    for (const part of first) {
      const rest = others.map((parts): Formula => ({ type: 'any', parts }))
      const found = split(settled.domains, [part, ...tried, ...rest])
      if (found.type !== 'none') return found
      tried.push(not(part, full))
    }
    return none()
  }
  const result = split(full, [all(...statements)])
  shared.left -= most - budget.left
  return result
}

/** Gives what each variable may still be where some statements hold, as far as that follows at once; `null` for nothing. */
export const narrow = (
  full: Domains,
  statements: readonly Formula[],
  budget: Budget,
): Domains | null => settle([...full], statements, budget)?.domains ?? null

interface Settled {
  readonly domains: readonly Mask[]
  /** Alternatives of which one is to hold, the fewest first. */
  readonly open: readonly (readonly Formula[])[]
}

/** Takes everything that follows at once; `null` where it contradicts itself. */
function settle(domains: Mask[], statements: readonly Formula[], budget: Budget): Settled | null {
  const pending = [...statements]
  // Alternatives of which more than one is left; they are looked at again whenever a domain has become smaller.
  let open: (readonly Formula[])[] = []
  let isChanged = false
  const take = (formula: Formula): boolean => {
    budget.left -= 1
    // Given up: what is said from here on is not listened to.
    if (budget.left < 0) return false
    if (formula.type === 'all') return formula.parts.every(take)
    if (formula.type === 'any') {
      const left: Formula[] = []
      for (const part of formula.parts) {
        budget.left -= sizeOf(part)
        const known = decided(part, domains)
        if (known === true) return true
        if (known === null) left.push(part)
      }
      const [only, other] = left
      if (only === undefined) return false
      if (other === undefined) return take(only)
      open.push(left)
      return true
    }
    const before = domains[formula.variable] ?? 0n
    const after = before & formula.mask
    if (after !== before) isChanged = true
    domains[formula.variable] = after
    return after !== 0n
  }
  if (!pending.every(take)) return null
  while (isChanged) {
    isChanged = false
    const again = open
    open = []
    for (const parts of again) if (!take({ type: 'any', parts })) return null
  }
  return { domains, open: open.sort((a, b) => a.length - b.length) }
}

// Statements are shared by many searches, so each is measured once.
const sizes = new WeakMap<Formula, number>()

/** Counts the parts of a statement, which is what it costs to look at it. */
function sizeOf(formula: Formula): number {
  if (formula.type === 'is') return 1
  const known = sizes.get(formula)
  if (known !== undefined) return known
  const size = formula.parts.reduce((sum, part) => sum + sizeOf(part), 1)
  sizes.set(formula, size)
  return size
}
