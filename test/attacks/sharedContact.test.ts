import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import type { Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'

const policy = compilePolicy(`
policy: shop
version: 1
classes: { orders: { fields: [orders.*], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified } } }
actions: { cancel: { write: verified, read: verified } }
routes: [{ id: general, queue: desk }]
`)
const AT = Date.parse('2026-11-22T10:05:00Z')
const USER = 'US.13491208655302741918'
const SCOPED = { channel: 'whatsapp', address: `whatsapp:${USER}` }
const PHONE = { phone: '+14155550100', wa_id: '14155550100' }

const ON_FILE: Evidence = {
  kind: 'directory',
  at: '2026-11-22T10:01:00Z',
  query: { address: '+14155550100' },
  matches: [
    { customer: 'C-1001', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' },
  ],
}
const SHARED: Evidence = {
  kind: 'shared_contact',
  at: '2026-11-22T10:00:00Z',
  conversation: 'CH01',
  by: SCOPED,
  result: { from_user_id: USER, contacts: [{ origin: 'contact_request', phones: [PHONE] }] },
}

const seen = (evidence: readonly Evidence[], contact = SCOPED, conversation = 'CH01') => {
  if (!policy.ok) throw new TypeError(JSON.stringify(policy.issues))
  const engagement = { conversation, contact, readers: [], evidence }
  const { trust, disclosure, actions } = evaluate(policy.value, engagement, AT)
  return {
    rank: trust.rank,
    customer: trust.customer,
    orders: disclosure['orders'],
    cancel: actions['cancel'],
  }
}

describe('a WhatsApp user without a number', () => {
  test('is recognized by the number that they give by the platform’s own button, and no more', () => {
    expect(seen([ON_FILE])).toMatchObject({ rank: 1, customer: null, orders: 'none' })
    expect(seen([ON_FILE, SHARED])).toMatchObject({
      rank: 2,
      customer: 'C-1001',
      orders: 'masked',
    })
  })

  const card = (contact: object): Evidence => ({
    ...SHARED,
    result: { from_user_id: USER, contacts: [contact] },
  })
  const FORGED: readonly (readonly [string, Evidence])[] = [
    ['a card from an address book', card({ origin: 'other', phones: [PHONE] })],
    ['a card that says nothing of its origin', card({ phones: [PHONE] })],
    ['a card of two numbers', card({ origin: 'contact_request', phones: [PHONE, PHONE] })],
    [
      'a card that shows another number than the account’s',
      card({ origin: 'contact_request', phones: [{ ...PHONE, wa_id: '14155550199' }] }),
    ],
    [
      'a card without an account',
      card({ origin: 'contact_request', phones: [{ phone: PHONE.phone }] }),
    ],
    ['a card that somebody else sent', { ...SHARED, by: { ...SCOPED, address: 'whatsapp:US.2' } }],
    ['a card of nobody', { ...SHARED, by: undefined }],
    ['a card of another conversation', { ...SHARED, conversation: 'CH02' }],
  ]
  test.each(FORGED)('is nobody by %s', (_, evidence) => {
    expect(seen([ON_FILE, evidence])).toMatchObject({ customer: null, orders: 'none' })
  })

  test('is nobody by a card that another user gave in the same conversation', () => {
    const other = { channel: 'whatsapp', address: 'whatsapp:US.2' }
    expect(seen([ON_FILE, SHARED], other)).toMatchObject({ customer: null, orders: 'none' })
  })

  test('is verified by no number of cards, and opens no action', () => {
    const many = [SHARED, { ...SHARED, at: '2026-11-22T10:02:00Z' }, SHARED]
    expect(seen([ON_FILE, ...many])).toMatchObject({ rank: 2, cancel: 'deny' })
  })
})
