import { describe, expect, test } from 'vitest'
import { prove } from '../../src/analysis/prove.js'
import { evaluate } from '../../src/evaluate.js'
import type { Decision, Engagement } from '../../src/model/index.js'
import type { Invariant } from '../../src/policy/index.js'
import { openSpace, SCENE } from '../../src/space/index.js'
import { compiled } from '../compiled.js'
import { examples } from './policies.js'

type Broken = (decision: Decision) => boolean

const opens =
  (name: string, ...rungs: readonly string[]): Broken =>
  ({ disclosure }) =>
    rungs.includes(disclosure[name] ?? 'none')

const allows =
  (name: string): Broken =>
  ({ actions }) =>
    actions[name] === 'allow'

const loose = compiled(`
policy: loose
version: 1
classes:
  money: { masked: { write: recognized, read: recognized }, full: { write: verified, read: verified, maxAge: 15m } }
  secret: { full: { write: strong, read: strong, maxAge: 5m } }
actions:
  pay: { write: strong, maxAge: 5m, purpose: true }
  call: { write: verified, methods: [agent_attestation] }
routes:
  - { id: fraud, when: { risk: sim_swap }, queue: fraud }
  - { id: general, queue: front }
`)

const REFUTED: readonly [Invariant, Broken][] = [
  [{ never: { class: 'money', at_least: 'masked' } }, opens('money', 'masked', 'full')],
  [{ never: { class: 'money', at_least: 'full' } }, opens('money', 'full')],
  [{ never: { class: 'secret', at_least: 'full' } }, opens('secret', 'full')],
  [{ never: { action: 'pay', answer: 'allow' } }, allows('pay')],
  [{ never: { action: 'call', answer: 'allow' } }, allows('call')],
  [{ never: { route: 'fraud' } }, ({ route }) => route.id === 'fraud'],
  [
    { never: { route: 'fraud' }, when: { trust: 'verified' } },
    ({ route, trust }) => route.id === 'fraud' && trust.write >= 3,
  ],
]

const [bank] = examples
if (bank === undefined) throw new Error('no bank')

const OF_THE_BANK: readonly [Invariant, Broken][] = [
  [{ never: { class: 'account', at_least: 'full' } }, opens('account', 'full')],
  [{ never: { class: 'money', at_least: 'full' } }, opens('money', 'full')],
  [{ never: { action: 'dispute', answer: 'allow' } }, allows('dispute')],
  [{ never: { action: 'unblock_card', answer: 'allow' } }, allows('unblock_card')],
]

describe.each([
  ['a loose policy', loose, REFUTED],
  ['the bank', bank.policy, OF_THE_BANK],
] as const)('%s', (_, policy, refuted) => {
  const space = openSpace(policy)
  test.each(refuted)(
    'no part of the counterexample to %j can be left out',
    (invariant, isBroken) => {
      const proof = prove(space, invariant)
      const example = proof.ok ? proof.value.counterexample : undefined
      if (example === undefined) throw new Error('proved')
      const { engagement, at } = example
      expect(isBroken(evaluate(policy, engagement, at))).toBe(true)
      const { evidence = [], readers: _, claims: __, intent: ___, ...bare } = engagement
      const parts = Object.entries(engagement).filter(([key]) => !(key in bare))
      const without = (left: Engagement): boolean => isBroken(evaluate(policy, left, SCENE.at))
      for (const [name] of parts) {
        const left = Object.fromEntries(parts.filter(([key]) => key !== name))
        expect(without({ ...bare, ...left }), name).toBe(false)
      }
      for (const place of evidence.keys()) {
        const fewer = evidence.filter((_item, other) => other !== place)
        expect(without({ ...engagement, evidence: fewer }), String(place)).toBe(false)
      }
    },
    60_000,
  )
})
