import type { Store } from './store.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/**
 * Gives a store that answers in time or throws: a question or a write that hangs ends with the deadline, and none is
 * begun after it, so that what was answered as not done is not written later.
 */
export const storeWithin = (store: Store, deadline: Deadline): Store => ({
  get: (key) => inTime(deadline, (signal) => store.get(key, signal)),
  put: (key, value, revision, seconds) =>
    inTime(deadline, (signal) => store.put(key, value, revision, seconds, signal)),
})

async function inTime<T>(deadline: Deadline, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const answer = await withinBudget(deadline.left(), ({ signal }) => ask(signal), deadline)
  if (!answer.ok) throw new TypeError('store_failed')
  return answer.value
}
