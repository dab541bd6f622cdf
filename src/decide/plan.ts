import type { StepUp } from '../model/index.js'

/** What would open more, and which actions anything at all would open. */
export interface Plan {
  readonly stepUp: readonly StepUp[]
  readonly openable: ReadonlySet<string>
}
