import { all, type Domains, type Formula } from './formula.js'
import { CHANNEL, isOneOf, type Terms } from './terms.js'

/**
 * States that nothing is the case besides what has to be: no risk, nothing asked for, no fact that is spoken of. Trust, the
 * channel and what is proved are left open, as conditions ask them both ways. Most of what may be the case at all may be
 * so for such people, and where it may not, that says nothing.
 */
export function plainest({ names, counts }: Terms, left: Domains): Formula {
  const open = names.flatMap((_, variable) => {
    // A count has no plain value: with no proof at all a search for enough of it would end at once.
    const isPlain = variable > CHANNEL && counts.every((count) => count.variable !== variable)
    const mayBeNone = ((left[variable] ?? 0n) & 1n) === 1n
    return isPlain && mayBeNone ? [isOneOf(variable, [0])] : []
  })
  return all(...open)
}
