import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { type CompiledPolicy, decide, readCompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { type Engagement, isRecord } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { compiled } from '../compiled.js'
import { runs } from '../runs.js'
import { AT, anyPolicy } from './arbitraries.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const EXAMPLES = ['bank', 'clinic', 'retailer'].map((name) =>
  compiled(readFileSync(`examples/policies/${name}.yaml`, 'utf8')),
)

/** The same value with the keys of every object in another order. */
const reordered = (
  value: unknown,
  order: (keys: readonly string[]) => readonly string[],
): unknown => {
  if (Array.isArray(value)) return value.map((item) => reordered(item, order))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    order(Object.keys(value)).map((key) => [key, reordered(value[key], order)]),
  )
}

const orders = [
  (keys: readonly string[]) => keys.toReversed(),
  (keys: readonly string[]) => keys.toSorted(),
  (keys: readonly string[]) => keys.toSorted().toReversed(),
]

const ENGAGEMENT = {
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  evidence: [
    {
      kind: 'directory',
      at: '2026-11-22T09:59:00Z',
      query: { address: '+14155550100' },
      matches: [{ customer: 'C-1001', basis: 'on_file', since: '2024-03-01' }],
    },
  ],
  intent: { classes: ['account', 'phi', 'financial'], actions: ['change_address'] },
}

const decidesTheSame = (policy: CompiledPolicy): void => {
  const decision = JSON.stringify(evaluate(policy, ENGAGEMENT, AT))
  for (const order of orders) {
    const other = readCompiledPolicy(reordered(policy, order))
    expect(other.ok && JSON.stringify(evaluate(other.value, ENGAGEMENT, AT))).toBe(decision)
  }
}

describe('two spellings of one compiled policy, with keys in another order, decide the same to the letter', () => {
  test.each(EXAMPLES.map((policy) => [policy.name, policy] as const))('%s', (_, policy) => {
    decidesTheSame(policy)
  })

  test('whatever the policy', () => {
    fc.assert(
      fc.property(anyPolicy, (document) => {
        decidesTheSame(compiled(document))
      }),
      runs(40),
    )
  })
})

describe('deciding is total', () => {
  const trap = (): never => {
    throw new Error('+14155550100')
  }
  const traps = { get: trap, has: trap, ownKeys: trap, getOwnPropertyDescriptor: trap }
  const revoked = (): unknown => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  }
  const members: readonly (() => unknown)[] = [
    () => null,
    () => 7,
    () => Symbol('x'),
    () => 'x'.repeat(100_000),
    () => Array.from({ length: 100_000 }, () => 'account'),
    () => new Proxy({}, traps),
    () => new Proxy([], { get: trap }),
    revoked,
    () => Object.defineProperty({}, 'classes', { get: trap, enumerable: true }),
    () => Object.create(null),
  ]
  const places: readonly ((member: unknown) => unknown)[] = [
    (member) => member,
    (intent) => ({ ...ENGAGEMENT, intent }),
    (contact) => ({ ...ENGAGEMENT, contact }),
    (context) => ({ ...ENGAGEMENT, context }),
    (classes) => ({ ...ENGAGEMENT, intent: { classes } }),
    (actions) => ({ ...ENGAGEMENT, intent: { actions: [actions] } }),
    (amount) => ({ ...ENGAGEMENT, intent: { amount, payee: amount } }),
    (hours) => ({ ...ENGAGEMENT, context: { hours } }),
    (member) => Object.defineProperty({}, 'intent', { get: () => member }),
    () => Object.defineProperty({}, 'intent', { get: trap }),
  ]
  const isEngagement = (_: unknown): _ is Engagement => true

  test.each(EXAMPLES.map((policy) => [policy.name, policy] as const))(
    'by %s, whatever is passed as the engagement',
    (_, policy) => {
      const assessment = assess(ENGAGEMENT, AT, policy)
      for (const place of places) {
        for (const member of members) {
          const engagement = place(member())
          if (!isEngagement(engagement)) continue
          const { disclosure, actions, route } = decide(policy, assessment, engagement)
          expect(Object.keys(disclosure)).toEqual(policy.classes.map(({ name }) => name))
          expect(Object.keys(actions)).toEqual(policy.actions.map(({ name }) => name))
          expect(policy.routes.map(({ id }) => id)).toContain(route.id)
        }
      }
    },
  )
})
