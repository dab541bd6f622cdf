import type { CompiledPolicy } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import type { Decision } from '../model/index.js'
import type { Situation } from './engagementOf.js'
import { type Flip, searchFlips } from './flips.js'

/**
 * Finds the nearest engagement of which something else is so: with one item less, one reader less,
 * a little earlier or later, or with one proof more, then with two. `null` where two proofs more
 * are not enough, or where the engagement is so large that not every change was tried. `isSo` is
 * asked of whole decisions and has to be pure, as it may be asked of one again.
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
