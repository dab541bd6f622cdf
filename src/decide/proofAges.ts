import { type Assessment, type Instant, NEVER } from '../model/index.js'
import { isSaidAnew } from '../trust/index.js'
import type { CompiledPolicy } from './compiled.js'
import { policyIndexOf } from './policyIndex.js'

/**
 * Gives the next moment at which a proof passes an age that some rule asks of it, or at which a rule with a date begins
 * or ends, so that rules may answer otherwise, though trust is the same; `NEVER` where there is none.
 */
export function nextAge(
  policy: CompiledPolicy,
  { at, supports }: Pick<Assessment, 'at' | 'supports'>,
): Instant {
  // Dates of rules are few and sorted; of ages only those that lie ahead of this proof count.
  const { limits, dates } = policyIndexOf(policy)
  let next = dates.find((one) => one > at) ?? NEVER
  for (const support of supports) {
    if (isSaidAnew(support)) continue
    const { purpose, since } = support
    for (const { maxAge, name, isBound } of limits) {
      const passes = since + maxAge
      // Passed already, or later than what was found.
      if (passes <= at || passes >= next) continue
      if (purpose === name || (purpose === null && !isBound)) next = passes
    }
  }
  return next
}

/**
 * Gives the same assessment at a later instant at which trust is still the same. What a platform asserts, or the
 * person says, is as new then as it is now.
 */
export const growOlder = (assessment: Assessment, at: Instant): Assessment => ({
  ...assessment,
  at,
  supports: assessment.supports.map((support) =>
    isSaidAnew(support) ? { ...support, since: at } : support,
  ),
})
