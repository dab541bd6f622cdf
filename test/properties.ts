import fc from 'fast-check'
import { expect } from 'vitest'
import { runs } from './runs.js'

/** Of a law's cases this share at least must come to an expectation: one whose cases all turn back early says nothing. */
const LEAST_SHARE = 0.05

let before = 0
let spoke = 0

const assertionsSoFar = (): number => expect.getState().assertionCalls

function noteBefore(): void {
  before = assertionsSoFar()
}

function noteAfter(): void {
  if (assertionsSoFar() > before) spoke += 1
}

/** Ends a property as fast-check does, and one that hardly ever came to an expectation as a failure as well. */
function report<Values>(run: fc.RunDetails<Values>): void {
  const spoken = spoke
  spoke = 0
  if (run.failed) throw new Error(fc.defaultReportMessage(run), { cause: run.errorInstance })
  if (spoken >= run.numRuns * LEAST_SHARE) return
  throw new Error(`a law that says nothing: ${spoken} of ${run.numRuns} cases met an expectation`)
}

fc.configureGlobal({
  ...runs(100),
  beforeEach: noteBefore,
  afterEach: noteAfter,
  reporter: report,
})
