import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createWebhook, type WebhookSettings } from '../../../src/twilio/functions/webhook.js'
import type { Deadline } from '../../../src/twilio/functions/withinBudget.js'
import { FAULTS, type Fault, faultyStore, untilDeath } from './faultyStore.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const BUDGET = 4_500
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
const never = () => new Promise<never>(() => undefined)

/** What becomes of the work of one try: it does it, before or after so long, fails, hangs, or its instance dies. */
const WORK = ['do', 'do_slowly', 'fail', 'hang', 'die_before', 'die_after'] as const
type Work = (typeof WORK)[number]

interface Try {
  readonly faults: readonly Fault[]
  readonly work: Work
  /** Milliseconds after which Twilio tries again. */
  readonly after: number
}

/** One answer as Twilio hears it: `null` where the instance died. */
interface Heard {
  readonly status: number
  readonly json: unknown
  readonly took: number
}

/** One delivery in a world with a store, several instances, and a clock of its own. */
function startWorld(extra: Partial<WebhookSettings> = {}) {
  const store = memoryStore()
  const seen = { handled: 0, late: 0 }
  const work = async (kind: Work, deadline: Deadline, die: () => void) => {
    if (kind === 'die_before') die()
    if (kind === 'fail') throw new Error('+14155550100')
    if (kind === 'hang' || kind === 'die_before') await never()
    if (kind === 'do_slowly') await wait(2_000)
    if (deadline.signal.aborted) return null
    seen.handled += 1
    if (kind === 'die_after') {
      die()
      await never()
    }
    return { done: true }
  }
  const deliver = async ({ faults, work: kind }: Omit<Try, 'after'>): Promise<Heard | null> => {
    let dead = false
    const died = new Promise<null>((done) => {
      setTimeout(() => done(null), 6_000)
    })
    const own: Store = untilDeath(faultyStore(store, faults), () => dead)
    const handler = createWebhook({
      tokens: 'gateway',
      store: own,
      budget: BUDGET,
      handle: (_, deadline) =>
        work(kind, deadline, () => {
          dead = true
        }),
      ...extra,
    })
    const began = performance.now()
    const answer = await Promise.race([handler(request()), died])
    if (answer === null || dead) return null
    return { status: answer.status, json: await answer.json(), took: performance.now() - began }
  }
  return { seen, deliver }
}

const request = () =>
  new Request('https://hooks.example.com/in', {
    method: 'POST',
    body: new URLSearchParams({ MessageSid: 'SM01', Body: 'hello' }),
  })

/** Lets the clock of these tests run until a promise is settled. */
const settled = async <T>(work: Promise<T>): Promise<T> => {
  await vi.runAllTimersAsync()
  return work
}

const anyTry: fc.Arbitrary<Try> = fc.record({
  faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 8 }),
  work: fc.constantFrom(...WORK),
  after: fc.integer({ min: 0, max: 6_000 }),
})

const SOUND: Omit<Try, 'after'> = { faults: [], work: 'do' }

describe('one delivery', () => {
  test('is never called done that nobody handled, and is handled once the store works', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTry, { maxLength: 5 }), async (tries) => {
        const { seen, deliver } = startWorld()
        const all = async () => {
          for (const one of tries) {
            const heard = await deliver(one)
            expect(heard === null || heard.took <= BUDGET).toBe(true)
            if (heard?.status === 200) expect(seen.handled).toBeGreaterThan(0)
            else if (heard !== null) {
              expect([500, 503]).toContain(heard.status)
              expect(JSON.stringify(heard.json)).toMatch(
                /^\{"code":"(internal_failure|in_progress)"\}$/,
              )
            }
            await wait(one.after)
          }
          // A lease that nobody gave back ends while Twilio tries again.
          for (let again = 0; again < 3; again++) {
            const heard = await deliver(SOUND)
            if (heard?.status === 200) return
          }
          throw new TypeError('never handled')
        }
        await settled(all())
        expect(seen.handled).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })

  test('is handled once where the store works, however many bring it at once and however slow they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            faults: fc.array(fc.constantFrom<Fault>('none', 'slow'), { maxLength: 8 }),
            work: fc.constantFrom<Work>(
              'do',
              'do_slowly',
              'fail',
              'hang',
              'die_before',
              'die_after',
            ),
            after: fc.integer({ min: 0, max: 6_000 }),
          }),
          { minLength: 1, maxLength: 50 },
        ),
        async (tries) => {
          const { seen, deliver } = startWorld()
          await settled(
            Promise.all(
              tries.map(async (one) => {
                await wait(one.after)
                return deliver(one)
              }),
            ),
          )
          const dies = tries.filter(({ work }) => work === 'die_after').length
          // Who dies after the work and before it could say so leaves it to be done again.
          expect(seen.handled).toBeLessThanOrEqual(1 + dies)
        },
      ),
      { numRuns: 200 },
    )
  })
})
