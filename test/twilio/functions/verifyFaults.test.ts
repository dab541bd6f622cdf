import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fileDirectory } from '../../../src/twilio/functions/fileDirectory.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import type { VerifySettings } from '../../../src/twilio/functions/verifySettings.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { runs } from '../../runs.js'
import { call, KEYS, loopbackClient } from './call.js'
import { fakeSync } from './fakeSync.js'
import { FAULTS, type FaultyVerify, startFaultyVerify, type VerifyFault } from './faultyVerify.js'

const CODE = '123456'
const WRONG = '000000'
const PHONE = '+14155550100'
const LIMIT = 5

let verify: FaultyVerify

beforeAll(async () => {
  verify = await startFaultyVerify(CODE)
})
afterAll(() => verify.stop())
beforeEach(() => {
  met('none')
  verify.judged.clear()
})

const customers = fileDirectory([
  { customer: 'C-1', addresses: [{ address: PHONE, basis: 'verified', since: '2024-03-01' }] },
])
if (!customers.ok) throw new TypeError('customers')
const directory = customers.value

// What meets a fault is given up soon; what meets none has all the time that a busy machine may take to answer.
const PATIENT = 20_000
const HASTY = 800
let meets: VerifyFault = 'none'

const desk = (
  store: Store = memoryStore(),
  settings: Partial<VerifySettings> = {},
  hasty: number = HASTY,
) => {
  const client = loopbackClient(verify.url)
  const settingsFor = (deadline: number): VerifySettings => ({
    service: () => `VA${'0'.repeat(32)}`,
    client: () => client,
    ledgerKeys: () => KEYS,
    store: () => store,
    directory: () => directory,
    dipClaims: ['phone'],
    pace: 0,
    deadline,
    ...settings,
  })
  const handlersFor = (deadline: number) => ({
    start: createVerifyStartHandler(settingsFor(deadline)),
    check: createVerifyCheckHandler(settingsFor(deadline)),
  })
  const [patient, hurried] = [handlersFor(PATIENT), handlersFor(hasty)]
  const handlers = () => (meets === 'none' ? patient : hurried)
  const as = (who: object) => ({
    start: () => call(handlers().start, { ...who, method: 'verify_sms' }),
    check: (code: string) => call(handlers().check, { ...who, code }),
  })
  return {
    owner: as({ conversation: 'CH01', channel: 'sms', address: PHONE }),
    /** Somebody else who claims the owner's number; the first is in the owner's own conversation. */
    stranger: (index: number) =>
      as({
        conversation: `CH0${index + 1}`,
        channel: 'web_chat',
        address: `FX0${index}`,
        claims: JSON.stringify({ phone: PHONE }),
      }),
  }
}

const met = (fault: VerifyFault) => {
  meets = fault
  verify.settings.fault = () => fault
}

/**
 * Does something once more often than there are tries. As many as there are go at once, because each waits for what
 * hangs; the last comes when they are over, and finds that none of them counted.
 */
async function onceTooOften<Answer>(act: () => Promise<Answer>): Promise<readonly Answer[]> {
  const atOnce = await Promise.all(Array.from({ length: LIMIT }, act))
  return [...atOnce, await act()]
}

describe('a guess that Verify does not judge is no try', () => {
  test.each(FAULTS)('when it %s', async (fault) => {
    const { owner } = desk()
    await owner.start()
    met(fault)
    for (const answer of await onceTooOften(() => owner.check(CODE)))
      expect(answer).toMatchObject({ status: 'withheld', reason: 'verify_unavailable' })
    met('none')
    expect(await owner.check(WRONG)).toMatchObject({ status: 'refused', tries_left: '4' })
    expect(await owner.check(CODE)).toMatchObject({ status: 'approved' })
  })

  test.each(FAULTS)(
    'of a guest whose code goes to the number on file, when it %s',
    async (fault) => {
      const { stranger } = desk()
      const guest = stranger(1)
      await guest.start()
      met(fault)
      for (const answer of await onceTooOften(() => guest.check(CODE)))
        expect(answer).toMatchObject({ ok: 'false' })
      met('none')
      expect(await guest.check(CODE)).toMatchObject({ status: 'approved' })
    },
  )

  test.each(FAULTS)('and a code that could not be sent is none, when it %s', async (fault) => {
    const { owner } = desk()
    met(fault)
    for (let i = 0; i < LIMIT + 1; i++) {
      expect(await owner.start()).toMatchObject({ reason: 'verify_unavailable' })
    }
    met('none')
    expect(await owner.start()).toMatchObject({ status: 'sent' })
  })
})

const step = fc.record({
  who: fc.integer({ min: 0, max: 4 }),
  does: fc.constantFrom('start', 'guess'),
  fault: fc.oneof(
    { weight: 4, arbitrary: fc.constant<VerifyFault>('none') },
    { weight: 1, arbitrary: fc.constantFrom(...FAULTS) },
  ),
})

test('whatever strangers and faults do, the owner has all tries, and the right code is accepted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { owner, stranger } = desk(memoryStore(), {}, 500)
      met('none')
      await owner.start()
      let left = LIMIT
      for (const { who, does, fault } of steps) {
        met(fault)
        if (who > 0) {
          const other = stranger(who - 1)
          expect(
            (await (does === 'start' ? other.start() : other.check(WRONG)))['status'],
          ).not.toBe('approved')
        } else if (left > 1) {
          if (fault === 'none') left -= 1
          const answer = await owner.check(WRONG)
          expect(answer).toMatchObject(
            fault === 'none'
              ? { reason: 'wrong_code', tries_left: String(left) }
              : { reason: 'verify_unavailable' },
          )
        }
      }
      met('none')
      expect(await owner.check(CODE)).toMatchObject({ status: 'approved' })
    }),
    runs(25),
  )
}, 60_000)

const STORES: readonly (readonly [string, () => Store])[] = [
  ['in memory', () => memoryStore()],
  ['in Sync', () => syncStore(fakeSync())],
]

describe.each(STORES)('counted %s', (_, makeStore) => {
  test('no more guesses than tries are judged, however many come at once and whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<VerifyFault>('none', 'none', 'down', 'busy', 'resets'), {
          minLength: 1,
          maxLength: 7,
        }),
        fc.boolean(),
        fc.constant(4 * LIMIT),
        async (faults, byOwner, guesses) => {
          const { owner, stranger } = desk(makeStore(), { deadline: 4_000 })
          met('none')
          verify.judged.clear()
          // As many as each guess more often than there are tries.
          const guests = [1, 2, 3].map(stranger)
          await owner.start()
          for (const guest of guests) await guest.start()
          let calls = 0
          verify.settings.fault = () => faults[calls++ % faults.length] ?? 'none'
          await Promise.all(
            Array.from({ length: guesses }, (__, index) =>
              (byOwner ? owner : (guests[index % guests.length] ?? owner)).check(WRONG),
            ),
          )
          expect(verify.judged.get(PHONE) ?? 0).toBeLessThanOrEqual(LIMIT)
        },
      ),
      {
        ...runs(8),
        // Where nothing fails, more come than any fault would let through.
        examples: [
          [['none'], true, 50],
          [['none'], false, 50],
        ],
      },
    )
  }, 60_000)

  test('thirty rounds of strangers have the tries of one, and take none from the owner', async () => {
    const { owner, stranger } = desk(makeStore())
    await owner.start()
    for (let round = 0; round < 30; round++) {
      const guest = stranger(round % 9)
      await guest.start()
      await guest.check(WRONG)
    }
    expect(verify.judged.get(PHONE)).toBe(LIMIT)
    expect(await owner.start()).toMatchObject({ status: 'sent', tries_left: '5' })
    expect(await owner.check(CODE)).toMatchObject({ status: 'approved' })
  })
})

describe('what Verify did counts, whatever the store does from when Verify is asked', () => {
  // One a minute, so that nothing is left of a call that has ended.
  let now = Date.parse('2026-11-22T10:00:00Z')
  const failing = () => {
    const kept = memoryStore(() => now)
    let isDown = false
    const unlessDown = <T>(ask: () => Promise<T>): Promise<T> =>
      isDown ? Promise.reject(new TypeError('down')) : ask()
    const store: Store = {
      get: (key) => unlessDown(() => kept.get(key)),
      put: (key, value, revision, seconds) =>
        unlessDown(() => kept.put(key, value, revision, seconds)),
    }
    const people = desk(store, { now: () => now })
    const meet = async (act: () => Promise<unknown>, fault: VerifyFault = 'none') => {
      verify.settings.fault = () => {
        isDown = true
        return fault
      }
      await act()
      isDown = false
      now += 60_000
    }
    return { ...people, meet }
  }

  test.each(['the owner', 'strangers'])('of guesses by %s', async (who) => {
    const { owner, stranger, meet } = failing()
    const people = who === 'the owner' ? [owner] : [stranger(1), stranger(2)]
    for (const one of people) await one.start()
    for (let round = 0; round < 2 * LIMIT; round++)
      for (const one of people) await meet(() => one.check(WRONG))
    expect(verify.judged.get(PHONE)).toBe(LIMIT)
  })

  test.each(['the owner', 'strangers'])('of codes sent for %s', async (who) => {
    const { owner, stranger, meet } = failing()
    const sent = verify.sent.length
    for (let index = 0; index < 2 * LIMIT; index++)
      await meet(() => (who === 'the owner' ? owner : stranger(index % 9)).start())
    expect(verify.sent.length - sent).toBe(LIMIT)
  })

  test('and a guess that it did not judge counts where it cannot be given back', async () => {
    const { owner, meet } = failing()
    await owner.start()
    await meet(() => owner.check(CODE), 'down')
    verify.settings.fault = () => 'none'
    expect(await owner.check(WRONG)).toMatchObject({ reason: 'wrong_code', tries_left: '3' })
  })
})
