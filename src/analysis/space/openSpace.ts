import type { CompiledPolicy } from '../../policy/compiled.js'
import { rulesOf, rulesOfAction } from './answers.js'
import { buildUniverse, type Universe } from './universe.js'

/** Policies with everything that engagements under them are made of. */
export interface Space {
  readonly policies: readonly CompiledPolicy[]
  readonly universe: Universe
}

/** Opens the space of a policy, or of several over the union of what they look at. Milliseconds of work: keep it. */
export function openSpace(...policies: readonly CompiledPolicy[]): Space {
  const ages = policies.flatMap(({ classes, actions }) =>
    [...classes.flatMap(rulesOf), ...actions.flatMap(rulesOfAction)].flatMap(({ requires }) =>
      requires.flatMap(({ maxAge }) => maxAge ?? []),
    ),
  )
  return { policies, universe: buildUniverse(policies, ages) }
}
