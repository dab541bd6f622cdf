import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  createVerifyCheckHandler,
  createVerifyStartHandler,
  fileDirectory,
  memoryStore,
  openLedger,
  type Store,
  syncStore,
  type VerifyClient,
  type VerifySettings,
} from '../../src/twilio/functions/index.js'
import { call, KEYS, loopbackClient } from '../twilio/functions/call.js'
import { fakeSync } from '../twilio/functions/fakeSync.js'
import { type FaultyVerify, startFaultyVerify } from '../twilio/functions/faultyVerify.js'

/** Attacks by codes, and by those who keep others from using theirs. */
type VerifyCalls = ReturnType<VerifyClient['verify']['v2']['services']>
type ToldByVerify = Partial<Awaited<ReturnType<VerifyCalls['verifications']['create']>>>
const CODE = '123456'
const WRONG = '000000'
const PHONE = '+14155550100'
const ADA = { conversation: 'CH01', channel: 'sms', address: PHONE }
const MALLORY = {
  conversation: 'CH66',
  channel: 'web_chat',
  address: 'FX66',
  claims: JSON.stringify({ phone: PHONE }),
}

let verify: FaultyVerify

beforeAll(async () => {
  verify = await startFaultyVerify(CODE)
})
afterAll(() => verify.stop())
beforeEach(() => {
  verify.settings.fault = () => 'none'
  verify.judged.clear()
  verify.sent.length = 0
})

const customers = fileDirectory([
  {
    customer: 'C-1',
    addresses: [
      { address: PHONE, basis: 'verified', since: '2024-03-01' },
      { address: 'ada@example.com', basis: 'verified', since: '2024-03-01' },
    ],
  },
])
if (!customers.ok) throw new TypeError('customers')
const directory = customers.value

const desk = (store: Store = memoryStore(), settings: Partial<VerifySettings> = {}) => {
  const client = loopbackClient(verify.url)
  const all: VerifySettings = {
    service: () => `VA${'0'.repeat(32)}`,
    client: () => client,
    ledgerKeys: () => KEYS,
    store: () => store,
    directory: () => directory,
    dipClaims: ['phone'],
    pace: 0,
    ...settings,
  }
  const start = createVerifyStartHandler(all)
  const check = createVerifyCheckHandler(all)
  return {
    start: (who: object, more: object = {}) =>
      call(start, { ...who, method: 'verify_sms', ...more }),
    check: (who: object, code: string, more: object = {}) => call(check, { ...who, code, ...more }),
  }
}

describe('a stranger who only claims a number', () => {
  test('cannot lock out the person who writes from it, by wrong guesses', async () => {
    const { start, check } = desk()
    await start(ADA)
    await start(MALLORY)
    for (let i = 0; i < 10; i++) await check(MALLORY, WRONG)
    expect(await check(ADA, CODE)).toMatchObject({ status: 'approved' })
  })

  test('cannot lock out the person who writes from it, by asking for codes', async () => {
    const { start, check } = desk()
    for (let i = 0; i < 10; i++)
      await start({ ...MALLORY, conversation: `CH${i}`, address: `FX${i}` })
    expect(await start(ADA)).toMatchObject({ status: 'sent', tries_left: '5' })
    expect(await check(ADA, CODE)).toMatchObject({ status: 'approved' })
  })

  test('cannot lock out the person whose other address the code goes to', async () => {
    const { start, check } = desk()
    for (let i = 0; i < 6; i++) {
      const who = { ...MALLORY, conversation: `CH${i}`, address: `FX${i}` }
      await start(who, { method: 'verify_email' })
      await check(who, WRONG)
    }
    await start(ADA, { method: 'verify_email' })
    expect(await check(ADA, CODE)).toMatchObject({ status: 'approved' })
  })

  test('cannot put a code of their own in the place of one in the same conversation', async () => {
    const { start, check } = desk()
    await start(ADA)
    await start({ ...MALLORY, conversation: ADA.conversation })
    expect(await check(ADA, CODE)).toMatchObject({ status: 'approved' })
  })

  test('cannot use the code of another participant', async () => {
    const { start, check } = desk()
    await start(ADA)
    expect(await check({ ...MALLORY, conversation: ADA.conversation }, CODE)).toMatchObject({
      ok: 'false',
      reason: 'contact_mismatch',
    })
  })

  test('has no more guesses by opening more chats', async () => {
    const { start, check } = desk()
    const chats = Array.from({ length: 20 }, (_, i) => ({
      ...MALLORY,
      conversation: `CH${i}`,
      address: `FX${i}`,
    }))
    for (const chat of chats) await start(chat)
    await Promise.all(chats.flatMap((chat) => [check(chat, WRONG), check(chat, WRONG)]))
    expect(verify.judged.get(PHONE)).toBeLessThanOrEqual(5)
  })

  test.each(['hangs', 'drips', 'down'] as const)(
    'learns nothing of a record from a Verify that %s',
    async (fault) => {
      const answers = async (claims: object) => {
        const { start, check } = desk(memoryStore(), { pace: 120, deadline: 1_000 })
        const who = { ...MALLORY, claims: JSON.stringify(claims) }
        verify.settings.fault = () => fault
        const sent = await start(who)
        const checked = await check(who, WRONG)
        verify.settings.fault = () => 'none'
        return [sent, checked, await start(who), await check(who, WRONG)]
      }
      expect(await answers({ phone: PHONE })).toEqual(await answers({ phone: '+14155550177' }))
    },
  )
})

test('fifty guesses at once are five', async () => {
  const { start, check } = desk()
  await start(ADA)
  const answers = await Promise.all(Array.from({ length: 50 }, () => check(ADA, WRONG)))
  expect(verify.judged.get(PHONE)).toBe(5)
  expect(answers.filter(({ reason }) => reason === 'wrong_code').length).toBe(5)
  expect(await check(ADA, CODE)).toMatchObject({ reason: 'too_many_attempts' })
})

test('a code that was proved names who proved it', async () => {
  const { start, check } = desk()
  await start(ADA)
  const { ledger } = await check(ADA, CODE)
  const opened = openLedger(ledger, { keys: KEYS, conversation: 'CH01', at: Date.now() })
  expect(opened).toMatchObject({
    value: { evidence: [{ by: { channel: 'sms', address: PHONE } }] },
  })
})

describe('no proof', () => {
  const answering = (change: ToldByVerify): VerifyClient => ({
    verify: {
      v2: {
        services: () => ({
          verifications: { create: async () => RESULT },
          verificationChecks: { create: async () => ({ ...RESULT, ...change }) },
        }),
      },
    },
  })
  const RESULT = { sid: 'VE01', to: PHONE, channel: 'sms', status: 'pending', valid: false }
  const approved = { status: 'approved', valid: true }

  test.each<[string, ToldByVerify, string]>([
    ['is an approval of another verification', { ...approved, sid: 'VE02' }, 'wrong_code'],
    ['is an approval for another number', { ...approved, to: '+14155550111' }, 'wrong_code'],
    ['is a code that is valid and not approved', { valid: true }, 'wrong_code'],
    ['is a verification that was called off', { status: 'canceled' }, 'code_expired'],
    ['is one that has expired', { status: 'expired' }, 'code_expired'],
    ['is one with too many checks', { status: 'max_attempts_reached' }, 'code_expired'],
  ])('%s', async (_, change, reason) => {
    const { start, check } = desk(memoryStore(), { client: () => answering(change) })
    await start(ADA)
    expect(await check(ADA, CODE)).toMatchObject({ ok: 'false', reason, ledger: '' })
  })
})

describe('a Sync service that', () => {
  test.each([
    ['was deleted', 404],
    ['is down', 503],
    ['is asked too much', 429],
  ])('%s sends no code, judges none, and says that the store failed', async (_, status) => {
    const kept = syncStore(fakeSync())
    await desk(kept).start(ADA)
    const sent = verify.sent.length
    const { start, check } = desk(syncStore(fakeSync(status)))
    for (const who of [ADA, MALLORY]) {
      expect(await start(who)).toMatchObject({ status: 'withheld', reason: 'store_failed' })
      expect(await check(who, CODE)).toMatchObject({ status: 'withheld', reason: 'store_failed' })
    }
    expect(verify.sent.length).toBe(sent)
    expect(verify.judged.size).toBe(0)
  })
})
