export type { Bearing, NotCompared, TextChange } from './analysis/compareText.js'
export {
  type Coverage,
  type CoverageItem,
  coverageOf,
  coverageToLcov,
} from './analysis/coverage.js'
export { type Change, diff, type PolicyDiff, printDiff, type Region } from './analysis/diff.js'
export { engagementOf, givenOf, type Situation } from './analysis/engagementOf.js'
export type { Mismatch } from './analysis/expectations.js'
export { type Explanation, explain } from './analysis/explain.js'
export { explainMismatch } from './analysis/explainMismatch.js'
export { type Flip, findFlip } from './analysis/flips.js'
export { lintConditions, type RedundantCondition } from './analysis/lintConditions.js'
export { lintIssuers } from './analysis/lintIssuers.js'
export { type Finding, lintPolicy } from './analysis/lintPolicy.js'
export { addTests } from './analysis/mutation/addTests.js'
export { type Mutant, type MutationReport, mutate } from './analysis/mutation/mutate.js'
export { type Proof, prove } from './analysis/prove.js'
export { makeReplay, type Replay } from './analysis/replay.js'
export { makeTextReplay, type TextReplay } from './analysis/replayText.js'
export { runTest, runTests, type TestOutcome } from './analysis/runTests.js'
export { openSpace, type Space } from './analysis/space/openSpace.js'
export { type ReplayCounts, startTally } from './analysis/tally.js'
