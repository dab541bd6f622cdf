import {
  type CompiledPolicy,
  type Condition,
  type DataClass,
  isEveryAtom,
  type Requirement,
  type TrustReached,
} from '../decide/index.js'
import { RANKS, RESOLUTIONS, type Rung } from '../model/index.js'

/**
 * Everything that trust can come to, and more: none is left out, because a class that is
 * missed would be shown to agents without its training.
 */
const EVERYWHERE: readonly TrustReached[] = RANKS.flatMap((write) =>
  RANKS.flatMap((read) => RESOLUTIONS.map((resolution) => ({ write, read, resolution }))),
)

/**
 * Finds the data classes that may be open in an engagement that takes a route, never missing one.
 *
 * Over all write and read ranks and resolutions: the route's own conditions of those hold, no earlier route takes the engagement
 * whatever else is true, and some rung's ranks are met. Conditions of other kinds are taken to hold.
 */
export function mayDisclose(
  policy: Pick<CompiledPolicy, 'classes' | 'routes'>,
  index: number,
): readonly DataClass[] {
  const route = policy.routes[index]
  if (route === undefined) return []
  const earlier = policy.routes.slice(0, index).map(({ when }) => when)
  const reaches = EVERYWHERE.filter(
    (reach) => mayHold(route.when, reach) && !earlier.some((when) => takesAll(when, reach)),
  )
  return policy.classes.filter((one) => {
    const open = one.rungs.filter(
      ({ rung }) => !earlier.some((when) => takesRung(when, one.name, rung)),
    )
    return open.some((rung) =>
      reaches.some((reach) => rung.requires.every((r) => meetsLevels(reach, r))),
    )
  })
}

const meetsLevels = (reach: TrustReached, requirement: Requirement): boolean =>
  reach.write >= requirement.write && reach.read >= requirement.read

/** Tells whether a condition may hold at a reach. */
const mayHold = (when: Condition, reach: TrustReached): boolean =>
  isEveryAtom(when, (atom, value) => atom.allows?.(value, reach) ?? true)

/** Tells whether a condition holds at a reach whatever else is true. */
const takesAll = (when: Condition, reach: TrustReached): boolean =>
  isEveryAtom(when, (atom, value) => atom.allows?.(value, reach) ?? false)

/**
 * Tells whether an earlier route takes everybody who is given a rung. A route for
 * `discloses: { phi: masked }` leaves later ones no `phi` from `masked` up.
 */
const takesRung = (when: Condition, name: string, rung: Rung): boolean =>
  isEveryAtom(when, (atom, value) => atom.isImpliedBy?.(value, name, rung) ?? false)
