import type { CompiledPolicy } from '../decide/index.js'

/**
 * Policies about which questions are asked. For two or more policies, a state is one assessment
 * that each of them decides by its own rules, so that their differences can be asked for.
 */
export interface Space {
  /** The policies that are asked about. */
  readonly policies: readonly CompiledPolicy[]
}

/** Opens the space of a policy, or of several: the states in which it can be asked something. */
export const openSpace = (...policies: readonly CompiledPolicy[]): Space => ({ policies })
