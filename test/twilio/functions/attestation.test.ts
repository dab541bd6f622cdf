import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import {
  type AttestationSettings,
  createAttestationHandler,
} from '../../../src/twilio/functions/attestationHandler.js'
import { createFlexTokenCheck } from '../../../src/twilio/functions/flexToken.js'
import { openLedger } from '../../../src/twilio/functions/ledger.js'
import { recallLowerings } from '../../../src/twilio/functions/lowerings.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { call, KEYS } from './call.js'

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
    },
  ])
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

  test('when Twilio does not answer', async () => {
    twilio.settings.fail.set('iam.twilio.com', 503)
    expect(await desk()({ Token: 'agent-token' })).toMatchObject({ reason: 'flex_token_refused' })
    const unreachable = createFlexTokenCheck({
      accountSid: 'AC1',
      authToken: 'x',
      endpoint: 'http://127.0.0.1:1',
    })
    expect(
      await desk(memoryStore(), { flexToken: () => unreachable })({ Token: 'agent-token' }),
    ).toMatchObject({
      reason: 'flex_token_unchecked',
    })
  })

  test('when a lowering cannot be kept', async () => {
    const crowded: Store = { get: () => Promise.resolve(null), put: () => Promise.resolve(false) }
    expect(await desk(crowded)({ Token: 'agent-token', flags: 'duress' })).toMatchObject({
      ok: 'false',
      reason: 'store_busy',
    })
  })
})
