import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, evaluateAndRecord } from '../src/evaluate.js'
import type { Engagement } from '../src/model/index.js'
import { CODE, ON_FILE } from './arbitraries/onFile.js'
import { compiled } from './compiled.js'
import { runs } from './runs.js'

const POLICY = `
policy: acme-retail
version: 7
packs: [gdpr, pci]
classes:
  contact:   { fields: [name, email, phone, address.*],
               confirm: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 24h } }
  account:   { fields: [orders.*, loyalty.points],
               masked: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 1h } }
  financial: { fields: [cards.*.last4, bank.*],
               masked: { write: verified, read: verified, maxAge: 15m }, full: { write: strong, read: verified, maxAge: 15m } }
actions:
  change_address: { write: strong, maxAge: 5m, purpose: true, notify: old_address }
stepUp: [login, verify_sms, verify_email, agent_callback]
routes:
  - { id: fraud,    when: { risk: [sim_swap, conflict] },             queue: fraud-desk, priority: 10, skills: [fraud] }
  - { id: verified, when: { trust: verified, channel: [sms, whatsapp] }, queue: care, priority: 5 }
  - { id: general,                                                    queue: front-desk }
redact:
  agent: { payment_card: mask, us_ssn: drop }
  log:   { default: drop }
`

const policy = compiled(POLICY)
const AT = '2026-11-22T10:00:05Z'

const LOGIN = {
  kind: 'session',
  conversation: 'CH01',
  issuer: 'https://login.example.com',
  subject: 'u-77',
  customer: 'C-1001',
  amr: ['pwd'],
  authTime: '2026-11-22T09:58:00Z',
  expires: '2026-11-22T10:40:00Z',
}

const engagementWith = (...evidence: Engagement['evidence'] & object): Engagement => ({
  conversation: 'CH01',
  message: 'IM07',
  epoch: 0,
  contact: { channel: 'sms', address: '+14155550100', to: '+18005550199' },
  claims: { friendlyName: 'Ada', email: 'ada@example.com' },
  evidence,
  intent: { classes: ['account'], actions: [] },
  context: { language: 'en' },
})

describe('a code to an enrolled number', () => {
  const decision = evaluate(policy, engagementWith(ON_FILE, CODE), AT)

  test('verifies whoever writes from it', () => {
    expect(decision.trust).toMatchObject({
      level: 'verified',
      rank: 3,
      write: 3,
      read: 3,
      customer: 'C-1001',
      resolution: 'unique',
    })
    expect(decision.trust.path.map(({ by }) => by)).toEqual(['verify_check', 'directory'])
  })

  test('opens what the policy says, and routes', () => {
    expect(decision.disclosure).toEqual({ contact: 'full', account: 'full', financial: 'masked' })
    expect(decision.actions).toEqual({ change_address: 'step_up' })
    expect(decision.route.id).toBe('verified')
  })

  test('names the smallest sets of proof that would open more', () => {
    expect(decision.stepUp.map(({ methods, opens }) => [methods, opens])).toEqual([
      [['login'], ['financial']],
      [['login', 'verify_sms'], ['change_address']],
      [['login', 'agent_callback'], ['change_address']],
    ])
  })

  test('holds for ten minutes on a channel without a session', () => {
    expect(decision.validUntil).toBe('2026-11-22T10:10:00.000Z')
  })
})

test('a code and a password together are two factors', () => {
  expect(evaluate(policy, engagementWith(ON_FILE, CODE, LOGIN), AT).trust.level).toBe('strong')
})

const anyJunk = fc.oneof(
  fc.anything(),
  fc.record({
    contact: fc.anything(),
    evidence: fc.anything(),
    claims: fc.anything(),
    intent: fc.anything(),
    readers: fc.anything(),
    context: fc.anything(),
  }),
)

test('whatever is passed for an engagement and a time, there is a decision, and it opens nothing', () => {
  fc.assert(
    fc.property(anyJunk, fc.anything(), (junk, time) => {
      // Callers in JavaScript can pass anything: the types are what is lied about here.
      const decision = Reflect.apply(evaluate, undefined, [policy, junk, time])
      expect(decision.trust.rank).toBeLessThanOrEqual(1)
      expect(Object.values(decision.disclosure)).toEqual(['none', 'none', 'none'])
    }),
    runs(1_000),
  )
})

test('under a time that cannot be read nothing is proved', () => {
  for (const at of [Number.NaN, 'yesterday', '2026-11-22T10:00:00', new Date(Number.NaN), -1]) {
    const { trust, reasons } = evaluate(policy, engagementWith(ON_FILE, CODE), at)
    expect(trust.rank).toBeLessThanOrEqual(1)
    expect(reasons.length).toBeGreaterThan(0)
  }
})

const anyEngagement = fc
  .record({
    evidence: fc.subarray([ON_FILE, CODE, LOGIN]),
    classes: fc.subarray(['contact', 'account', 'financial', 'unheard_of']),
    actions: fc.subarray(['change_address', 'unheard_of']),
    channel: fc.constantFrom('sms', 'whatsapp', 'web_chat'),
    delay: fc.nat({ max: 1_200_000 }),
  })
  .map(({ evidence, classes, actions, channel, delay }) => ({
    at: Date.parse(AT) + delay,
    engagement: {
      ...engagementWith(...evidence),
      contact: { channel, address: '+14155550100' },
      intent: { classes, actions },
    },
  }))

test('a decision does not depend on those made before it', () => {
  fc.assert(
    fc.property(fc.array(anyEngagement, { minLength: 1, maxLength: 8 }), (calls) => {
      for (const { engagement, at } of calls) {
        const fresh = structuredClone(policy)
        expect(evaluate(policy, engagement, at)).toEqual(evaluate(fresh, engagement, at))
      }
    }),
    runs(60),
  )
})

test('the input is never changed', () => {
  const engagement = engagementWith(ON_FILE, CODE, LOGIN)
  const before = structuredClone({ engagement, policy })
  evaluateAndRecord(policy, engagement, AT)
  expect({ engagement, policy }).toEqual(before)
})

test('a record names what a candidate policy would have decided otherwise, and no value', () => {
  const candidate = compiled(
    POLICY.replace('confirm: { write: recognized', 'confirm: { write: verified'),
  )
  const { decision, record } = evaluateAndRecord(policy, engagementWith(ON_FILE), AT, candidate)
  expect(decision.disclosure['contact']).toBe('confirm')
  expect(record.shadow).toEqual({
    digest: candidate.digest,
    differences: [
      { about: 'class', name: 'contact', live: 'confirm', candidate: 'none', change: 'stricter' },
    ],
  })
  expect(JSON.stringify(record)).not.toMatch(/14155550100|C-1001|Ada|example\.com|CH01/)
})
