import type { CompiledPolicy } from '../decide/index.js'

/**
 * Policies of which something is asked. Of two or more a state is one assessment that each of them
 * decides by its own rules, so that questions about their difference can be asked.
 */
export interface Space {
  readonly policies: readonly CompiledPolicy[]
}

/** Opens the space of a policy, or of several. */
export const openSpace = (...policies: readonly CompiledPolicy[]): Space => ({ policies })
