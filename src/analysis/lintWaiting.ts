import { type CompiledPolicy, placeInDocument, type Route } from '../decide/index.js'
import type { PathSteps } from './mutation/edit.js'

/** A route whose tasks may wait for ever: nobody of its queue may come, and no overflow takes them on. */
export interface EndlessWait {
  readonly code: 'route_may_wait_for_ever'
  readonly path: PathSteps
  /** The route's id. */
  readonly word: string
}

/**
 * Finds routes from which a task never goes on. The last route's queue is the business's last resort, and so are routes
 * that lead there without asking for skills: they have nowhere to go on to.
 */
export function lintWaiting({ routes }: CompiledPolicy): readonly EndlessWait[] {
  const lastResort = routes.at(-1)?.queue
  const isLastResort = ({ queue, skills }: Route): boolean =>
    queue === lastResort && skills.length === 0
  return routes.flatMap((route, index): readonly EndlessWait[] =>
    route.overflow !== undefined || isLastResort(route)
      ? []
      : [
          {
            code: 'route_may_wait_for_ever',
            path: ['routes', placeInDocument(routes, index)],
            word: route.id,
          },
        ],
  )
}
