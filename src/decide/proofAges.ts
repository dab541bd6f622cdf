import { type Assessment, type Instant, NEVER, type Support } from '../model/index.js'
import type { CompiledPolicy } from './compiled.js'
import { policyIndexOf } from './policyIndex.js'

/** A moment at which rules may answer otherwise, though trust is the same. */
export interface NextAge {
  /** `NEVER` where there is none. */
  readonly at: Instant
  /** The classes and actions with a rule that may answer otherwise from then on; every other one is answered as before. */
  readonly names: ReadonlySet<string>
}

const NEVER_OLDER: NextAge = { at: NEVER, names: new Set() }

/**
 * Gives the next moment at which a proof passes an age that some rule asks of it, or at which a rule with a date begins
 * or ends.
 */
export function nextAge(
  policy: CompiledPolicy,
  { at, supports }: Pick<Assessment, 'at' | 'supports'>,
): NextAge {
  // Dates of rules are few and sorted; of ages only those that lie ahead of this proof count.
  const { limits, dates, names } = policyIndexOf(policy)
  const date = dates.find((one) => one > at) ?? NEVER
  let next = date
  let passing = new Set<string>()
  for (const support of supports) {
    if (isSaidAnew(support)) continue
    const { purpose, since } = support
    for (const { maxAge, name, isBound } of limits) {
      const passes = since + maxAge
      // Passed already, or later than what was found.
      if (passes <= at || passes > next) continue
      if (purpose !== name && (purpose !== null || isBound)) continue
      if (passes < next) passing = new Set()
      next = passes
      passing.add(name)
    }
  }
  if (next === NEVER) return NEVER_OLDER
  // A date may stand in any rule.
  return { at: next, names: next === date ? names : passing }
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

// What a platform asserts, or the person says, is said anew at every message.
const isSaidAnew = ({ method }: Support): boolean => method === 'platform' || method === 'claim'
