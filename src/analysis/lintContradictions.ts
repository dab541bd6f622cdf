import { printCanonical } from '../decide/index.js'
import type { Invariant } from '../policy/index.js'
import { claimParts } from './claimParts.js'
import type { Check, Finding } from './finding.js'
import { nameOfInvariant } from './prove.js'

/**
 * Finds invariants that no policy can keep together, as one asks of a class, an action or an identifier what the other
 * forbids: `prove` refutes one of them whatever is changed.
 *
 * Two are compared that speak of the same states, or of which one speaks of all. A claim of several parts forbids none of
 * them alone, so it is left to `prove`.
 */
export const lintContradictions: Check = ({ document: { invariants = [] } }) =>
  invariants.flatMap((invariant, index): readonly Finding[] => {
    const other = invariants
      .slice(0, index)
      .find((one) => isTogether(one, invariant) && isContradicting(one, invariant))
    return other === undefined
      ? []
      : [
          {
            code: 'invariants_contradict',
            path: ['invariants', index],
            word: nameOfInvariant(invariant),
            by: nameOfInvariant(other),
          },
        ]
  })

/** Tells whether there are states that two invariants both speak of, by their words alone. */
function isTogether(one: Invariant, other: Invariant): boolean {
  const states = [one, other].map(({ when = {}, unless }) => printCanonical({ when, unless }))
  return states[0] === states[1] || states.includes(printCanonical({ when: {} }))
}

const isContradicting = (one: Invariant, other: Invariant): boolean => {
  const [some, others] = [obligedBy(one), obligedBy(other)]
  return [...some].some(([subject, words]) => {
    const wanted = others.get(subject)
    return wanted !== undefined && [...words].every((word) => !wanted.has(word))
  })
}

function obligedBy({ always, never }: Invariant) {
  const parts = claimParts(always ?? never ?? {})
  if (always !== undefined)
    return new Map(parts.map(({ subject, words }) => [subject, new Set(words)]))
  const [only, ...rest] = parts
  if (only === undefined || rest.length > 0 || only.subject === '') return new Map()
  const { subject, words, all } = only
  return new Map([[subject, new Set(all.filter((word) => !words.includes(word)))]])
}
