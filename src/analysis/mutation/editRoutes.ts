import { HIGHEST_PRIORITY } from '../../decide/index.js'
import {
  asList,
  editCondition,
  editDates,
  editDuration,
  editOrder,
  type RouteDocument,
} from '../../policy/index.js'
import { dropEach, type Edit, type PathSteps } from './edit.js'

/**
 * Changes to the routes: each out, each pair swapped, each condition, queue and priority. The last
 * stays where it is, as a policy without a route that always holds does not compile.
 */
export function editRoutes(routes: readonly RouteDocument[]): readonly Edit[] {
  const last = routes.length - 1
  return [
    ...editOrder(['routes'], routes.slice(0, last)).map((edit) => ({
      ...edit,
      value: [...asList(edit.value), ...routes.slice(last)],
    })),
    ...routes.flatMap((route, at) => editRoute(['routes', at], route, at === last)),
  ]
}

/**
 * Every change to one route. The last can be mutated, but not removed or given a condition that
 * some fail.
 */
const editRoute = (path: PathSteps, route: RouteDocument, isLast: boolean): readonly Edit[] => [
  ...(isLast ? [] : [{ operator: 'drop', path }]),
  ...editCondition([...path, 'when'], route.when ?? {}),
  ...editDates(path, route),
  // A queue that no other route has: wherever the task goes, it goes elsewhere.
  { operator: 'rename', path: [...path, 'queue'], value: `${route.queue}-other` },
  ...editPriority([...path, 'priority'], route.priority),
  ...dropEach([...path, 'skills'], route.skills ?? []),
  ...editDuration([...path, 'known_worker'], route.known_worker),
  ...editDuration([...path, 'timeout'], route.timeout),
  ...WAITING.flatMap((key) =>
    route[key] === undefined ? [] : [{ operator: 'drop', path: [...path, key] }],
  ),
]

/** The parts of a route that say how its tasks wait, each removed by itself. */
const WAITING = ['known_worker', 'timeout', 'skip_if', 'overflow'] as const

/** One more and one less: of two tasks in a queue the other is then taken first. */
const editPriority = (path: PathSteps, priority = 0): readonly Edit[] => [
  ...(priority < HIGHEST_PRIORITY ? [{ operator: 'raise', path, value: priority + 1 }] : []),
  ...(priority > 0 ? [{ operator: 'lower', path, value: priority - 1 }] : []),
]
