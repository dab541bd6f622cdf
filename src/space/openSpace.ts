import type { CompiledPolicy } from '../decide/index.js'

/** Policies of which something is asked. */
export interface Space {
  readonly policies: readonly CompiledPolicy[]
}

/** Opens the space of a policy, or of several. */
export const openSpace = (...policies: readonly CompiledPolicy[]): Space => ({ policies })
