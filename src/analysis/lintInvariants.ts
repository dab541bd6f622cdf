import { printCanonical } from '../decide/index.js'
import type { Invariant } from '../policy/index.js'
import { isHolding, not, openQuestion, TRUE } from '../space/index.js'
import { claimOf } from './claim.js'
import { claimParts } from './claimParts.js'
import { type Check, type Finding, notWhollySearched } from './finding.js'
import { nameOfInvariant } from './prove.js'

/**
 * Finds invariants that say nothing of the policy: true of any, under a condition that never holds,
 * or said before. `prove` would call each of them proved, and its author would believe that
 * something is guarded.
 */
export const lintInvariants: Check = ({ document: { invariants = [] }, policy }) =>
  invariants.flatMap((invariant, index): readonly Finding[] => {
    const path = ['invariants', index]
    const word = nameOfInvariant(invariant)
    // Only whether it ever applies is asked by states; whether it holds is for `prove`.
    const { when, unless } = claimOf(policy, invariant)
    const question = openQuestion([policy], [when, unless ?? {}])
    const { terms } = question
    const isNever =
      question.solve(
        isHolding(terms, policy, when),
        unless === undefined ? TRUE : not(isHolding(terms, policy, unless), terms.full),
      ).type === 'none'
    const kind = invariant.always === undefined ? 'never' : 'always'
    const twin = invariants
      .slice(0, index)
      .find((one) => withoutName(one) === withoutName(invariant))
    return [
      ...(isNever
        ? [{ code: 'invariant_never_applies' as const, path: [...path, 'when'], word }]
        : []),
      ...notWhollySearched(question, path, word),
      ...(isTrueAnyway(invariant)
        ? [{ code: 'invariant_always_true' as const, path: [...path, kind], word }]
        : []),
      ...(twin === undefined
        ? []
        : [{ code: 'invariant_twice' as const, path, word, by: nameOfInvariant(twin) }]),
    ]
  })

// Two invariants that differ in nothing but their names are one.
const withoutName = ({ name: _, ...rest }: Invariant): string => printCanonical(rest)

/**
 * Tells whether an invariant holds of whatever policy, by its words alone.
 *
 * "Never" a claim is true where one part of the claim never is; "always" a claim only where every
 * part is.
 */
function isTrueAnyway({ always, never }: Invariant): boolean {
  const parts = claimParts(always ?? never ?? {})
  // A list of all answers there are is met by every decision, and rungs from a higher to a lower one by none.
  return always === undefined
    ? parts.some(({ words }) => words.length === 0)
    : parts.every(({ words, all }) => all.every((word) => words.includes(word)))
}
