import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diff, isUnchanged } from '../../src/analysis/diff.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { PolicyDocument } from '../../src/policy/index.js'
import { compiled as compile } from '../compiled.js'
import { runs } from '../runs.js'

// Routes of one queue, which no decision tells apart, and how their tasks wait, which a workflow does.
const WHENS = [{ risk: 'duress' }, { channel: 'sms' }, { risk: 'sim_swap' }] as const
const WAITS = [
  {},
  { timeout: '1m', overflow: 'branch' },
  { timeout: '9m', overflow: 'branch' },
] as const
const IDS = ['one', 'two', 'three'] as const
const anyWhens = fc.shuffledSubarray([...WHENS], { minLength: 3 })
const anyWaits = fc.array(fc.constantFrom(...WAITS), { minLength: 3, maxLength: 3 })

interface WaitingRoute {
  readonly id: string
  readonly when: object
  readonly wait: object
}

const routesOf = (whens: readonly object[], waits: readonly object[]): readonly WaitingRoute[] =>
  IDS.map((id, at) => ({ id, when: whens[at] ?? {}, wait: waits[at] ?? {} }))

const policyOf = (routes: readonly WaitingRoute[]) => {
  const document: PolicyDocument = {
    policy: 'waits',
    version: 1,
    classes: { open: { fields: ['shop.**'], full: 'anonymous' } },
    routes: [
      ...routes.map(({ id, when, wait }) => ({ id, when, queue: 'care', ...wait })),
      { id: 'rest', queue: 'front' },
    ],
  }
  return compile(document)
}

const AT = '2026-11-22T10:00:00Z'
const duress = { kind: 'risk_signal', at: AT, signal: 'duress', conversation: 'CH01' }
const ENGAGEMENTS = ['sms', 'whatsapp'].flatMap((channel) =>
  [[], [duress]].map((evidence) => ({
    conversation: 'CH01',
    contact: { channel, address: '+14155550100' },
    evidence,
  })),
)

/** Where a task goes, and how it waits there. */
const waitIn = (policy: CompiledPolicy, engagement: (typeof ENGAGEMENTS)[number]) => {
  const taken = evaluate(policy, engagement, AT).route.id
  const { queue, timeout, overflow } = policy.routes.find(({ id }) => id === taken) ?? {}
  return { queue, timeout, overflow }
}

test('what is unchanged makes nobody wait otherwise, whichever of several routes to one queue is taken', () => {
  fc.assert(
    fc.property(
      // The same routes in another order, fewer of them, or with what each asks put elsewhere.
      fc
        .tuple(anyWhens, anyWaits, anyWhens)
        .chain(([whens, waits, others]) =>
          fc.tuple(
            fc.constant(routesOf(whens, waits)),
            fc.oneof(
              fc.shuffledSubarray([...routesOf(whens, waits)], { minLength: 1 }),
              fc.constant(routesOf(others, waits)),
            ),
          ),
        ),
      ([before, after]) => {
        const [one, other] = [policyOf(before), policyOf(after)]
        const compared = diff(one, other)
        expect(compared.ok).toBe(true)
        if (!compared.ok || !isUnchanged(compared.value)) return
        for (const engagement of ENGAGEMENTS)
          expect(waitIn(other, engagement)).toEqual(waitIn(one, engagement))
      },
    ),
    runs(12),
  )
})

test('which route stands before which is told, with what it asks', () => {
  const routes = [
    { id: 'one', when: WHENS[0], wait: WAITS[1] },
    { id: 'two', when: WHENS[1], wait: WAITS[0] },
  ]
  const compared = diff(policyOf(routes), policyOf([...routes].reverse()))
  expect(compared.ok && compared.value.changes).toEqual([
    {
      about: 'route',
      name: 'one.order',
      change: 'changed',
      before: 'none',
      after: 'two when {"channel":["sms"]}',
    },
    {
      about: 'route',
      name: 'two.order',
      change: 'changed',
      before: 'one when {"risk":["duress"]}',
      after: 'none',
    },
  ])
})
