import { type CompiledPolicy, decide } from '../decide/index.js'
import { withoutAbsent } from '../model/index.js'
import type { PolicyTest } from '../policy/index.js'
import { assess } from '../trust/index.js'
import { engagementOf } from './engagementOf.js'
import type { RowFault } from './formFaults.js'
import { faultsOf } from './rowFaults.js'

/** Something in a test row that counts for nothing, because it could not be read. */
export interface UnreadRow {
  readonly code: 'test_not_read'
  readonly path: readonly (string | number)[]
  readonly word: string
  /** Why it was not read, as a reason code. */
  readonly reason: string
  readonly suggestion?: string
  /** The form that it should have, in plain words. */
  readonly form?: string
}

/** Finds what test rows give that could not be read: the row would pass, or fail, for another cause than it says. */
export const lintTests = (
  policy: CompiledPolicy,
  tests: readonly PolicyTest[],
): readonly UnreadRow[] => {
  // What would open more is no reason that anything was not read, and planning it takes longest.
  const unplanned = { ...policy, stepUp: [] }
  return tests.flatMap((row, index) =>
    unreadIn(unplanned, row).map(({ code, path, word, suggestion, form }) => ({
      code: 'test_not_read',
      path: ['tests', index, 'given', ...path],
      word: word ?? path.join('.'),
      reason: code,
      ...withoutAbsent({ suggestion, form }),
    })),
  )
}

// Until when the row's decision would hold, and what it redacts, says nothing of how the row was read.
function unreadIn(policy: CompiledPolicy, { given, expect }: PolicyTest): readonly RowFault[] {
  const { engagement, at } = engagementOf(given)
  const assessment = assess(engagement, at, policy)
  const { reasons } = decide(policy, assessment, engagement)
  const all = { reasons: [...assessment.reasons, ...reasons] }
  return faultsOf(given, all, expect['reason'], policy.channels)
}
