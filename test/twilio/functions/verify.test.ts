import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { HOUR } from '../../../src/model/index.js'
import { compilePolicy } from '../../../src/policy/index.js'
import type { Directory } from '../../../src/twilio/functions/directory.js'
import { fileDirectory } from '../../../src/twilio/functions/fileDirectory.js'
import { openLedger } from '../../../src/twilio/functions/ledger.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { recallSignals } from '../../../src/twilio/functions/signals.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { createVerifyCheckHandler } from '../../../src/twilio/functions/verifyCheckHandler.js'
import type { VerifySettings } from '../../../src/twilio/functions/verifySettings.js'
import { createVerifyStartHandler } from '../../../src/twilio/functions/verifyStartHandler.js'
import { runs } from '../../runs.js'
import { call, KEYS, loopbackClient } from './call.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const SMS = { conversation: 'CH01', channel: 'sms', address: '+14155550100' }
const CHAT = { conversation: 'CH02', channel: 'web_chat', address: 'FX01' }
const CODE = '123456'
const IN_AMERICA = `
policy: airline
version: 1
regions: [US]
counters: { identifiers_tried_to_claimed: 3, identifiers_tried_within: 1h }
classes: { booking: { fields: [booking], full: { write: recognized, read: recognized } } }
routes: [{ id: general, queue: front-desk }]
`
const KEYS_OF_ANSWER = ['ledger', 'ok', 'reason', 'status', 'tries_left']

let twilio: FakeTwilio

beforeAll(async () => {
  twilio = await startFakeTwilio({ code: CODE })
})
afterAll(() => twilio.stop())
beforeEach(() => twilio.settings.fail.clear())

const customers = (): Directory => {
  const read = fileDirectory([
    {
      customer: 'C-1001',
      addresses: [
        { address: '+14155550100', basis: 'verified', since: '2024-03-01' },
        { address: 'ada@example.com', basis: 'verified', since: '2024-03-01' },
        { address: 'shared@example.com', basis: 'on_file' },
      ],
    },
    { customer: 'C-1002', addresses: [{ address: 'shared@example.com', basis: 'on_file' }] },
    { customer: 'C-1003', addresses: [{ address: 'typed@example.com', basis: 'claimed' }] },
  ])
  if (!read.ok) throw new TypeError('customers')
  return read.value
}

const desk = (settings: Partial<VerifySettings> = {}, store: Store = memoryStore()) => {
  const client = loopbackClient(twilio.url)
  const all: VerifySettings = {
    service: () => `VA${'0'.repeat(32)}`,
    client: () => client,
    ledgerKeys: () => KEYS,
    store: () => store,
    directory: customers,
    dipClaims: ['email'],
    pace: 0,
    now: () => AT,
    ...settings,
  }
  const start = createVerifyStartHandler(all)
  const check = createVerifyCheckHandler(all)
  return {
    start: (event: object = {}) => call(start, { ...SMS, method: 'verify_sms', ...event }),
    check: (event: object = {}) => call(check, { ...SMS, code: CODE, ...event }),
  }
}

const evidenceIn = (ledger: unknown, conversation = 'CH01') => {
  const opened = openLedger(ledger, { keys: KEYS, conversation, at: AT })
  return opened.ok ? opened.value.evidence : []
}

const sentTo = (): readonly string[] =>
  twilio.calls
    .filter((one) => one.path.endsWith('/Verifications'))
    .map((one) => String(one.body['To']))

describe('a code', () => {
  test('that is right becomes evidence bound to conversation and purpose', async () => {
    const { start, check } = desk()
    expect(await start({ purpose: 'change_address' })).toMatchObject({ status: 'sent', ok: 'true' })
    const answer = await check({ purpose: 'change_address' })
    expect(answer).toMatchObject({ status: 'approved', ok: 'true', reason: '' })
    expect(evidenceIn(answer['ledger'])).toEqual([
      {
        kind: 'verify_check',
        at: '2026-11-22T10:00:00.000Z',
        conversation: 'CH01',
        by: { channel: 'sms', address: '+14155550100' },
        purpose: 'change_address',
        result: expect.objectContaining({ to: '+14155550100', status: 'approved', valid: true }),
      },
    ])
  })

  test('may be written with spaces and full-width digits', async () => {
    const { start, check } = desk()
    await start()
    expect(await check({ code: ' １２３ 456 ' })).toMatchObject({ status: 'approved' })
  })

  test('adds to what the ledger already holds', async () => {
    const { start, check } = desk()
    await start()
    const first = await check()
    await start()
    const second = await check({ ledger: first['ledger'] })
    expect(evidenceIn(second['ledger']).length).toBe(2)
  })

  test('counts once', async () => {
    const { start, check } = desk()
    await start()
    await check()
    expect(await check()).toMatchObject({ ok: 'false', ledger: '' })
  })

  test.each<[string, object, string]>([
    ['another purpose', { purpose: 'pay' }, 'purpose_mismatch'],
    ['another conversation', { conversation: 'CH09' }, 'no_code_sent'],
    ['another contact', { address: '+14155550111' }, 'contact_mismatch'],
    ['another amount', { purpose: 'change_address', amount: '9.00' }, 'purpose_mismatch'],
  ])('sent for one thing is no good for %s', async (_, change, reason) => {
    const { start, check } = desk()
    await start({ purpose: 'change_address' })
    const answer = await check({ purpose: 'change_address', ...change })
    expect(answer).toMatchObject({ status: 'withheld', ok: 'false', reason, ledger: '' })
  })

  test('for a payment shows its currency, and is no good for another or for none', async () => {
    const payment = { purpose: 'pay', amount: '100', payee: 'Acme', currency: 'eur ' }
    for (const currency of ['USD', '', undefined]) {
      const { start, check } = desk()
      await start(payment)
      expect(twilio.calls.at(-1)?.body['Amount']).toBe('100 EUR')
      expect(await check({ ...payment, currency })).toMatchObject({ reason: 'purpose_mismatch' })
      const { ledger } = await check({ ...payment, currency: 'EUR' })
      expect(evidenceIn(ledger)).toMatchObject([{ result: { amount: '100 EUR', payee: 'Acme' } }])
    }
  })

  test('that is wrong is refused, and leaves one try less', async () => {
    const { start, check } = desk()
    await start()
    expect(await check({ code: '000000' })).toEqual({
      status: 'refused',
      ok: 'false',
      reason: 'wrong_code',
      tries_left: '4',
      ledger: '',
    })
  })

  test('that could be none takes no try', async () => {
    const { start, check } = desk()
    await start()
    expect(await check({ code: 'no code, sorry!' })).toMatchObject({
      status: 'refused',
      reason: 'invalid_code',
      tries_left: '5',
    })
  })
})

describe.each<[string, () => Store]>([
  ['in memory', () => memoryStore()],
  [
    'in Sync, by the real client',
    () => syncStore(loopbackClient(twilio.url).sync.v1.services(`IS${'0'.repeat(32)}`)),
  ],
])('failures counted %s', (_, makeStore) => {
  beforeEach(() => twilio.state.documents.clear())

  test('are not forgotten when a new code is sent', async () => {
    const { start, check } = desk({}, makeStore())
    for (let round = 0; round < 5; round++) {
      await start()
      expect(await check({ code: '000000' })).toMatchObject({ tries_left: String(4 - round) })
    }
    expect(await start()).toMatchObject({ reason: 'too_many_codes' })
    expect(await check()).toMatchObject({ status: 'withheld', reason: 'too_many_attempts' })
  })

  test('follow the address into another conversation', async () => {
    const { start, check } = desk({}, makeStore())
    await start()
    await check({ code: '000000' })
    await start({ conversation: 'CH07' })
    expect(await check({ conversation: 'CH07', code: '000000' })).toMatchObject({ tries_left: '3' })
  })

  test('end with a success', async () => {
    const { start, check } = desk({}, makeStore())
    await start()
    await check({ code: '000000' })
    await check()
    await start()
    expect(await check({ code: '000000' })).toMatchObject({ tries_left: '4' })
  })

  test.each([
    [{ counters: { wrongCodes: 3 } }, '2'],
    [{ counters: { wrongCodes: 3 }, tries: 9 }, '2'],
    [{ counters: { wrongCodes: 9 }, tries: 2 }, '1'],
    [{ counters: {} }, '4'],
  ])('are as many as the policy says, or fewer: %j', async (settings, left) => {
    const { start, check } = desk(settings, makeStore())
    await start()
    expect(await check({ code: '000000' })).toMatchObject({ tries_left: left })
  })

  // As where `Number` reads a variable that was never set.
  test.each<[Partial<VerifySettings>, number]>([
    [{ tries: Number.NaN }, 5],
    [{ tries: Number.NaN, counters: { wrongCodes: 3 } }, 3],
    [{ forget: Number.NaN }, 5],
    [{ forget: Number.NaN, counters: { forget: 3_600_000 } }, 5],
  ])('are not without end where a setting is no number: %j', async (settings, most) => {
    const { start, check } = desk(settings, makeStore())
    await start()
    const answers: unknown[] = []
    for (let tried = 0; tried < 7; tried++)
      answers.push((await check({ code: '000000' }))['reason'])
    const wrong = Array.from({ length: most }, () => 'wrong_code')
    const none = Array.from({ length: 7 - most }, () => 'too_many_attempts')
    expect(answers).toEqual([...wrong, ...none])
  })

  test('cannot be outrun by many checks at once', async () => {
    const { start, check } = desk({ tries: 2 }, makeStore())
    await start()
    await Promise.all(Array.from({ length: 10 }, () => check({ code: '000000' })))
    const checks = twilio.calls.filter((one) => one.path.endsWith('/VerificationCheck'))
    const mine = checks.filter(
      (one) => one.body['VerificationSid'] === checks.at(-1)?.body['VerificationSid'],
    )
    expect(mine.length).toBeLessThanOrEqual(2)
  })
})

describe('a code goes', () => {
  test('to the address on file that a claim leads to, never to a claimed one', async () => {
    const before = sentTo().length
    const { start } = desk()
    await start({ ...CHAT, method: 'verify_email', claims: '{"email":"ADA@example.com"}' })
    await start({ ...CHAT, method: 'verify_sms', claims: '{"email":"ada@example.com"}' })
    await start({ ...CHAT, method: 'verify_email', claims: '{"email":"mallory@example.com"}' })
    await start({ ...CHAT, method: 'verify_email', claims: '{"email":"typed@example.com"}' })
    await start({ ...CHAT, method: 'verify_email', claims: '{"email":"shared@example.com"}' })
    expect(sentTo().slice(before)).toEqual(['ada@example.com', '+14155550100'])
  })

  test.each([
    '(415) 555-0100',
    '4155550100',
    '001 415 555 0100',
    '+1 (415) 555-0100.',
    'tel:+14155550100',
    '٤١٥٥٥٥٠١٠٠',
    4_155_550_100,
  ])('to the one on file for %s, and to name it in two spellings is to name one', async (phone) => {
    const before = sentTo().length
    const store = memoryStore()
    const policy = () => compilePolicy(IN_AMERICA)
    const { start } = desk({ dipClaims: ['phone'], policy }, store)
    const named = (typed: unknown) =>
      start({ ...CHAT, method: 'verify_email', claims: JSON.stringify({ phone: typed }) })
    await named(phone)
    await named('+14155550100')
    expect(sentTo().slice(before)).toEqual(['ada@example.com', 'ada@example.com'])
    const counters = { identifiersTriedWithin: HOUR }
    const signals = await recallSignals({ store, conversation: 'CH02', counters, at: AT })
    expect(signals).toMatchObject([{ signal: 'identifiers_tried', count: 1 }])
  })

  test('nowhere for a stranger, who is told the same and fails the same', async () => {
    const known = desk()
    const stranger = desk()
    const claims = (email: string) => ({
      ...CHAT,
      method: 'verify_email',
      claims: JSON.stringify({ email }),
    })
    expect(await stranger.start(claims('mallory@example.com'))).toEqual(
      await known.start(claims('ada@example.com')),
    )
    expect(await stranger.check({ ...CHAT, code: '000000' })).toEqual(
      await known.check({ ...CHAT, code: '000000' }),
    )
    expect(await stranger.check(CHAT)).toMatchObject({ status: 'refused', reason: 'wrong_code' })
  })

  test('nowhere when Verify is down, and a stranger sees no difference', async () => {
    twilio.settings.fail.set('verify.twilio.com', 503)
    const { start } = desk()
    const known = await start({
      ...CHAT,
      method: 'verify_email',
      claims: '{"email":"ada@example.com"}',
    })
    const unknown = await start({
      ...CHAT,
      conversation: 'CH08',
      method: 'verify_email',
      claims: '{"email":"x@example.com"}',
    })
    expect(known).toEqual(unknown)
    expect(await start()).toMatchObject({ status: 'withheld', reason: 'verify_unavailable' })
  })
})

test('whoever names an address on file learns no more than whoever names none, whatever they try', async () => {
  const step = fc.record({
    chat: fc.constantFrom('FX01', 'FX02'),
    does: fc.constantFrom('start', 'check'),
    down: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const known = desk()
      const stranger = desk()
      for (const { chat, does, down } of steps) {
        twilio.settings.fail.clear()
        if (down) twilio.settings.fail.set('verify.twilio.com', 503)
        const event = (email: string) => ({
          conversation: `CH${chat}`,
          channel: 'web_chat',
          address: chat,
          method: 'verify_email',
          code: '000000',
          claims: JSON.stringify({ email }),
        })
        const act = does === 'start' ? ('start' as const) : ('check' as const)
        expect(await known[act](event('ada@example.com'))).toEqual(
          await stranger[act](event('mallory@example.com')),
        )
      }
    }),
    runs(20),
  )
})

describe('everything is withheld, in whole shape', () => {
  const events: readonly (readonly [string, object, string])[] = [
    ['without a conversation', { conversation: '' }, 'required'],
    ['without an address', { address: '' }, 'required'],
    ['on a channel that is none', { channel: 'pigeon' }, 'unknown_channel'],
    ['with a conversation named twice', { Conversation: 'CH09' }, 'duplicate'],
    ['with a parameter called request', { request: 'x', conversation: '' }, 'required'],
  ]
  test.each(events)('%s', async (_, change, reason) => {
    const { start, check } = desk()
    for (const answer of [await start(change), await check(change)]) {
      expect(Object.keys(answer).sort()).toEqual(KEYS_OF_ANSWER)
      expect(answer).toMatchObject({ status: 'withheld', ok: 'false', reason, ledger: '' })
    }
  })

  test.each<[string, Partial<VerifySettings>, string]>([
    ['without a key', { ledgerKeys: () => [] }, 'ledger_key_weak'],
    ['with a weak key', { ledgerKeys: () => [{ id: 'k', secret: 'short' }] }, 'ledger_key_weak'],
    [
      'when the store is down',
      {
        store: () => ({
          get: () => Promise.reject(new Error('+14155550100')),
          put: () => Promise.resolve(true),
        }),
      },
      'store_failed',
    ],
    [
      'when a setting throws',
      {
        store: () => {
          throw new Error('secret')
        },
      },
      'internal_failure',
    ],
    [
      'when everything takes too long',
      {
        deadline: 20,
        store: () => ({
          get: () => new Promise(() => undefined),
          put: () => Promise.resolve(true),
        }),
      },
      'deadline_exceeded',
    ],
  ])('%s', async (_, settings, reason) => {
    const { start, check } = desk(settings)
    for (const answer of [await start(), await check()]) {
      expect(Object.keys(answer).sort()).toEqual(KEYS_OF_ANSWER)
      expect(answer).toMatchObject({ status: 'withheld', ok: 'false', reason })
    }
  })

  test('for a method that sends no code', async () => {
    expect(await desk().start({ method: '__proto__' })).toMatchObject({ reason: 'unknown_method' })
  })

  test('where Verify judged nothing, and an expired code costs no try', async () => {
    const { start, check } = desk()
    await start()
    twilio.settings.fail.set('verify.twilio.com', 503)
    expect(await check()).toMatchObject({ status: 'withheld', reason: 'verify_unavailable' })
    twilio.settings.fail.set('verify.twilio.com', 404)
    expect(await check()).toMatchObject({ status: 'withheld', reason: 'code_expired' })
    twilio.settings.fail.clear()
    expect(await check()).toMatchObject({ status: 'approved' })
  })
})

test('the store holds no address', async () => {
  twilio.state.documents.clear()
  const service = loopbackClient(twilio.url).sync.v1.services(`IS${'0'.repeat(32)}`)
  const { start, check } = desk({}, syncStore(service))
  await start()
  await check({ code: '000000' })
  await check()
  const kept = JSON.stringify([...twilio.state.documents])
  expect(twilio.state.documents.size).toBeGreaterThan(2)
  expect(kept).not.toMatch(/4155550100|CH01/)
})
