import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import type { Contact, Decision, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { APPROVED_CODE } from '../arbitraries/approvedCode.js'
import { GUEST, GUEST_LOGIN, NUMBER_ON_FILE } from '../arbitraries/guestProofs.js'

const compiled = compilePolicy({
  policy: 'participants',
  version: 1,
  classes: {
    account: {
      fields: ['orders.*'],
      masked: { write: 'recognized', read: 'recognized' },
      full: { write: 'verified', read: 'verified' },
    },
  },
  actions: { cancel_order: { write: 'verified' } },
  stepUp: ['login'],
  routes: [{ id: 'general', queue: 'front' }],
})
if (!compiled.ok) throw new TypeError('the policy does not compile')
const { value: policy } = compiled

const decide = (contact: Contact, evidence: readonly Evidence[]): Decision =>
  evaluate(policy, { conversation: 'CH01', contact, evidence }, '2026-11-22T10:00:00Z')

describe('a login sealed for one participant of a conversation', () => {
  test('goes on to count for them', () => {
    const { disclosure, actions } = decide(GUEST, [GUEST_LOGIN])
    expect([disclosure['account'], actions['cancel_order']]).toEqual(['full', 'allow'])
  })

  test.each<Contact>([
    { channel: 'whatsapp', address: 'whatsapp:+14155550166' },
    { channel: 'sms', address: '+14155550166' },
    { channel: 'web_chat', address: 'FX02' },
    { channel: 'web_chat_authenticated', address: 'FX01' },
  ])('makes nobody of %j', (newcomer) => {
    const joined = decide(newcomer, [GUEST_LOGIN])
    const alone = decide(newcomer, [])
    const { trust, disclosure, actions } = joined
    expect({ trust, disclosure, actions }).toEqual({
      trust: alone.trust,
      disclosure: alone.disclosure,
      actions: alone.actions,
    })
    expect(joined.reasons).toContainEqual({ code: 'other_participant', at: '/evidence/0' })
  })

  test.each([
    null,
    'FX01',
    [],
    {},
    { channel: 'web_chat' },
    { channel: 'pigeon', address: 'FX01' },
  ])('counts for nobody where its giver is %j', (by) => {
    const { trust, reasons } = decide(GUEST, [{ ...GUEST_LOGIN, by }])
    expect(trust.write).toBe(0)
    expect(reasons).toContainEqual({ code: 'malformed_by', at: '/evidence/0' })
  })
})

test('a code that was given on WhatsApp is nothing to a text that may be forged', () => {
  const code: Evidence = {
    kind: 'verify_check',
    at: '2026-11-22T09:58:00Z',
    conversation: 'CH01',
    by: { channel: 'whatsapp', address: 'whatsapp:+14155550100' },
    result: APPROVED_CODE,
  }
  const texter = { channel: 'sms', address: '+14155550100' }
  expect(decide(texter, [NUMBER_ON_FILE, code]).trust.write).toBe(2)
  expect(
    decide({ ...texter, channel: 'mms' }, [NUMBER_ON_FILE, { ...code, by: texter }]).trust.write,
  ).toBe(3)
})

test('readers that nobody knows are not nobody', () => {
  const given = { conversation: 'CH01', contact: GUEST, evidence: [GUEST_LOGIN] }
  const at = '2026-11-22T10:00:00Z'
  const decision = evaluate(policy, { ...given, readers: null }, at)
  expect([decision.trust.read, decision.disclosure['account']]).toEqual([1, 'none'])
  expect(decision.reasons).toContainEqual({ code: 'readers_unknown', at: '/readers' })
  expect(evaluate(policy, { ...given, readers: [] }, at).disclosure['account']).toBe('full')
})
