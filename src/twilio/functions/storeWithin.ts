import { isAbsent, isRecord } from '../../model/index.js'
import { issueCode } from './issueCode.js'
import { textOf } from './readField.js'
import type { Revision, Store } from './store.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/**
 * Gives a store that answers in time or throws: a question or a write that hangs ends with the
 * deadline, and none is begun after it, so that what was answered as not done is not written later.
 * What is neither nothing nor a value with its revision is a failure, for nothing would be good news.
 */
export const storeWithin = (store: Store, deadline: Deadline): Store => ({
  get: (key) => inTime(deadline, async (signal) => checked(await store.get(key, signal))),
  put: (key, value, revision, seconds) =>
    inTime(deadline, (signal) => store.put(key, value, revision, seconds, signal)),
})

/**
 * Names the failure of such a store: `store_failed`, or `deadline_exceeded` where it was late;
 * `null` for another error.
 */
export function storeFailure(error: unknown): 'store_failed' | 'deadline_exceeded' | null {
  const message = textOf(error, 'message')
  return message === 'store_failed' || message === 'deadline_exceeded' ? message : null
}

/**
 * Makes the answer for such a failure from its code; any other error is thrown on, for it is none
 * of the store's.
 */
export const answerStoreFailure =
  <T>(withhold: (code: string) => T) =>
  (error: unknown): T => {
    const code = storeFailure(error)
    if (code === null) throw error
    return withhold(code)
  }

function checked(kept: Revision | null | undefined): Revision | null {
  if (isAbsent(kept)) return null
  if (isRecord(kept.value) && typeof kept.revision === 'string') return kept
  throw new TypeError('store_failed')
}

/**
 * Waits for one answer. What a store says of its failure is dropped, for it may name a key or a
 * host.
 */
async function inTime<T>(deadline: Deadline, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const answer = await withinBudget(deadline.left(), ({ signal }) => ask(signal), deadline)
  if (answer.ok) return answer.value
  throw new TypeError(issueCode(answer) === 'late' ? 'deadline_exceeded' : 'store_failed')
}
