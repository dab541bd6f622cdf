import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Directory } from '../../../src/twilio/functions/directory.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import type { VerifyClient, VerifyResult } from '../../../src/twilio/functions/verifyClient.js'
import type { VerifySettings } from '../../../src/twilio/functions/verifySettings.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { runs } from '../../runs.js'
import { call, KEYS } from './call.js'

/*
 * The clock and the timers are the test's own here, so that a step of time is a number to compare and not a measurement.
 */
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-22T10:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const PACE = 2_500
const MAIL = 'ada@example.com'

const wait = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds))

/** How long each part takes, `null` for one that never answers. */
interface Delays {
  readonly find: number | null
  readonly reach: number | null
  readonly send: number | null
  readonly judge: number | null
  readonly store: number
  readonly fails: boolean
}

const after = async <T>(delay: number | null, value: () => T): Promise<T> => {
  if (delay === null) return new Promise(() => undefined)
  await wait(delay)
  return value()
}

const refused = (): never => {
  throw Object.assign(new Error('refused'), { status: 503 })
}

const world = (delays: Delays, settings: Partial<VerifySettings> = {}) => {
  const sent: string[] = []
  let writes = 0
  const result = (status: string): VerifyResult => ({
    sid: 'VE01',
    to: MAIL,
    channel: 'email',
    status,
    valid: status === 'approved',
  })
  const client: VerifyClient = {
    verify: {
      v2: {
        services: () => ({
          verifications: {
            create: ({ to }) => {
              sent.push(to)
              return after(delays.send, () => (delays.fails ? refused() : result('pending')))
            },
          },
          verificationChecks: {
            create: ({ code }) =>
              after(delays.judge, () =>
                delays.fails ? refused() : result(code === '123456' ? 'approved' : 'pending'),
              ),
          },
        }),
      },
    },
  }
  const directory: Directory = {
    find: (address) =>
      after(delays.find, () =>
        address === MAIL ? [{ customer: 'C-1', basis: 'verified', since: '2024-03-01' }] : [],
      ),
    reach: () => after(delays.reach, () => MAIL),
  }
  const kept = memoryStore()
  const store: Store = {
    get: (key) => after(delays.store, () => null).then(() => kept.get(key)),
    put: async (key, value, revision, seconds) => {
      writes += 1
      await wait(delays.store)
      return kept.put(key, value, revision, seconds)
    },
  }
  const all: VerifySettings = {
    service: () => 'VA01',
    client: () => client,
    ledgerKeys: () => KEYS,
    store: () => store,
    directory: () => directory,
    dipClaims: ['email'],
    pace: PACE,
    ...settings,
  }
  const handlers = { start: createVerifyStartHandler(all), check: createVerifyCheckHandler(all) }
  return { handlers, sent, writes: () => writes }
}

/** Calls a handler and says what was answered, and after how many milliseconds of the test's clock. */
async function timed(
  asked: Promise<Readonly<Record<string, unknown>>>,
): Promise<{ readonly answer: Readonly<Record<string, unknown>>; readonly taken: number }> {
  const began = performance.now()
  const done = asked.then((answer) => ({ answer, taken: performance.now() - began }))
  await vi.advanceTimersByTimeAsync(12_000)
  return done
}

const guest = (email: string) => ({
  conversation: 'CH01',
  channel: 'web_chat',
  address: 'FX01',
  method: 'verify_email',
  claims: JSON.stringify({ email }),
})

const anyDelay = fc.oneof(
  fc.constantFrom(0, 300, 1_999, 2_001, 2_499, 2_500, 2_501, 7_000),
  fc.integer({ min: 0, max: 12_000 }),
  fc.constant(null),
)
const anyDelays: fc.Arbitrary<Delays> = fc.record({
  find: anyDelay,
  reach: anyDelay,
  send: anyDelay,
  judge: anyDelay,
  store: fc.oneof(
    fc.constantFrom(0, 5),
    fc.integer({ min: 0, max: 800 }),
    fc.integer({ min: 0, max: 3_000 }),
  ),
  fails: fc.boolean(),
})

describe('whether a record exists shows neither in an answer nor in when it comes', () => {
  test('however slow the directory, Verify and the store are, and whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyDelays,
        fc.array(fc.constantFrom('start', 'check'), { maxLength: 6 }),
        async (delays, calls) => {
          const known = world(delays)
          const stranger = world(delays)
          for (const name of ['start', ...calls]) {
            const act = name === 'start' ? ('start' as const) : ('check' as const)
            const one = await timed(call(known.handlers[act], { ...guest(MAIL), code: '000000' }))
            const other = await timed(
              call(stranger.handlers[act], { ...guest('nobody@example.com'), code: '000000' }),
            )
            expect(one).toEqual(other)
            expect(one.taken).toBeLessThanOrEqual(8_000)
          }
        },
      ),
      runs(80),
    )
  }, 60_000)

  test('with a quick store an answer comes at a step, the first where nothing else is wrong', async () => {
    const { handlers } = world({ find: 5, reach: 5, send: 400, judge: 400, store: 5, fails: false })
    const start = await timed(call(handlers.start, guest(MAIL)))
    const check = await timed(call(handlers.check, { ...guest(MAIL), code: '123456' }))
    expect(start).toMatchObject({ answer: { status: 'sent' }, taken: PACE })
    expect(check.answer).toMatchObject({ status: 'approved' })
    expect(check.taken).toBe(PACE + 5)
  })

  test('what is slower than the last step is withheld whole, at the last step', async () => {
    const { handlers } = world({ find: 0, reach: 0, send: 0, judge: 0, store: 900, fails: false })
    const { answer, taken } = await timed(call(handlers.start, guest(MAIL)))
    expect(answer).toMatchObject({ status: 'withheld', reason: 'deadline_exceeded' })
    expect(taken % PACE).toBe(0)
  })
})

describe('what was answered as not done is not done', () => {
  const sms = {
    conversation: 'CH01',
    channel: 'sms',
    address: '+14155550100',
    method: 'verify_sms',
  }
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['the person’s own number', sms],
    ['the address on file', guest(MAIL)],
  ])(
    'a code goes to %s if it is answered as sent, and only then',
    async (_, event) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 5_000 }),
          fc.constantFrom(1_000, 2_600, 4_500, 8_000),
          async (store, deadline) => {
            const delays = { find: 0, reach: 0, send: 100, judge: 0, store, fails: false }
            const { handlers, sent, writes } = world(delays, { deadline })
            const began = performance.now()
            let counted = -1
            const done = call(handlers.start, event).then((answer) => {
              counted = writes()
              return { answer, taken: performance.now() - began }
            })
            await vi.advanceTimersByTimeAsync(60_000)
            const { answer, taken } = await done
            expect(sent.length).toBe(answer['status'] === 'sent' ? 1 : 0)
            expect(taken).toBeLessThanOrEqual(deadline)
            expect(writes()).toBe(counted)
          },
        ),
        runs(70),
      )
    },
    60_000,
  )
})
