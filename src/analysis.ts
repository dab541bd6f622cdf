export {
  type Coverage,
  type CoverageItem,
  coverageOf,
  coverageToLcov,
} from './analysis/coverage.js'
export { engagementOf, givenOf, type Situation } from './analysis/engagementOf.js'
export { compareExpected, type Mismatch } from './analysis/expectations.js'
export { type Explanation, explain } from './analysis/explain.js'
export { explainMismatch } from './analysis/explainMismatch.js'
export { type Flip, findFlip } from './analysis/flips.js'
export { type Proof, prove } from './analysis/prove.js'
export { runTest, runTests, type TestOutcome } from './analysis/runTests.js'
export { openSpace, type Space } from './analysis/space/openSpace.js'
