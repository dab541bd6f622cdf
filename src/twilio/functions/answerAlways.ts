import type { Answering, FunctionHandler } from './functionHandler.js'
import { withinBudget } from './withinBudget.js'

const DEADLINE = 8_000

/**
 * Makes a Twilio Function that always answers 200 with its whole shape: where its work throws or is late, everything
 * is withheld under `internal_failure` or `deadline_exceeded`. Studio merges a widget's answers over earlier ones, so
 * an error page would leave an old `verified` standing (Studio, Run Function widget).
 *
 * What went wrong is dropped: an error of an API or a parser may repeat a phone number or a token.
 */
export const answerAlways =
  <T>({ handle, withhold, deadline = DEADLINE }: Answering<T>): FunctionHandler =>
  async (context, event, callback, whole) => {
    const answer = await withinBudget(deadline, (left) => handle(context, event, left), whole)
    callback(null, answer.ok ? answer.value : withhold(codeOf(answer.issues[0]?.code)))
  }

const codeOf = (code: string | undefined): string =>
  code === 'late' ? 'deadline_exceeded' : 'internal_failure'
