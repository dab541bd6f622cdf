import type { CompiledPolicy } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import type { Decision } from '../model/index.js'
import type { Situation } from './engagementOf.js'
import { type Flip, searchFlips } from './flips.js'

/**
 * Finds the nearest engagement for which `isSo` holds: with one item less, one reader less, a
 * little earlier or later, with one more proof, or with two more. It gives `null` if two more
 * proofs are not enough, or if the engagement is so large that not every change was tried. `isSo`
 * is called with whole decisions, and must be pure, because it may be called twice with the same
 * one.
 *
 * @example
 * ```ts
 * const flip = findFlip(policy, { engagement, at }, ({ disclosure }) => disclosure['orders'] === 'full')
 * // flip?.change says what would have to be otherwise; flip?.situation can be evaluated
 * ```
 */
export function findFlip(
  policy: CompiledPolicy,
  situation: Situation,
  isSo: (decision: Decision) => boolean,
): Flip | null {
  const flip = searchFlips(policy, situation, decisionBy(policy))(isSo)
  return flip === 'not_all_tried' ? null : flip
}

/** Decides by a policy all that there is to decide. */
export const decisionBy =
  (policy: CompiledPolicy) =>
  ({ engagement, at }: Situation): Decision =>
    evaluate(policy, engagement, at)
