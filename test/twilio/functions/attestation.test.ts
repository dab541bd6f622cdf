import { createServer } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { type Evidence, fail, LEVELS } from '../../../src/model/index.js'
import { assess } from '../../../src/trust/index.js'
import {
  type AttestationSettings,
  createAttestationHandler,
} from '../../../src/twilio/functions/attestationHandler.js'
import { createFlexTokenCheck } from '../../../src/twilio/functions/flexToken.js'
import { openLedger } from '../../../src/twilio/functions/ledger.js'
import { recallLowerings, rememberLowering } from '../../../src/twilio/functions/lowerings.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { syncStore } from '../../../src/twilio/functions/syncStore.js'
import { runs } from '../../runs.js'
import { DEFAULT_TRUST } from '../../trust/defaultTrust.js'
import { call, KEYS } from './call.js'
import { fakeSync } from './fakeSync.js'
import { portOf } from './portOf.js'

const AT = Date.parse('2026-11-22T10:00:00Z')

let twilio: FakeTwilio

beforeAll(async () => {
  twilio = await startFakeTwilio()
  twilio.settings.workers.set('agent-token', {
    worker_sid: 'WK01',
    identity: 'ada',
    roles: ['agent'],
  })
  twilio.settings.workers.set('lead-token', {
    worker_sid: 'WK02',
    identity: 'bob',
    roles: ['supervisor'],
  })
  twilio.settings.workers.set('guest-token', { identity: 'guest', roles: ['visitor'] })
})
afterAll(() => twilio.stop())
beforeEach(() => twilio.settings.fail.clear())

const desk = (
  store: Store = memoryStore(() => AT),
  settings: Partial<AttestationSettings> = {},
) => {
  const handler = createAttestationHandler({
    flexToken: () =>
      createFlexTokenCheck({
        accountSid: `AC${'0'.repeat(32)}`,
        authToken: 'test',
        endpoint: `${twilio.url}/iam.twilio.com`,
      }),
    ledgerKeys: () => KEYS,
    store: () => store,
    now: () => AT,
    ...settings,
  })
  return (event: object) => call(handler, { conversation: 'CH01', ...event })
}

const evidenceIn = (ledger: unknown) => {
  const opened = openLedger(ledger, { keys: KEYS, conversation: 'CH01', at: AT })
  return opened.ok ? opened.value.evidence : []
}

test('an agent attests in the name that Twilio gives, not the one that is sent', async () => {
  const answer = await desk()({
    Token: 'agent-token',
    method: 'callback',
    address: '+14155550100',
    channel: 'sms',
    contact: '+14155550100',
    agent: 'WK99',
    approvedBy: 'WK98',
    TokenResult: { worker_sid: 'WK99' },
  })
  expect(answer).toMatchObject({ status: 'attested', ok: 'true', reason: '' })
  expect(evidenceIn(answer['ledger'])).toEqual([
    {
      kind: 'agent_attestation',
      at: '2026-11-22T10:00:00.000Z',
      conversation: 'CH01',
      agent: 'WK01',
      method: 'callback',
      address: '+14155550100',
      by: { channel: 'sms', address: '+14155550100' },
    },
  ])
})

test('an attestation names the message or action that the agent gives it for', async () => {
  const said = { method: 'callback', address: '+14155550100', purpose: 'refund', message: 'SM02' }
  const answer = await desk()({ Token: 'agent-token', ...said })
  expect(evidenceIn(answer['ledger'])).toMatchObject([said])
})

test('a second person is one who shows a token', async () => {
  const event = {
    Token: 'agent-token',
    method: 'override',
    customer: 'C-1',
    reason: 'known at the branch',
    expires: '2026-11-22T11:00:00Z',
  }
  const answer = await desk()({ ...event, ApproverToken: 'lead-token' })
  expect(evidenceIn(answer['ledger'])).toMatchObject([{ agent: 'WK01', approvedBy: 'WK02' }])
  expect(await desk()({ ...event, ApproverToken: 'none' })).toMatchObject({
    reason: 'flex_token_refused',
  })
})

test('a policy that cannot be read takes nobody’s word, but for what lowers', async () => {
  const store = memoryStore(() => AT)
  const attest = desk(store, { policy: () => fail('policy_invalid') })
  const contact = { channel: 'sms', contact: '+14155550100' }
  const word = { Token: 'agent-token', method: 'callback', address: '+14155550100', ...contact }
  const answer = { status: 'withheld', ok: 'false', reason: 'policy_invalid', ledger: '' }
  expect(await attest({ ...word, lower: 'claimed' })).toMatchObject(answer)
  expect(await recallLowerings(store, 'CH01')).toMatchObject([{ lower: 'claimed' }])
})

test('a lowering is kept for the conversation, and many at once are all kept', async () => {
  const store = memoryStore(() => AT)
  const attest = desk(store)
  await Promise.all([
    attest({ Token: 'agent-token', flags: 'coaching,duress' }),
    attest({ Token: 'lead-token', lower: 'claimed' }),
  ])
  const kept = await recallLowerings(store, 'CH01')
  expect(kept).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ flags: ['coaching', 'duress'] }),
      expect.objectContaining({ lower: 'claimed' }),
    ]),
  )
  expect(await recallLowerings(store, 'CH02')).toEqual([])
})

describe('nothing is attested', () => {
  test.each<[string, object, string]>([
    ['without a token', {}, 'flex_token_missing'],
    ['with a token that is not valid', { Token: 'forged' }, 'flex_token_refused'],
    ['by somebody who is no agent', { Token: 'guest-token' }, 'flex_token_refused'],
    ['with a token longer than any', { Token: 'x'.repeat(10_000) }, 'flex_token_refused'],
    ['without a conversation', { Token: 'agent-token', conversation: '' }, 'required'],
  ])('%s', async (_, event, reason) => {
    expect(await desk()({ method: 'in_person', customer: 'C-1', ...event })).toEqual({
      status: 'withheld',
      ok: 'false',
      reason,
      ledger: '',
    })
  })

  test.each([500, 502, 503, 429, 401, 403])(
    'when Twilio does not judge the token but answers %d, which refuses nobody',
    async (status) => {
      twilio.settings.fail.set('iam.twilio.com', status)
      expect(await desk()({ Token: 'agent-token' })).toMatchObject({
        status: 'withheld',
        reason: 'flex_token_unchecked',
      })
    },
  )

  test.each([
    ['nothing', '', 'flex_token_unchecked'],
    ['no JSON', '<html>', 'flex_token_unchecked'],
    ['JSON that does not judge', '{"worker_sid":"WK01","roles":["agent"]}', 'flex_token_unchecked'],
    ['nobody', '{"valid":true,"roles":["agent"]}', 'flex_token_refused'],
    ['somebody of no roles', '{"valid":true,"worker_sid":"WK01"}', 'flex_token_refused'],
  ])('when Twilio answers 200 with %s', async (_, body, reason) => {
    const server = createServer((__, response) => void response.end(body))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
    const odd = createFlexTokenCheck({
      accountSid: 'AC1',
      authToken: 'x',
      endpoint: `http://127.0.0.1:${portOf(server)}`,
    })
    const answer = await desk(memoryStore(), { flexToken: () => odd })({ Token: 'agent-token' })
    expect(answer).toMatchObject({ ok: 'false', reason })
    await new Promise((done) => server.close(done))
  })

  test('when Twilio cannot be reached', async () => {
    const unreachable = createFlexTokenCheck({
      accountSid: 'AC1',
      authToken: 'x',
      endpoint: 'http://127.0.0.1:1',
    })
    const answer = await desk(memoryStore(), { flexToken: () => unreachable })({
      Token: 'agent-token',
    })
    expect(answer).toMatchObject({ reason: 'flex_token_unchecked' })
  })

  test('when the store of lowerings is down or was deleted', async () => {
    for (const status of [503, 404]) {
      const answer = await desk(syncStore(fakeSync(status)))({
        Token: 'agent-token',
        flags: 'duress',
      })
      expect(answer).toMatchObject({ ok: 'false', reason: 'store_failed' })
    }
  })

  test('when a lowering cannot be kept', async () => {
    const crowded: Store = { get: () => Promise.resolve(null), put: () => Promise.resolve(false) }
    expect(await desk(crowded)({ Token: 'agent-token', flags: 'duress' })).toMatchObject({
      ok: 'false',
      reason: 'store_busy',
    })
  })
})

const risksOf = (evidence: readonly Evidence[]) => {
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: '+14155550100' },
    evidence: [...evidence, ON_FILE],
  }
  const { trust, risks } = assess(engagement, AT, DEFAULT_TRUST)
  return { rank: trust.rank, risks: [...risks].sort() }
}
const ON_FILE: Evidence = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: '+14155550100' },
  matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01', confirmed: '2026-10-30' }],
}

const anyLowering = fc.record(
  {
    lower: fc.constantFrom(...LEVELS, 'gold', 3),
    flags: fc.constantFrom('duress', 'coaching,mismatch', 'never heard of'),
  },
  { requiredKeys: [] },
)

const lowerings = (minLength: number, maxLength: number) =>
  fc.array(
    anyLowering.filter((one) => Object.keys(one).length > 0),
    { minLength, maxLength },
  )

test('what is kept of lowerings holds as low as all of them, in whatever order and number', async () => {
  await fc.assert(
    fc.asyncProperty(
      // A few, and more than are kept.
      fc.oneof(lowerings(1, 4), lowerings(12, 24)),
      async (drawn) => {
        const store = memoryStore(() => AT)
        const all = drawn.map(({ flags, ...rest }) => ({
          kind: 'agent_attestation',
          at: '2026-11-22T09:59:30Z',
          conversation: 'CH01',
          agent: 'WK01',
          ...rest,
          ...(flags !== undefined && { flags: flags.split(',') }),
        }))
        for (const item of all) await rememberLowering(store, item)
        const kept = await recallLowerings(store, 'CH01')
        expect(kept.length).toBeLessThanOrEqual(8)
        expect(risksOf(kept)).toEqual(risksOf(all))
      },
    ),
    runs(70),
  )
})

test('a flag is kept however many lower further', async () => {
  const store = memoryStore(() => AT)
  const item = { kind: 'agent_attestation', conversation: 'CH01' }
  const deeper = Array.from({ length: 9 }, () => ({ ...item, lower: 'anonymous' }))
  const all = [{ ...item, flags: ['duress'] }, ...deeper]
  for (const one of all) await rememberLowering(store, one)
  expect(await recallLowerings(store, 'CH01')).toContainEqual(all[0])
})

test('lowerings that cannot be read are not known, and none is written over them', async () => {
  const values = [{ items: 'none' }, {}, { items: [null] }, { items: [{ kind: 'directory' }] }]
  for (const value of values) {
    const store = memoryStore(() => AT)
    await rememberLowering(store, {
      kind: 'agent_attestation',
      conversation: 'CH01',
      lower: 'claimed',
    })
    const put = store.put
    let key = ''
    await rememberLowering(
      {
        ...store,
        put: (name, ...rest) => {
          key = name
          return put(name, ...rest)
        },
      },
      { kind: 'agent_attestation', conversation: 'CH01', lower: 'claimed' },
    )
    await store.put(key, value, (await store.get(key))?.revision ?? null, 60)
    await expect(recallLowerings(store, 'CH01')).rejects.toBeDefined()
    expect(await desk(store)({ Token: 'agent-token', flags: 'duress' })).toMatchObject({
      ok: 'false',
    })
    expect((await store.get(key))?.value).toEqual(value)
  }
})

test.each<[string, object]>([
  ['flags sent as a list', { flags: ['duress'] }],
  ['flags sent as something else', { flags: { duress: true } }],
  ['a level sent as a number', { lower: 0 }],
  ['a level that is none', { lower: { to: 'claimed' } }],
])('a lowering is not lost with %s', async (_, said) => {
  const store = memoryStore(() => AT)
  expect(await desk(store)({ Token: 'agent-token', ...said })).toMatchObject({ ok: 'true' })
  expect(risksOf(await recallLowerings(store, 'CH01')).rank).toBeLessThanOrEqual(1)
})

test('a lowering is kept though the second person’s token is refused', async () => {
  const store = memoryStore(() => AT)
  expect(
    await desk(store)({ Token: 'agent-token', ApproverToken: 'forged', flags: 'duress' }),
  ).toMatchObject({ reason: 'flex_token_refused' })
  expect(await recallLowerings(store, 'CH01')).toMatchObject([{ flags: ['duress'] }])
})

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['in small letters', { worker_sid: 'wk01', roles: ['admin'] }],
  ['with a space behind it', { worker_sid: 'WK01 ', roles: ['admin'] }],
  ['by full-width letters', { worker_sid: 'ＷＫ01', roles: ['admin'] }],
  ['by the name signed in by', { worker_sid: 'WK77', identity: 'Ada ', roles: ['admin'] }],
  ['by that name alone', { identity: 'ADA', roles: ['admin'] }],
])('an agent is not their own second person: %s', async (_, second) => {
  twilio.settings.workers.set('second-token', second)
  const answer = await desk()({
    Token: 'agent-token',
    ApproverToken: 'second-token',
    method: 'override',
    customer: 'C-1',
    reason: 'known at the branch',
    expires: '2026-11-22T11:00:00Z',
  })
  const [item] = evidenceIn(answer['ledger'])
  expect(item).toMatchObject({ agent: expect.any(String) })
  expect(Object(item).approvedBy).toBe(Object(item).agent)
})
