import type { DECIDED_THINGS } from '../decide/index.js'
import { type CompiledPolicy, stepUpMethodsOf } from '../decide/index.js'
import { actionOf, classNamed, refusedMethods, trustKey } from '../space/index.js'
import { glassKey } from './glassDifference.js'

/**
 * What of two policies may differ: only that is compared. The name of a route is always `route`, as
 * all routes are one list of which the first that holds is taken.
 */
export interface Suspect {
  readonly about: (typeof DECIDED_THINGS)[number]
  readonly name: string
}

/**
 * What two policies say otherwise, by what is written. What is said alike is decided alike, so the
 * flags bound what a comparison has to search: a flag that is wrongly `false` would hide a
 * difference, one that is wrongly `true` only takes time.
 */
export interface ChangedParts {
  // How evidence is read and what it is worth, so that the two may assess one engagement otherwise.
  readonly trust: boolean
  readonly classes: readonly string[]
  readonly actions: readonly string[]
  readonly routes: boolean
  /** What can be offered to step up, and how good that would be, whatever it is for. */
  readonly methods: boolean
  /** How the glass may be broken, and what that opens. */
  readonly glass: boolean
}

/**
 * Compares what two policies say of trust, each class, each action, the routes and the ways to step
 * up. Parts are compared as the compiler made them, so that another way to write the same is no
 * change.
 */
export function changesOf(one: CompiledPolicy, other: CompiledPolicy): ChangedParts {
  // By what is written: the order of keys is the compiler's own, and so the same.
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)
  // What is the very same takes no printing, which a large policy would spend most of a question on.
  const isOther = <Part extends NamedPart>(
    of: readonly Part[],
    by: readonly Part[],
    name: string,
  ) => findNamed(of, name) !== findNamed(by, name)
  const classes = namesIn(one.classes, other.classes).filter(
    (name) =>
      isOther(one.classes, other.classes, name) &&
      differs(rungsOf(one, name), rungsOf(other, name)),
  )
  // A route that asks what is disclosed changes with the class that it asks about.
  const discloses = [...one.routes, ...other.routes].flatMap(({ when }) =>
    Object.keys(when.discloses ?? {}),
  )
  return {
    trust: trustKey(one) !== trustKey(other),
    classes,
    actions: namesIn(one.actions, other.actions).filter(
      (name) =>
        isOther(one.actions, other.actions, name) &&
        differs(takesOf(one, name), takesOf(other, name)),
    ),
    routes:
      one.routes.length !== other.routes.length ||
      one.routes.some(
        (route, at) => route !== other.routes[at] && differs(route, other.routes[at]),
      ) ||
      classes.some((name) => discloses.includes(name)),
    methods: differs(methodsOf(one), methodsOf(other)),
    glass: glassKey(one) !== glassKey(other),
  }
}

/** Tells whether anything is said otherwise at all. */
export const isAnything = ({
  trust,
  classes,
  actions,
  routes,
  methods,
  glass,
}: ChangedParts): boolean =>
  glass || trust || routes || methods || classes.length > 0 || actions.length > 0

/** Lists what is answered otherwise at most, where so much is said otherwise. */
export const suspectsOf = (changes: ChangedParts): readonly Suspect[] => [
  ...topicsIn(changes),
  ...(changes.routes ? [{ about: 'route' as const, name: 'route' }] : []),
]

/** Lists the classes and actions among what changed. */
export const topicsIn = ({ classes, actions }: ChangedParts): readonly Suspect[] => [
  ...classes.map((name) => ({ about: 'class' as const, name })),
  ...actions.map((name) => ({ about: 'action' as const, name })),
]

// How good a way to step up is depends on who is trusted and what is refused, and on what the business says its own takes.
const methodsOf = (policy: CompiledPolicy): unknown => {
  const { issuers, channels, knowledge } = policy
  // By what each is worth, and not by how it is written: a word less in a list of `amr` may change nothing.
  return [stepUpMethodsOf(policy), issuers, refusedMethods(policy), channels, knowledge]
}

interface NamedPart {
  readonly name: string
}

const findNamed = <Part extends NamedPart>(
  parts: readonly Part[],
  name: string,
): Part | undefined => parts.find((part) => part.name === name)

// Also what only one of the two has.
const namesIn = (some: readonly NamedPart[], others: readonly NamedPart[]): readonly string[] => [
  ...new Set([...some, ...others].map(({ name }) => name)),
]

// What a class opens, without its fields: those are compared by what they hold.
const rungsOf = (policy: CompiledPolicy, name: string): unknown => {
  const found = classNamed(policy)(name)
  return (
    found && [
      found.rungs.map(({ rung, requires, representatives }) => [rung, requires, representatives]),
      found.deliver?.requires,
    ]
  )
}

// What an action takes, without the people who are told of it.
const takesOf = (policy: CompiledPolicy, name: string): unknown => {
  const found = actionOf(policy, name)
  return found && [found.requires, found.representatives, found.denied, found.deliver?.requires]
}
