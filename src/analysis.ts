/**
 * Questions about a policy, for tools and builds: prove an invariant or find what breaks it, compare
 * two versions, find what is dead, explain a decision, measure and complete the tests, and decide
 * past decisions again. Nothing here is needed to decide, and a Function should not load it.
 *
 * @packageDocumentation
 */

export {
  addTests,
  type Bearing,
  type Change,
  type Coverage,
  type CoverageItem,
  coverageOf,
  coverageToLcov,
  diff,
  type Explanation,
  engagementOf,
  explain,
  explainMismatch,
  type Finding,
  type Flip,
  findFlip,
  givenOf,
  lintConditions,
  lintIssuers,
  lintPolicy,
  type Mismatch,
  type Mutant,
  type MutationReport,
  makeReplay,
  makeTextReplay,
  mutate,
  type NotCompared,
  type OnProgress,
  type PolicyDiff,
  type Proof,
  printDiff,
  prove,
  type RedundantCondition,
  type Region,
  type Replay,
  type ReplayCounts,
  runTest,
  runTests,
  type Situation,
  startTally,
  type TestOutcome,
  type TextChange,
  type TextReplay,
} from './analysis/index.js'
export { openSpace, type Space } from './space/index.js'
