import { describe, expect, test } from 'vitest'
import { evaluateAndRecord } from '../../src/evaluate.js'
import { methods } from '../../src/evidence/index.js'
import { type Engagement, isRecord } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'

const AT = Date.parse('2026-11-22T10:00:00Z')

const compiled = compilePolicy({
  policy: 'unreadable',
  version: 1,
  classes: { account: { fields: ['orders.*'], full: { write: 'verified', read: 'verified' } } },
  actions: { cancel_order: { write: 'verified' } },
  stepUp: ['login'],
  routes: [{ id: 'general', queue: 'front' }],
})
if (!compiled.ok) throw new TypeError('the policy does not compile')
const { value: policy } = compiled

const whole = {
  conversation: 'CH01',
  message: 'SM02',
  epoch: 0,
  contact: { channel: 'sms', address: '+14155550100', to: '+18005550199' },
  readers: [{ channel: 'sms', address: '+14155550101' }],
  claims: { name: 'Ada' },
  intent: { classes: ['account'], actions: ['cancel_order'], amount: '12.50', payee: 'Acme' },
  context: { language: 'en' },
  evidence: methods.flatMap(({ examples: { valid } }) => valid.slice(0, 1)),
}

const fail = (): never => {
  throw new Error('zanzibar7731')
}

/** Objects that are none when looked at. */
const TRAPS: readonly (readonly [string, () => unknown])[] = [
  [
    'a proxy that was revoked',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return proxy
    },
  ],
  [
    'a list that was revoked',
    () => {
      const { proxy, revoke } = Proxy.revocable([], {})
      revoke()
      return proxy
    },
  ],
  ['a proxy that throws', () => new Proxy({}, { get: fail, has: fail, ownKeys: fail })],
  ['a list that throws', () => new Proxy([1], { get: fail, has: fail, ownKeys: fail })],
  [
    'a member that throws',
    () => Object.defineProperty({}, 'kind', { get: fail, enumerable: true }),
  ],
  ['a word that throws', () => ({ toString: fail, valueOf: fail, toJSON: fail })],
]

const placesIn = (value: unknown, above: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, below]) => [
        [...above, key],
        ...placesIn(below, [...above, key]),
      ])
    : []

const put = (value: unknown, [step, ...below]: readonly string[], trap: unknown): unknown => {
  if (step === undefined) return trap
  if (Array.isArray(value))
    return value.map((item, at) => (String(at) === step ? put(item, below, trap) : item))
  return isRecord(value) ? { ...value, [step]: put(value[step], below, trap) } : value
}

// The types are a promise of the caller; a value that throws keeps none.
const isAnything = (_: unknown): _ is Engagement => true

describe.each(TRAPS)('%s', (_, makeTrap) => {
  test('is answered wherever it stands, and is not repeated', () => {
    const wrong = [[], ...placesIn(whole)].filter((place) => {
      const engagement = put(whole, place, makeTrap())
      if (!isAnything(engagement)) return false
      // The candidate is evaluated as a whole, and the record says where it decides otherwise.
      const { decision, record } = evaluateAndRecord(policy, engagement, AT, policy)
      const isRepeated = JSON.stringify([decision, record]).includes('zanzibar7731')
      return isRepeated || decision.actions['cancel_order'] === 'allow'
    })
    expect(wrong).toEqual([])
  })
})
