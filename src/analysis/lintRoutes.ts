import {
  type CompiledPolicy,
  covers,
  isVariant,
  placeInDocument,
  type Route,
} from '../decide/index.js'
import { printDuration, SECOND } from '../model/index.js'
import { asList, type PolicyDocument } from '../policy/index.js'
import { type Check, type Finding, tooManyToCompare, unlookedOnce } from './finding.js'
import { likenessOf, startComparing } from './splits.js'

/**
 * Finds routes that change nothing, overtake those they should wait for, or overflow into their own queue.
 *
 * Routes that are never taken are found over all states by `lintPolicy`.
 */
export const lintRoutes: Check = (lintable) => [
  ...lintRedundant(lintable),
  ...lintPriorities(lintable),
  ...lintOverflow(lintable),
  ...lintKnownWorker(lintable),
]

/**
 * Finds routes that overflow into their own queue (`overflow_into_itself`): a task that overflows
 * into the queue it waits in waits on as before.
 */
const lintOverflow: Check = ({ policy }) =>
  policy.routes.flatMap(({ id, queue, overflow }, index): readonly Finding[] =>
    overflow?.queue === queue && !isVariant(id)
      ? [
          {
            code: 'overflow_into_itself',
            path: ['routes', placeInDocument(policy.routes, index), 'overflow'],
            word: queue,
          },
        ]
      : [],
  )

/**
 * Finds routes that wait longer for the one worker of before than for all of the queue (`known_worker_outlasts`).
 */
const lintKnownWorker: Check = ({ policy }) =>
  policy.routes.flatMap(({ id, knownWorker = 0, timeout }, index): readonly Finding[] =>
    timeout !== undefined && knownWorker > timeout && !isVariant(id)
      ? [
          {
            code: 'known_worker_outlasts',
            path: ['routes', placeInDocument(policy.routes, index), 'known_worker'],
            word: id,
            by: printDuration(timeout * SECOND),
          },
        ]
      : [],
  )

/**
 * Finds routes that are less urgent than a wider one behind them (`priority_inverted`).
 *
 * Where a wider condition waits behind a narrower one, the narrower is the more urgent, or it would
 * not have been written. One route that overtakes several others is the odd one out itself.
 */
const lintPriorities: Check = ({ policy: { routes } }) => {
  // For each route the places of those before it that are narrower and less urgent.
  const inverted = routes.map((later, at) =>
    routes
      .slice(0, at)
      .flatMap((earlier, index) =>
        earlier.priority < later.priority && covers(later.when, earlier.when) ? [index] : [],
      ),
  )
  // Of a pair that overtake each other one finding is enough.
  const told = new Set<number>()
  return routes.flatMap(({ id }, at): readonly Finding[] => {
    const behind = inverted[at] ?? []
    const finding = (index: number, word: string, by: string): Finding => ({
      code: 'priority_inverted',
      path: ['routes', placeInDocument(routes, index), 'priority'],
      word,
      by,
    })
    const [first] = behind
    if (first === undefined) return []
    if (behind.length > 1)
      return [finding(at, id, behind.map((index) => routes[index]?.id ?? '').join(', '))]
    if (told.has(first)) return []
    told.add(first)
    return [finding(first, routes[first]?.id ?? '', id)]
  })
}

/** What a route does to a task: all but its name and when it is taken. */
const outcomeOf = ({ id: _, when: __, skills, ...rest }: Route): string =>
  JSON.stringify([rest, [...skills].sort()])

/**
 * Finds routes without which every task goes the same way (`route_redundant`): to one further down
 * that does the same, whatever else is so. It is proved over all states, so a route that it names
 * may be deleted.
 */
const lintRedundant: Check = ({ document, policy }) => {
  // One after the other is left out, and all of that shares what may be looked at.
  // All that a route does stands where its queue would, so that two are alike only where they do the same.
  const whole = withOutcomes(policy)
  const comparing = startComparing(whole)
  const found = policy.routes.slice(0, -1).flatMap((route, index): readonly Finding[] => {
    const same = policy.routes
      .slice(index + 1)
      .find((later) => outcomeOf(later) === outcomeOf(route))
    // A name that an invariant speaks of is needed.
    if (same === undefined || isSpokenOf(document, route.id)) return []
    // Without it, somebody whose fact is not known would be treated like somebody whose fact is
    // known.
    if (isVariant(route.id) || route.unknownSkills !== undefined) return []
    const path = ['routes', placeInDocument(policy.routes, index)]
    // The rest of the routes stays the same objects, so that only what changes is stated anew.
    const rest = { ...whole, routes: whole.routes.toSpliced(index, 1) }
    const likeness = likenessOf(whole, rest, comparing)
    if (likeness.type === 'too_many') return [tooManyToCompare(path, route.id, likeness.widest)]
    return likeness.type === 'alike'
      ? [{ code: 'route_redundant', path, word: route.id, by: same.id }]
      : []
  })
  return unlookedOnce(found)
}

// Routes are compared by where they lead, so all that they do stands in the queue's place.
const withOutcomes = (policy: CompiledPolicy): CompiledPolicy => ({
  ...policy,
  routes: policy.routes.map((route) => ({ ...route, queue: outcomeOf(route) })),
})

const isSpokenOf = ({ invariants = [] }: PolicyDocument, id: string): boolean =>
  invariants.some(({ always, never }) => asList((always ?? never)?.route).includes(id))
