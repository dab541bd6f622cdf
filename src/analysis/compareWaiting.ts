import type { CompiledPolicy, Route } from '../decide/index.js'

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
 * Compares how tasks wait and go on. No decision says it, but the workflow that is made of the routes does. A route
 * that only one policy has is reported by its name.
 */
export const compareWaiting = (
  { routes: old }: CompiledPolicy,
  { routes: next }: CompiledPolicy,
): readonly WaitingChange[] =>
  old.flatMap((route) => {
    const other = next.find(({ id }) => id === route.id)
    if (other === undefined) return []
    return PARTS.flatMap(([name, say]): readonly WaitingChange[] => {
      const [before, after] = [say(route), say(other)]
      if (before === after) return []
      return [{ about: 'route', name: `${route.id}.${name}`, change: 'changed', before, after }]
    })
  })

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
