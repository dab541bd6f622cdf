import type { CompiledPolicy, Route } from '../decide/index.js'
import { outcomeOf } from './routeSplits.js'

/**
 * A change of how tasks of a route wait and go on. It is always `changed`: whether it is better to
 * wait or to overflow is for the business to decide.
 */
export interface WaitingChange {
  readonly about: 'route'
  readonly name: string
  readonly change: 'changed'
  readonly before: string
  readonly after: string
}

/**
 * Compares how tasks wait and go on, and behind whom of those that wait otherwise in the same queue (`order`). No
 * decision says it, but the workflow that is made of the routes does. A route that only one policy has is reported by
 * its name.
 */
export const compareWaiting = (
  { routes: old }: CompiledPolicy,
  { routes: next }: CompiledPolicy,
): readonly WaitingChange[] =>
  old.flatMap((route) => {
    const other = next.find(({ id }) => id === route.id)
    if (other === undefined) return []
    const [oldFirst, nextFirst] = [elsewhereBefore(route, old), elsewhereBefore(other, next)]
    return [
      ...PARTS.map(([name, say]) => [name, say(route), say(other)] as const),
      ...(waitsOf(oldFirst) === waitsOf(nextFirst)
        ? []
        : [['order', sayAll(oldFirst), sayAll(nextFirst)] as const]),
    ].flatMap(([name, before, after]): readonly WaitingChange[] =>
      before === after
        ? []
        : [{ about: 'route', name: `${route.id}.${name}`, change: 'changed', before, after }],
    )
  })

/**
 * Lists the routes before one that lead to the same place, so that no decision tells them apart, and wait
 * otherwise there: whoever takes one of them now instead waits otherwise.
 */
const elsewhereBefore = (route: Route, routes: readonly Route[]): readonly Route[] =>
  routes
    .slice(0, routes.indexOf(route))
    .filter((one) => outcomeOf(one) === outcomeOf(route) && waitOf(one) !== waitOf(route))

/** Says how tasks of a route wait, in words that are equal where they wait alike. */
const waitOf = (route: Route): string => JSON.stringify(PARTS.map(([, say]) => say(route)))

// What a route is called makes nobody wait.
const waitsOf = (routes: readonly Route[]): string =>
  JSON.stringify(routes.map((route) => [waitOf(route), route.when]))

const sayAll = (routes: readonly Route[]): string =>
  routes.length === 0
    ? 'none'
    : routes.map(({ id, when }) => `${id} when ${JSON.stringify(when)}`).join(', ')

/** TaskRouter waits by whole seconds. */
const seconds = (value: number | undefined): string => (value === undefined ? 'none' : `${value}s`)

// The parts of a route that decide how long its tasks wait, each with its words.
const PARTS: readonly (readonly [name: string, say: (route: Route) => string])[] = [
  ['known_worker', ({ knownWorker }) => seconds(knownWorker)],
  ['timeout', ({ timeout }) => seconds(timeout)],
  ['skip_if', ({ skipIf }) => skipIf ?? 'none'],
  [
    'overflow',
    ({ overflow }) => (overflow === undefined ? 'none' : `${overflow.queue}, ${overflow.priority}`),
  ],
]
