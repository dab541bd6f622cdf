import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerAlways } from '../../../src/twilio/functions/answerAlways.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { storeWithin } from '../../../src/twilio/functions/storeWithin.js'
import { type Deadline, withinBudget } from '../../../src/twilio/functions/withinBudget.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Lets the clock of these tests run until a promise is settled, and says at what time that was. */
const timed = async <T>(work: Promise<T>): Promise<readonly [T, number]> => {
  const began = performance.now()
  const at = work.then((value) => [value, performance.now() - began] as const)
  await vi.runAllTimersAsync()
  return at
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
const never = () => new Promise<never>(() => undefined)

/** Parts one after another, each with parts of its own; a number is how long a part takes, ∞ that it hangs. */
type NestedWaits = readonly (number | NestedWaits)[]
const { works } = fc.letrec<{ works: NestedWaits }>((tie) => ({
  works: fc.array(
    fc.oneof(
      { maxDepth: 3 },
      fc.integer({ min: 0, max: 900 }),
      fc.constant(Infinity),
      tie('works'),
    ),
    { maxLength: 4 },
  ),
}))

const doAll = async (work: NestedWaits, deadline: Deadline): Promise<number> => {
  let late = 0
  for (const part of work) {
    const done = await withinBudget(
      1_000,
      async (own) => {
        if (typeof part !== 'number') return doAll(part, own)
        await (part === Infinity ? never() : wait(part))
        return 0
      },
      deadline,
    )
    late += done.ok ? done.value : 1
  }
  return late
}

describe('one time for an answer', () => {
  test('is enough for the whole, however its parts hang', async () => {
    await fc.assert(
      fc.asyncProperty(works, fc.integer({ min: 10, max: 5_000 }), async (work, budget) => {
        const [done, took] = await timed(withinBudget(budget, (deadline) => doAll(work, deadline)))
        expect(done.ok).toBe(true)
        expect(took).toBeLessThan(budget)
      }),
    )
  })

  test('is told to the part: never more than the whole has, and nothing once it is over', async () => {
    const seen: number[] = []
    let kept: Deadline | undefined
    await timed(
      withinBudget(1_000, async (whole) => {
        await wait(400)
        seen.push(whole.left())
        await withinBudget(
          5_000,
          async (part) => {
            kept = part
            seen.push(part.left())
            await never()
          },
          whole,
        )
      }),
    )
    expect(seen).toEqual([600, 540])
    expect([kept?.left(), kept?.signal.aborted]).toEqual([0, true])
  })

  test('ends for every part when the whole is over or has failed', async () => {
    for (const end of [never, () => Promise.reject(new Error('down'))]) {
      let part: AbortSignal | undefined
      await timed(
        withinBudget(100, (whole) => {
          const hanging = withinBudget(
            90,
            ({ signal }) => {
              part = signal
              return never()
            },
            whole,
          )
          return Promise.race([hanging.then(never), end()])
        }),
      )
      expect(part?.aborted).toBe(true)
    }
  })

  test('calls a part off as a request is called off, with an `AbortError`', async () => {
    let part: AbortSignal | undefined
    await timed(
      withinBudget(100, ({ signal }) => {
        part = signal
        return never()
      }),
    )
    expect(part?.reason).toBeInstanceOf(DOMException)
    expect(part?.reason).toHaveProperty('name', 'AbortError')
    await expect(fetch('http://127.0.0.1:9', part && { signal: part })).rejects.toBe(part?.reason)
  })

  test.each([0, -1, Number.NaN])('of %d begins no work', async (budget) => {
    let begun = false
    const done = await withinBudget(budget, async () => {
      begun = true
    })
    expect([done.ok, begun]).toEqual([false, false])
  })

  test('longer than any timer is no time at all to wait', async () => {
    expect((await withinBudget(Infinity, () => Promise.resolve(1))).ok).toBe(true)
  })
})

describe('a store within a deadline', () => {
  const hanging: Store = { get: never, put: never }

  test('throws where it hangs, in time for an answer', async () => {
    const [done, took] = await timed(
      withinBudget(500, (deadline) =>
        storeWithin(hanging, deadline)
          .get('a')
          .catch(() => 'unknown'),
      ),
    )
    expect(done).toEqual({ ok: true, value: 'unknown' })
    expect(took).toBeLessThan(500)
  })

  test('is not written once the answer was given without it', async () => {
    const store = memoryStore()
    await timed(
      withinBudget(100, async (deadline) => {
        await wait(200)
        await storeWithin(store, deadline).put('a', { n: 1 }, null, 60)
      }),
    )
    expect(await store.get('a')).toBeNull()
  })
})

test('a handler behind a webhook answers in its own shape before the webhook gives up', async () => {
  const handle = fromFunction(
    answerAlways({ handle: never, withhold: (reason) => ({ ok: 'false', reason }) }),
  )
  const [done] = await timed(
    withinBudget(4_500, (deadline) => handle({ type: 'json', json: {} }, deadline)),
  )
  expect(done).toEqual({ ok: true, value: { ok: 'false', reason: 'deadline_exceeded' } })
})
