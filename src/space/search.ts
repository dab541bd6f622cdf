import { all, type Domains, type Formula, type Mask, not, truthOf } from './formula.js'

/**
 * Makes something of domains in which every statement is already so, whichever of the values that
 * are left are taken: what it makes, or that no choice of them will do.
 *
 * `impossible` closes the branch as a contradiction does, so it has to be said of every choice that
 * the domains leave, and never for want of time.
 */
export type MakeOfDomains<Found> = (domains: Domains) => Found | 'impossible'

/**
 * How much one search looks at, in parts of statements: about a second of work. A policy that people read takes a
 * hundredth of it, also one of eighty routes or sixty classes. It bounds memory as well: what is remembered is remembered of
 * states, and each of them costs `A_STATE`. Work is counted instead of time, so that the same
 * question has the same answer on every machine.
 */
const MOST_LOOKED_AT = 10_000_000

/** How much is looked at for all searches of one question, or of several that share what there is. */
const MOST_IN_ALL = 5 * MOST_LOOKED_AT

/**
 * Each search may look at this many states even where the budget is used up, so that one hard question does not refuse
 * the others.
 */
const LEAST = 200_000

/**
 * How much may still be looked at. It is counted down in place, as searches share it over all their branches.
 *
 * Below zero the search is given up: whatever it says from there on is no answer.
 */
export interface Budget {
  left: number
}

/** Starts to count what is looked at, for as many searches as share it. */
export const startBudget = (): Budget => ({ left: MOST_IN_ALL })

/**
 * What it costs to look for proofs that make a state, in parts of statements.
 *
 * A rough figure: it only has to keep a search of many states from taking many times its time.
 */
const A_STATE = 20_000

/**
 * What a search came to, with the number of branches it looked at.
 *
 * - `found`: a state in which every statement holds.
 * - `none`: there is no such state. This is a proof, so nothing may end in it but a contradiction.
 * - `too_many`: the budget ran out first. It says nothing of what there is, and no caller may take it
 *   for `none`.
 */
export type SearchResult<Found> =
  | { readonly type: 'found'; readonly found: Found; readonly steps: number }
  | { readonly type: 'none'; readonly steps: number }
  | { readonly type: 'too_many' }

/**
 * Looks for a state in which all statements hold, by splitting what may be the case instead of
 * listing it (Davis, Logemann and Loveland 1962).
 *
 * What is settled is taken at once. Of the alternatives that are left those with the fewest parts
 * are split first, as that gives the smallest tree. What one alternative was tried for is denied
 * for the next, so that no state is looked at in two branches, and after the last there is none
 * left.
 *
 * `full` has every value of each variable, and `shared` is counted down by what this search looked
 * at.
 */
export function search<Found>(
  full: Domains,
  statements: readonly Formula[],
  realise: MakeOfDomains<Found>,
  shared: Budget = startBudget(),
): SearchResult<Found> {
  let steps = 0
  const most = Math.min(MOST_LOOKED_AT, Math.max(LEAST, shared.left))
  const budget: Budget = { left: most }
  const none = (): SearchResult<Found> => ({ type: 'none', steps })
  // One level of the search: what follows is taken, and of the alternatives that are left one is tried after the other.
  const split = (domains: readonly Mask[], statements: readonly Formula[]): SearchResult<Found> => {
    steps += 1
    const settled = settleStatements([...domains], statements, budget)
    if (budget.left < 0) return { type: 'too_many' }
    // The budget is asked first: a search that was given up must not be taken for a contradiction.
    if (settled === null) return none()
    const [first, ...others] = settled.open
    if (first === undefined) {
      budget.left -= A_STATE
      const found = realise(settled.domains)
      return found === 'impossible' ? none() : { type: 'found', found, steps }
    }
    const tried: Formula[] = []
    for (const part of first) {
      // Every other alternative is carried along: a branch forgets no statement.
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

/**
 * Gives what each variable may still be where some statements hold, as far as that follows at once;
 * `null` where they contradict each other at once. No branch is split for it, so what is left may
 * still hold no state.
 */
export function narrowDomains(
  full: Domains,
  statements: readonly Formula[],
  budget: Budget,
): Domains | null {
  const settled = settleStatements([...full], statements, budget)
  // Given up: nothing is known to follow, so everything may still be the case.
  return budget.left < 0 ? full : (settled?.domains ?? null)
}

/**
 * Takes everything that follows at once; `null` where it contradicts itself, or where the budget
 * ran out, which the caller has to tell apart by the budget.
 *
 * A conjunction is taken part by part. Of a choice the parts that can no longer be so are dropped,
 * and the only one that is left is taken (unit propagation). That is repeated until no domain
 * shrinks, which ends as domains are finite.
 */
function settleStatements(domains: Mask[], statements: readonly Formula[], budget: Budget) {
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
        const known = truthOf(part, domains)
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

function sizeOf(formula: Formula): number {
  if (formula.type === 'is') return 1
  return formula.parts.reduce((sum, part) => sum + sizeOf(part), 1)
}
