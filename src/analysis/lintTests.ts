import type { CompiledPolicy } from '../decide/index.js'
import type { PolicyTest } from '../policy/index.js'
import { runTest } from './runTests.js'

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
): readonly UnreadRow[] =>
  tests.flatMap((row, index) =>
    runTest(policy, row).faults.map(({ code, path, word, suggestion, form }) => ({
      code: 'test_not_read',
      path: ['tests', index, 'given', ...path],
      word: word ?? path.join('.'),
      reason: code,
      ...(suggestion !== undefined && { suggestion }),
      ...(form !== undefined && { form }),
    })),
  )
