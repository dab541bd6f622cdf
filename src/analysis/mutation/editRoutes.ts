import { conditionAtoms } from '../../decide/index.js'
import { editOrder, editSettings, listOf, type RouteDocument } from '../../policy/index.js'
import type { Edit, Step } from './edit.js'

/** Changes to the routes: each out, each pair swapped, each condition, queue and priority. */
export function editRoutes(routes: readonly RouteDocument[]): readonly Edit[] {
  const last = routes.length - 1
  return [
    ...editOrder(['routes'], routes.slice(0, last)).map((edit) => ({
      ...edit,
      value: [...listOf(edit.value), ...routes.slice(last)],
    })),
    ...routes.flatMap((route, at) => editRoute(['routes', at], route, at === last)),
  ]
}

const editRoute = (
  path: readonly Step[],
  route: RouteDocument,
  isLast: boolean,
): readonly Edit[] => [
  ...(isLast ? [] : [{ operator: 'drop', path }]),
  ...editSettings(conditionAtoms, [...path, 'when'], route.when ?? {}),
  { operator: 'rename', path: [...path, 'queue'], value: `${route.queue}-other` },
]
