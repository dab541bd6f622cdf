import { describe, expect, test } from 'vitest'
import { prove } from '../../src/analysis/prove.js'
import { evaluate } from '../../src/evaluate.js'
import type { Decision, Engagement } from '../../src/model/index.js'
import type { Invariant } from '../../src/policy/index.js'
import {
  badParts,
  callersOf,
  compose,
  openSpace,
  partsOfContact,
  SCENE,
  specimensOf,
  stampOf,
  waysToMake,
  weightOf,
} from '../../src/space/index.js'
import { compiled, examples } from './policies.js'

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
  const topics = [...policy.classes, ...policy.actions].map(({ name }) => name)
  const proofs = specimensOf(policy).flatMap(([, one]) => (one.says === 'proof' ? [one] : []))
  const callers = new Map(callersOf([policy]).map((caller) => [caller.kind, caller]))

  /** Every engagement lighter than a weight that holds at most one proof besides what is known of its contact. */
  function* lighterThan(weight: number): Generator<Engagement> {
    for (const caller of callers.values()) {
      const bad = badParts(policy, caller).map(({ part }) => part)
      for (const known of [...partsOfContact(policy, caller), ...bad]) {
        const bare = compose(caller.contact, [known])
        if (weightOf(bare) >= weight) continue
        yield bare
        for (const specimen of proofs) {
          for (const purpose of [null, ...topics]) {
            const actions = purpose === null ? {} : { intent: { actions: [purpose] } }
            const scene = { settings: policy, caller, purposes: [] }
            for (const part of waysToMake(scene, specimen, 3, stampOf(1_000, 1, { purpose }))) {
              const told = compose(caller.contact, [known, part], actions)
              if (weightOf(told) < weight) yield told
            }
          }
        }
      }
    }
  }

  test.each(refuted)(
    'nothing lighter than the counterexample breaks %j',
    (invariant, isBroken) => {
      const proof = prove(space, invariant)
      const example = proof.ok ? proof.value.counterexample : undefined
      if (example === undefined) throw new Error('proved')
      const { engagement, at } = example
      expect(isBroken(evaluate(policy, engagement, at))).toBe(true)
      for (const lighter of lighterThan(weightOf(engagement))) {
        expect(isBroken(evaluate(policy, lighter, SCENE.at)), JSON.stringify(lighter)).toBe(false)
      }
    },
    60_000,
  )
})
