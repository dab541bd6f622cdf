import type { Store } from '../../../src/twilio/functions/store.js'

/** What can become of one question to a store; `die` is the end of the instance that asked. */
export const FAULTS = ['none', 'slow', 'fail', 'lost', 'hang', 'lost_hang', 'die'] as const
export type StoreFault = (typeof FAULTS)[number]

export const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
export const never = () => new Promise<never>(() => undefined)
const SLOW = 300

/** An instance that a call is served by; once dead it asks nothing, hears nothing and answers nothing. */
export interface Instance {
  dead: boolean
}

/**
 * A store that has the next fault of a list at each question, and none after the last: it is slow, fails before or after
 * it did what it was asked (`lost`), or never answers, before or after (`lost_hang`).
 */
export function faultyStore(
  store: Store,
  faults: readonly StoreFault[],
  instance: Instance,
): Store {
  const left = [...faults]
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    if (instance.dead) return never()
    const fault = left.shift() ?? 'none'
    switch (fault) {
      case 'none':
        return question()
      case 'slow':
        await wait(SLOW)
        return instance.dead ? never() : question()
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
      case 'die':
        await question()
        instance.dead = true
        return never()
    }
  }
  return {
    get: (key) => ask(() => store.get(key)),
    put: (key, value, revision, seconds) => ask(() => store.put(key, value, revision, seconds)),
  }
}
