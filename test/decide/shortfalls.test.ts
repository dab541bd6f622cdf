import { expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import type { Evidence } from '../../src/model/index.js'
import { compiled } from '../compiled.js'

const POLICY = compiled({
  policy: 'shortfalls',
  version: 1,
  classes: {
    orders: { fields: ['orders.*'], full: { write: 'verified', purpose: true, maxAge: '5m' } },
  },
  actions: { refund: { write: 'verified', channels: ['whatsapp'] } },
  routes: [{ id: 'last', queue: 'q' }],
})

const push = (sid: string, at: string, purpose?: string): Evidence => ({
  kind: 'factor_challenge',
  at,
  conversation: 'CH01',
  customer: 'C-1',
  ...(purpose !== undefined && { purpose }),
  result: {
    sid,
    service_sid: 'VA1',
    identity: 'u-1',
    factor_sid: 'YF1',
    factor_type: 'push',
    status: 'approved',
  },
})

const CHAT = { channel: 'web_chat', address: 'guest-1' }
const SMS = { channel: 'sms', address: '+14155550100' }

/** What the decision says is missing for something that was asked for. */
const missingFor = (
  contact: typeof CHAT,
  at: string,
  ...evidence: readonly Evidence[]
): readonly string[] => {
  const { reasons } = evaluate(
    POLICY,
    {
      conversation: 'CH01',
      contact,
      readers: [],
      intent: { classes: ['orders'], actions: ['refund'] },
      evidence,
    },
    '2026-11-22T10:00:10Z',
  )
  return reasons.flatMap((reason) => (reason.at === at ? reason.code : []))
}

const LONG_AGO = '2026-11-22T09:40:00Z'
const NOW = '2026-11-22T10:00:05Z'

// A fresh proof for nothing in particular would not be enough either, so that age is all that is wrong with the old one.
test('the proof for this is too old, whatever else is fresh', () => {
  expect(
    missingFor(CHAT, '/intent/classes/0', push('YC1', LONG_AGO, 'orders'), push('YC2', NOW)),
  ).toEqual(['proof_too_old'])
  expect(missingFor(CHAT, '/intent/classes/0', push('YC1', NOW, 'orders'))).toEqual([])
})

// Where anybody may forge the sender of a message, a proof for nothing in particular opens no action.
test('a proof for nothing in particular is named beside everything else that is missing', () => {
  expect(missingFor(SMS, '/intent/actions/0', push('YC1', NOW))).toEqual([
    'channel_not_allowed',
    'purpose_not_proved',
  ])
  expect(missingFor(SMS, '/intent/actions/0', push('YC1', NOW, 'refund'))).toEqual([
    'channel_not_allowed',
  ])
})
