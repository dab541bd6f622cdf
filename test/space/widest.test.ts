import { expect, test } from 'vitest'
import { compilePolicy, type PolicyDocument, RISK_NAMES } from '../../src/policy/index.js'
import { openQuestion, routesTaken } from '../../src/space/index.js'
import { widestDimension } from '../../src/space/widest.js'

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at)
const names = range(30).map((at) => `c${at}`)

/** Policies that hold much of one thing and little of the rest, and what is said of each. */
const WIDE: readonly (readonly [string, NonNullable<PolicyDocument['routes'][number]['when']>])[] =
  [
    [
      '8 facts of up to 10 values: declare fewer values or thresholds',
      {
        context: Object.fromEntries(
          range(8).map((at) => [`f${at}`, range(10).map((value) => `v${value}`)]),
        ),
      },
    ],
    ['20 risks: name fewer', { risk: RISK_NAMES.slice(0, 20) }],
    ['30 intents: name fewer classes and actions', { intent: names }],
    [
      '30 requirements of proof: disclose fewer classes at once',
      { discloses: Object.fromEntries(names.map((name) => [name, 'full'])) },
    ],
    ['channels: declare fewer', { trust: 'verified' }],
  ]

test.each(WIDE)('%s', (words, when) => {
  const isFew = 'trust' in when || 'context' in when
  const policy = compilePolicy({
    policy: 'wide',
    version: 1,
    classes: Object.fromEntries(
      (isFew ? ['c0'] : names).map((name, at) => [
        name,
        { full: { write: 'verified', read: 'verified', maxAge: `${at + 1}m` } },
      ]),
    ),
    routes: [
      { id: 'wide', when, queue: 'a' },
      { id: 'rest', queue: 'b' },
    ],
  })
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues))
  const { terms } = openQuestion([policy.value])
  routesTaken(terms, policy.value)
  expect(widestDimension(terms)).toContain(words)
})
