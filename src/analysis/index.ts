// The door of the analysis. Three kinds of answers, which a reader should not take for one another:
//
// - exact: `prove`, `lintPolicy` and the regions of `diff` go over every state there is, by the solver
//   of `space`, or say `too_many_states`.
// - by examples: what two policies read otherwise of evidence or offer instead is compared on people of
//   every kind. What is found is so; what is not found is not ruled out.
// - of one engagement: `explain`, `runTest` and `replay` say why, whether and what would be otherwise.
export { openSpace, type Space } from '../space/index.js'
export { type Cause, type Causes, causesOf } from './causes/causesOf.js'
export type { ChangedLine, WrittenPolicy } from './causes/changedLines.js'
export { sayCausesOf, sayPlace } from './causes/sayCauses.js'
export { sayCounter } from './compareStaff.js'
export { compareText, type NotCompared } from './compareText.js'
export {
  type Coverage,
  type CoverageItem,
  coverageOf,
  coverageToLcov,
  percentOf,
} from './coverage.js'
export {
  type Change,
  describeExtent,
  diff,
  hasChange,
  isUnchanged,
  type PolicyDiff,
  type Region,
  spanOf,
} from './diff.js'
export { engagementOf, givenOf, type Situation } from './engagementOf.js'
export { compareExpected, type Mismatch } from './expectations.js'
export { type Explanation, explain } from './explain.js'
export { explainMismatch, explainMismatches } from './explainMismatch.js'
export { countersTold } from './explainStaff.js'
export { factFaultsOf } from './factFaults.js'
export { findFlip } from './findFlip.js'
export type { Finding, FindingCode } from './finding.js'
export type { Flip } from './flips.js'
export { lintConditions, type RedundantCondition } from './lintConditions.js'
export { lintDocument } from './lintDocument.js'
export { lintIssuers } from './lintIssuers.js'
export { lintParsed, type PlacedFinding } from './lintParsed.js'
export { lintPolicy } from './lintPolicy.js'
export { lintWaiting } from './lintWaiting.js'
export {
  type DecidedEngagement,
  findMisuse,
  type Matchable,
  type MatcherResult,
  matchActFor,
  matchBreakGlass,
  matchDisclose,
  matchRequire,
  matchRouteTo,
  matchWithhold,
  type NamedWord,
} from './matchers.js'
export { type MeantWord, meantWordsOf } from './meantWords.js'
export { addTests } from './mutation/addTests.js'
export { applyEdit } from './mutation/edit.js'
export { type Mutant, type MutationReport, mutate } from './mutation/mutate.js'
export { printTest } from './mutation/printTest.js'
export type { OnProgress } from './onProgress.js'
export { printDiff } from './printDiff.js'
export { describeInvariant, type Proof, prove } from './prove.js'
export { makeReplay, type Replay, type Replayed } from './replay.js'
export { makeTextReplay, type TextReplay } from './replayText.js'
export { describeFault, faultsOf } from './rowFaults.js'
export { runTest, runTests, type TestOutcome } from './runTests.js'
export { isAdvice, sayFound } from './sayFinding.js'
export { type ReplayCounts, startTally, type Tally } from './tally.js'
export { rowAgainst, testOf } from './testRow.js'
export type { Bearing, TextChange } from './textChange.js'
