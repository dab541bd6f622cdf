import type { ConditionValue, Instant } from '../model/index.js'
import { type AskingParts, conditionsOf } from './declaredFacts.js'
import { allRules, requirementsOf } from './rules.js'

/** Something that is in force from one moment, until another, or both. */
export type DateBounds = Pick<ConditionValue, 'from' | 'until'>

/** Lists the moments that some dated things name, each once and rising. */
export const momentsIn = (dated: readonly DateBounds[]): readonly Instant[] =>
  [...new Set(dated.flatMap(({ from, until }) => [from ?? [], until ?? []].flat()))].sort(
    (a, b) => a - b,
  )

/** Lists what of a policy may begin and end: what rungs, actions and deliveries take, and conditions. */
export const datedIn = (policy: AskingParts): readonly DateBounds[] => [
  ...allRules(policy).flatMap(requirementsOf),
  ...conditionsOf(policy),
]
