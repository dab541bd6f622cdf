import type { CompiledPolicy, Condition } from '../decide/index.js'
import { buildCondition, type Invariant, plainCondition } from '../policy/index.js'

/** What an invariant says is never, or always, true. */
export type NeverOrAlways = NonNullable<Invariant['never']>

/**
 * An invariant as the analysis reads it: what is claimed, of whom it is said, and of whom not.
 *
 * Words of the document are read as the compiler reads them, so that a pack's level or a variant of
 * a route means the same here.
 */
export interface ReadInvariant {
  readonly isAlways: boolean
  readonly claim: NeverOrAlways
  readonly when: Condition
  /** It says nothing about engagements for which this condition holds. */
  readonly unless?: Condition
}

/** Reads an invariant. Its conditions are compiled like those of routes. */
export function claimOf(
  policy: CompiledPolicy,
  { always, never, when, unless }: Invariant,
): ReadInvariant {
  return {
    isAlways: always !== undefined,
    claim: always ?? never ?? {},
    when: buildCondition(plainCondition(policy, when ?? {})),
    ...(unless !== undefined && { unless: buildCondition(plainCondition(policy, unless)) }),
  }
}

/** A claim, and whether it is to be so of all that it speaks of or of some of it. */
export type ClaimToHold = Pick<ReadInvariant, 'claim' | 'isAlways'>
