import type { AnsweringSteps, FunctionHandler } from './functionHandler.js'
import { issueCode } from './issueCode.js'
import { withinBudget } from './withinBudget.js'
import { writeJson } from './writeJson.js'

// Milliseconds. Twilio ends a Function at 10 s.
const DEADLINE = 8_000

/**
 * Makes a Twilio Function that always answers 200 with its whole shape: where its work throws or is
 * late, everything is withheld under `internal_failure` or `deadline_exceeded`. Studio merges a
 * widget's answers over earlier ones, so an error page would leave an old `verified` standing
 * (Studio, Run Function widget).
 *
 * What went wrong is dropped: an error of an API or a parser may repeat a phone number or a token.
 */
export const answerAlways =
  <T>({ handle, withhold, deadline = DEADLINE }: AnsweringSteps<T>): FunctionHandler =>
  async (context, event, callback, whole) => {
    const done = await withinBudget(deadline, (left) => handle(context, event, left), whole)
    const isWhole = done.ok && writeJson(() => done.value) !== null
    // What cannot be written as JSON is a failure as well: the runtime would answer 500 for it.
    const late = issueCode(done) === 'late'
    callback(null, isWhole ? done.value : withheld(withhold, late ? LATE : FAILED))
  }

/** What the answer's `reason` says where time ran out, and where anything else went wrong. */
const LATE = 'deadline_exceeded'
const FAILED = 'internal_failure'

// What every answer says at the least, where even withholding fails: such as a policy whose class
// names cannot be read.
function withheld(withhold: (code: string) => unknown, code: string): unknown {
  try {
    return withhold(code)
  } catch {
    return { status: 'withheld', ok: 'false', reason: code }
  }
}
