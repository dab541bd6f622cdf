import { describe, expect, test } from 'vitest'
import { prove } from '../../src/analysis/prove.js'
import { evaluate } from '../../src/evaluate.js'
import type { Invariant } from '../../src/policy/index.js'
import { openSpace } from '../../src/space/index.js'
import { compiled } from '../compiled.js'
import { examples } from './policies.js'

const loose = compiled(`
policy: loose
version: 1
classes:
  money: { fields: [balance], masked: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 15m } }
actions:
  pay: { write: strong, maxAge: 5m }
stepUp: [login]
routes:
  - { id: fraud, when: { risk: sim_swap }, queue: fraud }
  - { id: general, queue: front }
`)
const space = openSpace(loose)

describe.each(examples)('$name', ({ policy, parsed }) => {
  const own = openSpace(policy)
  test.each(parsed.invariants.map(({ statement }) => statement))('proves $name', (invariant) => {
    const proof = prove(own, invariant)
    expect(proof.ok && proof.value.holds).toBe(true)
  })
})

const REFUTED: readonly [string, Invariant][] = [
  [
    'a class opened too early',
    { never: { class: 'money', at_least: 'masked' }, when: { trust_below: 'verified' } },
  ],
  ['a rung that always is more', { always: { class: 'money', at_most: 'masked' } }],
  ['an action some may do', { never: { action: 'pay', answer: 'allow' } }],
  [
    'an action that some are denied',
    { always: { action: 'pay', answer: ['allow', 'step_up'] }, when: { trust: 'verified' } },
  ],
  ['a route somebody takes', { never: { route: 'fraud' } }],
  ['a queue not all reach', { always: { queue: 'front' } }],
  [
    'an audience that is shown something',
    { never: { class: 'money', audience: 'agent', shown: 'keep' } },
  ],
]

test.each(REFUTED.slice(0, 3))(
  '%s is refuted by an engagement that really breaks it',
  (_, invariant) => {
    const proof = prove(space, invariant)
    const example = proof.ok ? proof.value.counterexample : undefined
    expect(example).toBeDefined()
    if (example === undefined) return
    const { disclosure, actions, trust } = evaluate(loose, example.engagement, example.at)
    const isOpen = disclosure['money'] === 'masked' || disclosure['money'] === 'full'
    expect(isOpen || actions['pay'] === 'allow').toBe(true)
    expect(trust.write).toBeGreaterThan(1)
  },
)

test.each(REFUTED.slice(4))('%s is refuted', (_, invariant) => {
  const proof = prove(space, invariant)
  expect(proof.ok && proof.value.counterexample).toBeTruthy()
})

test('a counterexample is as small as any', () => {
  const proof = prove(space, { never: { class: 'money', at_least: 'masked' } })
  expect(proof.ok && proof.value.counterexample?.engagement.evidence?.length).toBe(1)
})

test.each<[string, Invariant]>([
  ['unknown_class', { never: { class: 'gold', at_least: 'full' } }],
  ['unknown_action', { never: { action: 'fly', answer: 'allow' } }],
  ['unknown_route', { never: { route: 'nowhere' } }],
])('%s is said with the words that are known', (code, invariant) => {
  const proof = prove(space, invariant)
  expect(!proof.ok && proof.issues.map((issue) => issue.code)).toEqual([code])
  expect(!proof.ok && proof.issues[0]?.allowed?.length).toBeGreaterThan(0)
})

test('a question over more topics than can be listed is answered all the same', () => {
  const topics = Array.from({ length: 40 }, (_, at) => `topic_${at}`)
  const wide = compiled(`
policy: wide
version: 1
classes: { ${topics.map((topic) => `${topic}: { full: recognized }`).join(', ')} }
routes:
${topics.map((topic) => `  - { id: ${topic}, when: { intent: ${topic} }, queue: q }`).join('\n')}
  - { id: rest, queue: q }
`)
  const refuted = prove(openSpace(wide), { never: { route: 'rest' } })
  expect(refuted.ok && refuted.value.verdict).toBe('refuted')
  const proved = prove(openSpace(wide), {
    never: { route: 'rest' },
    when: { intent: 'topic_17' },
  })
  expect(proved.ok && proved.value.verdict).toBe('proved')
})

test('whether more proof would be offered is proved only where it cannot depend on it', () => {
  const [bank] = examples
  if (bank === undefined) throw new Error('no bank')
  const own = openSpace(bank.policy)
  const codeOf = (invariant: Invariant) => {
    const proof = prove(own, invariant)
    return proof.ok ? proof.value.holds : proof.issues.map(({ code }) => code)
  }
  // Denied whatever is proved, so nothing is offered.
  expect(codeOf({ never: { action: 'reset_login', answer: 'step_up' } })).toBe(true)
  // Allowed or not is told by what was proved alone.
  expect(codeOf({ always: { action: 'block_card', answer: ['allow', 'step_up', 'deny'] } })).toBe(
    true,
  )
  // An agent who lowers trust leaves nothing to step up to.
  expect(codeOf({ never: { action: 'block_card', answer: 'deny' } })).toBe(false)
  expect(
    codeOf({ never: { action: 'pay', answer: 'step_up' }, when: { trust_below: 'claimed' } }),
  ).toEqual(['depends_on_step_up'])
})

test('the order in which invariants are asked changes no answer', () => {
  for (const { policy, parsed } of examples) {
    const space = openSpace(policy)
    const invariants = parsed.invariants.map(({ statement }) => statement)
    const there = invariants.map((invariant) => prove(space, invariant))
    const back = [...invariants].reverse().map((invariant) => prove(space, invariant))
    const alone = invariants.map((invariant) => prove(openSpace(policy), invariant))
    expect(there).toEqual(alone)
    expect([...back].reverse()).toEqual(alone)
  }
})

test('a task that waits goes on, and a claim about its queue goes with it', () => {
  const waiting = compiled(`
policy: waiting
version: 1
classes: { all: { full: recognized } }
routes:
  - { id: known, when: { trust: recognized }, queue: care, timeout: 2m, overflow: outside }
  - { id: rest, queue: care }
`)
  const verdictOf = (invariant: Invariant): string => {
    const proof = prove(openSpace(waiting), invariant)
    return proof.ok ? proof.value.verdict : 'refused'
  }
  expect(verdictOf({ never: { queue: 'outside' } })).toBe('refuted')
  expect(verdictOf({ always: { queue: 'care' } })).toBe('refuted')
  expect(verdictOf({ always: { queue: ['care', 'outside'] } })).toBe('proved')
  expect(verdictOf({ never: { queue: 'outside' }, when: { trust_below: 'recognized' } })).toBe(
    'proved',
  )
})
