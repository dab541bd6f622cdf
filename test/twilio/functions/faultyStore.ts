import type { Store } from '../../../src/twilio/functions/store.js'

/** What can become of one question to a store. */
export const FAULTS = ['none', 'slow', 'fail', 'lost', 'hang', 'lost_hang'] as const
export type Fault = (typeof FAULTS)[number]

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
const never = () => new Promise<never>(() => undefined)
const SLOW = 300

/**
 * A store that has the next fault of a list at each question, and none after the last: it is slow, fails before or after
 * it did what it was asked (`lost`), or never answers, before or after (`lost_hang`).
 */
export function faultyStore(store: Store, faults: readonly Fault[]): Store {
  const left = [...faults]
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    const fault = left.shift() ?? 'none'
    switch (fault) {
      case 'none':
        return question()
      case 'slow':
        await wait(SLOW)
        return question()
      case 'fail':
        throw new Error('the store of +14155550100 is down')
      case 'lost':
        await question()
        throw new Error('the answer about +14155550100 was lost')
      case 'hang':
        return never()
      case 'lost_hang':
        await question()
        return never()
    }
  }
  return {
    get: (key) => ask(() => store.get(key)),
    put: (key, value, revision, seconds) => ask(() => store.put(key, value, revision, seconds)),
  }
}

/** A store as an instance sees it that dies at some moment: from then on it asks nothing and hears nothing. */
export const untilDeath = (store: Store, isDead: () => boolean): Store => ({
  get: (key) => (isDead() ? never() : store.get(key)),
  put: (key, value, revision, seconds) =>
    isDead() ? never() : store.put(key, value, revision, seconds),
})
