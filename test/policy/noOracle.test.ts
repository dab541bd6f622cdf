import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { evaluate } from '../../src/evaluate.js'
import type { Decision, Engagement, Evidence } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { compiled as compiledOnce } from '../compiled.js'
import { runs } from '../runs.js'
import { anyPolicy } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const NUMBER = '+14155550100'
const NOW = '2026-11-22T10:00:10Z'

// All that the customer can see. Route and reasons stay inside.
const seen = ({ disclosure, actions, stepUp, notices }: Decision) => ({
  disclosure,
  actions,
  stepUp,
  notices,
})

const anyMatch = fc.record(
  {
    customer: fc.constantFrom('C-1', 'C-2', 'C-3'),
    basis: fc.constantFrom('claimed', 'on_file', 'verified', 'guess'),
    since: fc.constantFrom('2024-03-01', '2026-11-15', '2027-01-01'),
    confirmed: fc.constantFrom('2026-10-30', '2024-04-01'),
    origin: fc.constantFrom('CH01', 'CH09'),
  },
  { requiredKeys: ['customer', 'basis'] },
)

const anyDip: fc.Arbitrary<Evidence> = fc.record({
  kind: fc.constant('directory'),
  at: fc.constantFrom('2026-11-22T09:59:00Z', '2026-11-20T09:59:00Z', '2026-11-23T00:00:00Z'),
  query: fc.constantFrom(
    { address: NUMBER },
    { email: 'ada@example.com' },
    { email: 'eve@example.com' },
  ),
  matches: fc.array(anyMatch, { maxLength: 3 }),
})

const anyPublic: fc.Arbitrary<Evidence> = fc.oneof(
  fc.record({
    kind: fc.constant('verify_check'),
    at: fc.constantFrom('2026-11-22T10:00:00Z', '2026-11-22T09:40:00Z'),
    conversation: fc.constantFrom('CH01', 'CH02'),
    purpose: fc.constantFrom(null, 'alpha', 'open_it'),
    result: fc.constantFrom(
      { sid: 'VE01', to: NUMBER, channel: 'sms', status: 'approved', valid: true },
      { sid: 'VE02', to: 'eve@example.com', channel: 'email', status: 'approved', valid: true },
      { sid: 'VE03', to: NUMBER, channel: 'sms', status: 'pending', valid: false },
    ),
  }),
  fc.record({
    kind: fc.constant('lookup'),
    at: fc.constant('2026-11-22T09:59:30Z'),
    result: fc.constantFrom(
      {
        phone_number: NUMBER,
        sim_swap: {
          last_sim_swap: { swapped_in_period: false, swapped_period: 'PT240H' },
          error_code: null,
        },
      },
      {
        phone_number: NUMBER,
        sim_swap: { last_sim_swap: { swapped_in_period: true }, error_code: null },
      },
      { phone_number: NUMBER, line_type_intelligence: { type: 'nonFixedVoip', error_code: null } },
      {
        phone_number: NUMBER,
        call_forwarding: { call_forwarding_enabled: true, error_code: null },
      },
      {
        phone_number: NUMBER,
        reassigned_number: { is_number_reassigned: 'yes', error_code: null },
      },
    ),
  }),
  fc.record({
    kind: fc.constant('risk_signal'),
    at: fc.constant('2026-11-22T09:59:30Z'),
    conversation: fc.constant('CH01'),
    signal: fc.constantFrom('otp_failures', 'duress'),
    count: fc.constantFrom(1, 3, 5),
  }),
)

const anyContact = fc.constantFrom(
  { channel: 'sms', address: NUMBER },
  { channel: 'whatsapp', address: `whatsapp:${NUMBER}` },
  { channel: 'messenger', address: 'messenger:1234567890' },
  { channel: 'web_chat', address: 'guest-1' },
  { channel: 'email', address: 'ada@example.com' },
)

const anyAsked = fc.record({
  classes: fc.subarray(['alpha', 'beta', 'gamma', 'delta']),
  actions: fc.subarray(['open_it', 'close_it', 'pay_it']),
})

test('below recognized, what the customer sees does not depend on the directory', () => {
  let compared = 0
  fc.assert(
    fc.property(
      anyPolicy,
      anyContact,
      fc.array(anyPublic, { maxLength: 3 }),
      fc.array(anyDip, { maxLength: 2 }),
      fc.array(anyDip, { maxLength: 2 }),
      anyAsked,
      fc.constantFrom({}, { email: 'ada@example.com', name: 'Ada' }),
      (document, contact, evidence, some, others, intent, claims) => {
        const policy = compiledOnce(document)
        const decideWith = (dips: readonly Evidence[]): Decision => {
          const engagement: Engagement = {
            conversation: 'CH01',
            contact,
            claims,
            intent,
            evidence: [...evidence, ...dips],
          }
          return evaluate(policy, engagement, NOW)
        }
        const [one, other] = [decideWith(some), decideWith(others)]
        if (one.trust.write >= 2 || other.trust.write >= 2) return
        compared += 1
        expect(seen(one)).toEqual(seen(other))
      },
    ),
    runs(220),
  )
  expect(compared).toBeGreaterThan(100)
}, 60_000)

const compiled = compilePolicy({
  policy: 'shop',
  version: 1,
  classes: {
    account: { masked: 'recognized', full: 'verified' },
    open: { accept: 'claimed', confirm: { write: 'claimed', read: 'claimed' }, full: 'verified' },
  },
  actions: { change_address: { write: 'strong', purpose: true } },
  stepUp: ['login', 'verify_sms', 'verify_email'],
  routes: [{ id: 'all', queue: 'q' }],
})
if (!compiled.ok) throw new TypeError('the policy of this test does not compile')
const SHOP = compiled.value

const match = (customer: string, basis: string) => ({
  customer,
  basis,
  since: '2024-03-01',
  confirmed: '2026-10-30',
})

const SAME: readonly (readonly [title: string, matches: readonly object[]])[] = [
  ['absent', []],
  ['typed in and never confirmed', [match('C-1', 'claimed')]],
  ['ambiguous', [match('C-1', 'verified'), match('C-2', 'verified')]],
  ['bound in this very conversation', [{ ...match('C-1', 'verified'), origin: 'CH01' }]],
]

test.each(SAME)('a record that is %s looks like one that was never looked for', (_, matches) => {
  const engagement: Engagement = {
    conversation: 'CH01',
    contact: { channel: 'sms', address: NUMBER },
    intent: { classes: ['account', 'open'], actions: ['change_address'] },
  }
  const dip = { kind: 'directory', at: '2026-11-22T09:59:00Z', query: { address: NUMBER }, matches }
  const looked = seen(evaluate(SHOP, { ...engagement, evidence: [dip] }, NOW))
  const never = seen(evaluate(SHOP, engagement, NOW))
  expect(looked).toEqual(never)
  expect(JSON.stringify(looked)).toHaveLength(JSON.stringify(never).length)
})
