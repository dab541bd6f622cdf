import type { CompiledPolicy } from '../../decide/index.js'
import type { PolicyTest } from '../../policy/index.js'
import { engagementOf } from '../engagementOf.js'
import { compareExpected } from '../expectations.js'
import {
  isAssessedAlike,
  isPlannedAlike,
  type JudgedSituation,
  judgeSituation,
  redecide,
} from '../redecide.js'
import { faultsOf } from '../rowFaults.js'
import { runTest } from '../runTests.js'
import { type ChangedParts, isAnything } from '../suspects.js'

/** A test, with what the policy it was written for makes of it. */
export interface JudgedTest {
  readonly test: PolicyTest
  readonly judged: JudgedSituation
  readonly passed: boolean
}

/** Runs a test on the policy it was written for. */
export function rowOf(policy: CompiledPolicy, test: PolicyTest): JudgedTest {
  const judged = judgeSituation(policy, engagementOf(test.given))
  return {
    test,
    judged,
    passed:
      compareExpected(policy, test.expect, judged.decision).length === 0 &&
      faultsOf(test.given, judged.decision, test.expect['reason'], policy.channels).length === 0,
  }
}

/**
 * Tells whether a test passes on another policy, deciding only what the two do not say alike. It
 * answers as `runTest` does, which is held by a test; a policy has hundreds of mutants and each is
 * held against each row.
 */
export function passes(other: CompiledPolicy, changes: ChangedParts, row: JudgedTest): boolean {
  const { test, judged, passed } = row
  const { expect } = test
  // What a row asks for may be unknown to a policy that has other classes or actions.
  if (namesIn(other) !== namesIn(judged.policy)) return runTest(other, test).passed
  // Breaking the glass changes nothing but what an agent sees and who is told.
  if (changes.glass && test.given.breakGlass !== undefined) return runTest(other, test).passed
  if (!isAssessedAlike(other, changes, judged)) return runTest(other, test).passed
  if (!isAnything(changes)) return passed
  // What a decision gives as reasons and what it offers takes all of it.
  const isSaidAlike =
    !('reason' in expect) && (!('step_up' in expect) || isPlannedAlike(other, changes, judged))
  if (!isSaidAlike) return runTest(other, test).passed
  const decided = redecide(other, changes, judged, Object.keys(expect))
  return (
    compareExpected(other, expect, { ...judged.decision, ...decided }).length === 0 &&
    faultsOf(test.given, judged.decision, expect['reason']).length === 0
  )
}

/**
 * The names of classes and actions: what a row asks for may be unknown to a policy that has others.
 */
const namesIn = ({ classes, actions }: CompiledPolicy): string =>
  JSON.stringify([classes, actions].map((list) => list.map(({ name }) => name)))
