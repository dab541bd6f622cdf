import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, expect } from 'vitest'
import { runs } from './runs.js'

/** Which cases are drawn: the same in every run, so that a check says the same of a commit each time. Another word draws others. */
const SEED = process.env['COUNTERSIGN_SEED'] ?? ''

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

/** Gives each test cases of its own, whatever was run before it. */
function drawFor(test: string): void {
  fc.configureGlobal({
    ...runs(100),
    seed: createHash('sha256').update(`${SEED}:${test}`).digest().readInt32BE(),
    beforeEach: noteBefore,
    afterEach: noteAfter,
    reporter: report,
  })
}

// What a file draws while it is loaded, before its first test.
drawFor('')
beforeEach(() => drawFor(expect.getState().currentTestName ?? ''))
