import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { type JsonObject, MINUTE } from '../../../src/model/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import { createDecideHandler } from '../../../src/twilio/functions/decideHandler.js'
import { fromFunction } from '../../../src/twilio/functions/fromFunction.js'
import type { FunctionHandler } from '../../../src/twilio/functions/functionHandler.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { KEYS, loopbackClient } from './call.js'
import { formRequest, TOKEN } from './signedCalls.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const RIGHT = '123456'
const WRONG = '000000'

let twilio: FakeTwilio
beforeAll(async () => {
  twilio = await startFakeTwilio({ code: RIGHT })
})
afterAll(() => twilio.stop())

const made = new Map<string, ReturnType<typeof compilePolicy>>()

const policyWith = (counters: string) => {
  const policy = made.get(counters) ?? compilePolicy(policyText(counters))
  made.set(counters, policy)
  return policy
}

const policyText = (counters: string) => `
policy: bank
version: 1
counters: ${counters}
classes: { account: { full: { write: verified, read: verified } } }
stepUp: [verify_sms]
routes:
  - { id: fraud, when: { risk: otp_failures }, queue: fraud-desk }
  - { id: all, queue: front }
`

// The number is on file, so that a code to it proves a customer.
const DIRECTORY = {
  find: () =>
    Promise.resolve([
      { customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' } as const,
    ]),
  reach: () => Promise.resolve(null),
}

/** A desk behind webhooks that take what Twilio signed and nothing else, with a clock of its own. */
function desk(
  counters: string,
  around: (store: Store) => Store = (store) => store,
  policy = () => policyWith(counters),
) {
  let at = AT
  const store = around(memoryStore(() => at))
  const client = loopbackClient(twilio.url)
  const settings = { policy, ledgerKeys: () => KEYS, store: () => store, now: () => at }
  const codes = { ...settings, service: () => `VA${'0'.repeat(32)}`, client: () => client, pace: 0 }
  const door = (handler: FunctionHandler) => {
    const webhook = createWebhook({ tokens: [TOKEN], handle: fromFunction(handler) })
    return async (parameters: Readonly<Record<string, string>> = {}): Promise<JsonObject> => {
      const who = { conversation: 'CH01', channel: 'sms', address: '+14155550100' }
      const answer = await webhook(formRequest({ ...who, ...parameters }))
      expect(answer.status).toBe(200)
      return { ...Object(await answer.json()) }
    }
  }
  const start = door(createVerifyStartHandler(codes))
  return {
    start: () => start({ method: 'verify_sms' }),
    check: door(createVerifyCheckHandler(codes)),
    decide: door(
      createDecideHandler({
        ...settings,
        directory: () => DIRECTORY,
        participants: () => () => Promise.resolve([]),
      }),
    ),
    wait: (span: number) => {
      at += span
    },
  }
}

const isGiven = { level: 'verified', route: 'all', disclose_account: 'full' }
const isHeld = { level: 'claimed', route: 'fraud', disclose_account: 'none' }

test('wrong codes hold back what a right one opens, from as many on and for as long as the policy says', async () => {
  const cases = [
    { threshold: 1, window: 40 },
    { threshold: 2, window: 1 },
    { threshold: 4, window: 15 },
  ].flatMap(({ threshold, window }) =>
    [threshold - 1, threshold].flatMap((guesses) =>
      [window - 1, window].map((waited) => ({ threshold, window, guesses, waited })),
    ),
  )
  for (const { threshold, window, guesses, waited } of cases) {
    const { start, check, decide, wait } = desk(
      `{ wrong_codes: 8, otp_failures_to_recognized: 9, otp_failures_to_claimed: ${threshold}, otp_failures_within: ${window}m }`,
    )
    expect(await start()).toMatchObject({ status: 'sent' })
    for (let guess = 0; guess < guesses; guess += 1)
      expect(await check({ code: WRONG })).toMatchObject({ status: 'refused', ledger: '' })
    // A proof grows old as well, so that it is the wait alone which may make the difference.
    wait(waited * MINUTE)
    await start()
    const { ledger } = await check({ code: RIGHT })
    const answer = await decide({ ledger: String(ledger) })
    expect(answer).toMatchObject(guesses >= threshold && waited < window ? isHeld : isGiven)
  }
})

test('a window is over at its last millisecond, counted from the last wrong code', async () => {
  const { start, check, decide, wait } = desk(
    '{ otp_failures_to_claimed: 2, otp_failures_within: 10m }',
  )
  await start()
  await check({ code: WRONG })
  wait(5 * MINUTE)
  await check({ code: WRONG })
  const { ledger } = await check({ code: RIGHT })
  const answer = () => decide({ ledger: String(ledger) })
  expect(await answer()).toMatchObject(isHeld)
  expect(await decide({ conversation: 'CH02' })).toMatchObject({ route: 'all' })
  // The first of the two is over by then, and two are needed.
  wait(5 * MINUTE - 1)
  expect(await answer()).toMatchObject(isHeld)
  wait(1)
  expect(await answer()).toMatchObject(isGiven)
})

test('no more codes are tried than the policy allows, and the right one comes too late', async () => {
  const { start, check } = desk('{ wrong_codes: 2 }')
  await start()
  await check({ code: WRONG })
  expect(await check({ code: WRONG })).toMatchObject({ status: 'refused', tries_left: '0' })
  const late = { status: 'withheld', reason: 'too_many_attempts', ledger: '' }
  expect(await check({ code: RIGHT })).toMatchObject(late)
})

const SPOKEN = '{ otp_failures_to_claimed: 2, velocity_to_claimed: 9 }'
const isOfSignals = (key: string): boolean => key.startsWith('countersign.signals.')

const SPOILT: readonly (readonly [string, (store: Store) => Store, string])[] = [
  [
    'others are always first to write',
    (store) => ({
      ...store,
      put: async (key, ...rest) => !isOfSignals(key) && store.put(key, ...rest),
    }),
    'store_busy',
  ],
  [
    'writing fails',
    (store) => ({
      ...store,
      put: (key, ...rest) =>
        isOfSignals(key) ? Promise.reject(new TypeError('down')) : store.put(key, ...rest),
    }),
    'store_failed',
  ],
  [
    'what is kept cannot be read',
    (store) => ({
      ...store,
      get: async (key) =>
        isOfSignals(key) ? { value: { counted: [[1]] }, revision: '1' } : store.get(key),
    }),
    'store_failed',
  ],
]

test.each(SPOILT)('where %s nothing is sent and nothing is proved', async (_, around, reason) => {
  const sent = () => twilio.calls.filter(({ path }) => path.endsWith('/Verifications')).length
  const before = sent()
  const { start, check, decide } = desk(SPOKEN, around)
  expect(await start()).toMatchObject({ status: 'withheld', reason, ledger: '' })
  expect(sent()).toBe(before)
  expect(await check({ code: RIGHT })).toMatchObject({ status: 'withheld', ledger: '' })
  expect(await decide()).toMatchObject({ disclose_account: 'none' })
})

test.each(SPOILT)('where %s after a code was sent, no guess proves anything', async (_, around) => {
  let isSpoilt = false
  const { start, check } = desk(SPOKEN, (store) => {
    const spoilt = around(store)
    return {
      get: (key) => (isSpoilt ? spoilt : store).get(key),
      put: (...write) => (isSpoilt ? spoilt : store).put(...write),
    }
  })
  expect(await start()).toMatchObject({ status: 'sent' })
  isSpoilt = true
  for (const code of [WRONG, RIGHT])
    expect(await check({ code })).toMatchObject({ status: 'withheld', ledger: '' })
})

test('a policy that cannot be read allows no code at all, for nobody knows how few it allows', async () => {
  let isThere = false
  const policy = () => (isThere ? policyWith('{ wrong_codes: 1 }') : compilePolicy('policy: bank'))
  const { start, check } = desk('{}', undefined, policy)
  const withheld = { status: 'withheld', reason: 'policy_invalid', ledger: '' }
  expect(await start()).toMatchObject(withheld)
  expect(await check({ code: RIGHT })).toMatchObject(withheld)
  isThere = true
  expect(await start()).toMatchObject({ status: 'sent' })
  expect(await check({ code: WRONG })).toMatchObject({ status: 'refused', tries_left: '0' })
})
