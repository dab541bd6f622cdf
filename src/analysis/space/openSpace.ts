import type { CompiledPolicy } from '../../decide/index.js'
import { rulesOf, rulesOfAction } from './answers.js'
import { buildUniverse, trustKey, type Universe } from './universe.js'

/** Policies with everything that engagements under them are made of. */
export interface Space {
  readonly policies: readonly CompiledPolicy[]
  readonly universe: Universe
}

/**
 * Opens the space of a policy, or of several over the union of what they look at. What engagements are made of is worked
 * out when it is first looked at: most proofs need none of it.
 */
export function openSpace(...policies: readonly CompiledPolicy[]): Space {
  let known: Universe | null = null
  return {
    policies,
    get universe() {
      known ??= buildUniverse(policies, policies.flatMap(agesOf))
      return known
    },
  }
}

/** Gives the ages that a policy tells apart, in milliseconds. */
export const agesOf = ({ classes, actions }: CompiledPolicy): readonly number[] =>
  [...classes.flatMap(rulesOf), ...actions.flatMap(rulesOfAction)].flatMap(({ requires }) =>
    requires.flatMap(({ maxAge }) => maxAge ?? []),
  )

/**
 * Opens the space of two policies, taking over what was assessed for the first where the second reads evidence the
 * same way and tells no other ages apart.
 */
export function openPair(space: Space, other: CompiledPolicy): Space {
  const [policy] = space.policies
  if (policy === undefined) return openSpace(other)
  const isShared =
    trustKey(policy) === trustKey(other) &&
    agesOf(other).every((age) => space.universe.ages.includes(age))
  return isShared
    ? { policies: [policy, other], universe: { ...space.universe, sideOf: [0, 0] } }
    : openSpace(policy, other)
}
