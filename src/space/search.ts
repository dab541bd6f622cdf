import { all, type Domains, decided, type Formula, type Mask, not } from './formula.js'

/** Says whether what is left open can be made true together: what it makes of it, that it cannot, or that it cannot tell. */
export type Realise<Found> = (domains: Domains) => Found | 'impossible'

/** Steps of one search. Far more than a policy takes that people read. */
export const MOST_STEPS = 20_000

/** What a search found; `too_many` where it was given up. */
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
  most = MOST_STEPS,
): SearchResult<Found> {
  let steps = 0
  const none = (): SearchResult<Found> => ({ type: 'none', steps })
  const split = (domains: readonly Mask[], statements: readonly Formula[]): SearchResult<Found> => {
    steps += 1
    if (steps > most) return { type: 'too_many' }
    const settled = settle([...domains], statements)
    if (settled === null) return none()
    const [first, ...others] = settled.open
    if (first === undefined) {
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
  return split(full, [all(...statements)])
}

interface Settled {
  readonly domains: readonly Mask[]
  /** Alternatives of which one is to hold, the fewest first. */
  readonly open: readonly (readonly Formula[])[]
}

/** Takes everything that follows at once; `null` where it contradicts itself. */
function settle(domains: Mask[], statements: readonly Formula[]): Settled | null {
  const pending = [...statements]
  let open: (readonly Formula[])[] = []
  let isChanged = false
  const take = (formula: Formula): boolean => {
    if (formula.type === 'all') return formula.parts.every(take)
    if (formula.type === 'any') {
      const left: Formula[] = []
      for (const part of formula.parts) {
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
