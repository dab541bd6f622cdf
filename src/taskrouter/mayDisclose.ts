import type { Condition, DataClass, Requirement, Route } from '../decide/index.js'
import { RUNGS, type Rung } from '../model/index.js'

interface Policy {
  readonly classes: readonly DataClass[]
  readonly routes: readonly Route[]
}

const RANKS = [0, 1, 2, 3, 4] as const

interface Reach {
  readonly write: number
  readonly read: number
}

const EVERYWHERE: readonly Reach[] = RANKS.flatMap((write) =>
  RANKS.map((read) => ({ write, read })),
)

/**
 * Finds the data classes that may be open in an engagement that takes a route, never missing one.
 *
 * Over all write and read ranks: the route's own trust conditions hold, no earlier route takes the engagement
 * whatever else is true, and some rung's ranks are met. Conditions of other kinds are taken to hold.
 */
export function mayDisclose(policy: Policy, index: number): readonly DataClass[] {
  const route = policy.routes[index]
  if (route === undefined) return []
  const earlier = policy.routes.slice(0, index).map(({ when }) => when)
  const reaches = EVERYWHERE.filter(
    (reach) => holds(route.when, reach) && !earlier.some((when) => takesAll(when, reach)),
  )
  return policy.classes.filter((one) => {
    const open = one.rungs.filter(
      ({ rung }) => !earlier.some((when) => takesRung(when, one.name, rung)),
    )
    return open.some((rung) => reaches.some((reach) => rung.requires.every((r) => meets(reach, r))))
  })
}

const meets = (reach: Reach, requirement: Requirement): boolean =>
  reach.write >= requirement.write && reach.read >= requirement.read

const holds = ({ trust, trustBelow, read }: Condition, reach: Reach): boolean =>
  (trust === undefined || reach.write >= trust) &&
  (trustBelow === undefined || reach.write < trustBelow) &&
  (read === undefined || reach.read >= read)

const namesOnly = (when: Condition, atoms: readonly (keyof Condition)[]): boolean =>
  Object.entries(when).every(
    ([name, atom]) => atom === undefined || atoms.some((one) => one === name),
  )

const takesAll = (when: Condition, reach: Reach): boolean =>
  namesOnly(when, ['trust', 'trustBelow', 'read']) && holds(when, reach)

// An earlier route for `discloses: { phi: masked }` leaves later ones no `phi` from `masked` up.
function takesRung(when: Condition, name: string, rung: Rung): boolean {
  if (!namesOnly(when, ['discloses'])) return false
  const entries = Object.entries(when.discloses ?? {})
  const [only] = entries
  if (entries.length !== 1 || only === undefined || only[0] !== name) return false
  return RUNGS.indexOf(rung) >= RUNGS.indexOf(only[1])
}
