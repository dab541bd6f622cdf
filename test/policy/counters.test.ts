import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff, isUnchanged } from '../../src/analysis/index.js'
import { type CompiledPolicy, counterSettings } from '../../src/decide/index.js'
import { DAY, MINUTE, NEVER, printInstant, type Rank } from '../../src/model/index.js'
import { compilePolicy, printPolicy } from '../../src/policy/index.js'
import { assess } from '../../src/trust/index.js'
import { compiled } from '../compiled.js'
import { runs, times } from '../runs.js'

const shop = (counters = ''): string => `
policy: shop
version: 1
classes: { orders: { full: verified } }
${counters}
routes: [{ id: all, queue: front }]
`

const PLAIN = compiled(shop())

test.each([
  '',
  'counters: {}',
  'counters: { wrong_codes: 5, codes_sent: 5, forget: 24h }',
  'counters: { forget: 1d }',
])('a policy that says what holds anyway keeps its digest: %s', (counters) => {
  expect(compiled(shop(counters))).toEqual(PLAIN)
})

test.each([
  'wrong_codes: 3',
  'wrong_codes: 6',
  'codes_sent: 1',
  'codes_sent: 20',
  'forget: 30d',
  'forget: 1h',
  'otp_failures_to_recognized: 2',
  'otp_failures_to_claimed: 6',
  'otp_failures_within: 1h',
  'identifiers_tried_to_claimed: 2',
  'identifiers_tried_to_anonymous: 9',
  'identifiers_tried_within: 30d',
  'velocity_to_claimed: 1',
  'velocity_within: 10m',
])('%s is compiled and printed', (said) => {
  const next = compiled(shop(`counters: { ${said} }`))
  expect(compiled(printPolicy(next))).toEqual(next)
})

test('two policies of other counts are not unchanged', () => {
  const compared = diff(PLAIN, compiled(shop('counters: { wrong_codes: 3 }')))
  expect(compared.ok && compared.value.changes).toHaveLength(1)
  expect(compared.ok ? isUnchanged(compared.value) : null).toBe(false)
})

test.each([
  'wrong_codes: 0',
  'wrong_codes: 21',
  'codes_sent: 0',
  'codes_sent: 1.5',
  'forget: 0s',
  'forget: 31d',
  'forget: soon',
  'velocity_to_claimed: 0',
  'velocity_to_claimed: 101',
  'identifiers_tried_within: 0s',
  'otp_failures_within: 31d',
  'tries: 3',
])('what can never be met, or never be kept, does not compile: %s', (said) => {
  expect(compilePolicy(shop(`counters: { ${said} }`)).ok).toBe(false)
})

test('what holds anyway is within what may be said', () => {
  for (const { standard, most } of Object.values(counterSettings)) {
    expect(standard).toBeGreaterThan(0)
    // What is counted for good has no end that could be said.
    if (standard !== NEVER) expect(standard).toBeLessThanOrEqual(most)
  }
})

const AT = Date.UTC(2026, 10, 22, 10)

const settings = Object.entries(counterSettings)

/** How each signal is read, written down once more and by hand: from how many on, and how far down. */
const STEPS: Readonly<Record<string, readonly (readonly [name: string, max: Rank])[]>> = {
  otp_failures: [
    ['otpFailuresToRecognized', 2],
    ['otpFailuresToClaimed', 1],
  ],
  identifiers_tried: [
    ['identifiersTriedToClaimed', 1],
    ['identifiersTriedToAnonymous', 0],
  ],
  velocity: [['velocityToClaimed', 1]],
}

const WITHIN: Readonly<Record<string, string>> = {
  otp_failures: 'otpFailuresWithin',
  identifiers_tried: 'identifiersTriedWithin',
  velocity: 'velocityWithin',
}

/** Somebody who is as sure as can be but for one signal. */
const trustWith = (policy: CompiledPolicy, signal: object, at = AT): Rank =>
  assess(
    {
      conversation: 'CH01',
      contact: { channel: 'whatsapp', address: '+14155550100' },
      evidence: [
        {
          kind: 'session',
          conversation: 'CH01',
          issuer: 'https://login.example.com',
          subject: 'u-77',
          customer: 'C-1001',
          amr: ['hwk', 'pin', 'mfa'],
          authTime: printInstant(AT - MINUTE),
          expires: printInstant(AT + 90 * DAY),
        },
        { kind: 'risk_signal', conversation: 'CH01', ...signal },
      ],
    },
    at,
    policy,
  ).trust.write

const anyNewCounters = fc
  .record(
    Object.fromEntries(
      settings.map(([name, { form }]) => [
        name,
        form === 'times' ? fc.integer({ min: 1, max: 8 }) : fc.integer({ min: 1, max: 40 }),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map((drawn) =>
    compiled({
      policy: 'shop',
      version: 1,
      classes: { orders: { full: 'verified' } },
      counters: Object.fromEntries(
        settings.flatMap(([name, { word, form }]): readonly [string, number | string][] => {
          const value = drawn[name]
          return value === undefined ? [] : [[word, form === 'times' ? value : `${value}m`]]
        }),
      ),
      routes: [{ id: 'all', queue: 'front' }],
    }),
  )

// Few policies, and each asked about many signals: a policy takes as long to compile as ten are to judge.
const anyCounters = fc.constantFrom(...fc.sample(anyNewCounters, times(60)))

const signals = fc.record({
  signal: fc.constantFrom('otp_failures', 'identifiers_tried', 'velocity'),
  count: fc.integer({ min: 0, max: 9 }),
  age: fc.integer({ min: 0, max: 41 }),
})

test('a signal caps from the counts and for the time that the policy says, and no longer', () => {
  fc.assert(
    fc.property(anyCounters, signals, (policy, { signal, count, age }) => {
      const free = trustWith(policy, { signal: 'sms_pumping', at: printInstant(AT) })
      expect(free).toBe(4)
      const said = new Map(Object.entries(policy.counters ?? {}))
      const standards = new Map(settings.map(([name, { standard }]) => [name, standard]))
      const settingOf = (name = ''): number => said.get(name) ?? standards.get(name) ?? 0
      const reached = (STEPS[signal] ?? []).filter(([name]) => count >= settingOf(name))
      const isOver = age * MINUTE >= settingOf(WITHIN[signal])
      const max = isOver ? 4 : Math.min(4, ...reached.map(([, down]) => down))
      const at = printInstant(AT - age * MINUTE)
      expect(trustWith(policy, { signal, count, at })).toBe(Math.min(free, max))
    }),
    runs(300),
  )
})

test('a garbled risk counts, whatever the policy says of counters', () => {
  fc.assert(
    fc.property(
      anyCounters,
      signals,
      fc.constantFrom('at', 'count', 'expires'),
      fc.constantFrom('soon', -1, {}, 'NaN', 1.5, true),
      (policy, { signal, age }, key, junk) => {
        // As often as is bad, and so long ago that it may be over.
        const plain = { signal, count: 100, at: printInstant(AT - age * MINUTE) }
        const garbled = { ...plain, [key]: junk }
        expect(trustWith(policy, garbled)).toBeLessThanOrEqual(trustWith(policy, plain))
      },
    ),
    runs(200),
  )
})

test('a window says when the decision may be another', () => {
  const policy = compiled(shop('counters: { velocity_within: 10m }'))
  const signal = { signal: 'velocity', count: 10, at: printInstant(AT) }
  expect(trustWith(policy, signal, AT + 10 * MINUTE - 1)).toBe(1)
  expect(trustWith(policy, signal, AT + 10 * MINUTE)).toBe(4)
  // Its sender may hold it longer, and no shorter.
  const longer = { ...signal, expires: printInstant(AT + 20 * MINUTE) }
  expect(trustWith(policy, longer, AT + 20 * MINUTE - 1)).toBe(1)
  expect(trustWith(policy, longer, AT + 20 * MINUTE)).toBe(4)
  const shorter = { ...signal, expires: printInstant(AT + MINUTE) }
  expect(trustWith(policy, shorter, AT + 10 * MINUTE - 1)).toBe(1)
})
