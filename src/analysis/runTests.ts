import type { CompiledPolicy } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import type { Decision } from '../model/index.js'
import type { PolicyTest } from '../policy/index.js'
import { engagementOf, type Situation } from './engagementOf.js'
import { compareExpected, type Mismatch } from './expectations.js'
import type { RowFault } from './formFaults.js'
import { faultsOf } from './rowFaults.js'

/** The result of one test of a policy. */
export interface TestOutcome {
  /** The name of the test. */
  readonly name: string
  /** Whether everything is as it expects. */
  readonly passed: boolean
  /** What it expects and the decision does not say. What it leaves out must be withheld. */
  readonly mismatches: readonly Mismatch[]
  /** What the row gives that could not be read: a row with any has not passed. */
  readonly faults: readonly RowFault[]
  /** The engagement of the test, and when it was decided. */
  readonly situation: Situation
  /** What was decided. */
  readonly decision: Decision
}

/** Runs one test. It decides at its own time, so that it gives the same result on any day. */
export function runTest(policy: CompiledPolicy, test: PolicyTest): TestOutcome {
  const situation = engagementOf(test.given)
  const decision = evaluate(policy, situation.engagement, situation.at)
  const mismatches = compareExpected(policy, test.expect, decision)
  const faults = faultsOf(test.given, decision, test.expect['reason'], policy.channels)
  const passed = mismatches.length === 0 && faults.length === 0
  return { name: test.name, passed, mismatches, faults, situation, decision }
}

/**
 * Runs all tests, in their order.
 *
 * @example
 * ```ts
 * const parsed = parseDocument(text)
 * if (!parsed.ok) throw new Error('the policy cannot be read')
 * const failed = runTests(
 *   policy,
 *   parsed.value.tests.map(({ statement }) => statement),
 * ).filter(({ passed }) => !passed)
 * ```
 */
export const runTests = (
  policy: CompiledPolicy,
  tests: readonly PolicyTest[],
): readonly TestOutcome[] => tests.map((test) => runTest(policy, test))
