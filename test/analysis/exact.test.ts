import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareOffers } from '../../src/analysis/compareOffers.js'
import { diff } from '../../src/analysis/diff.js'
import { applyEdit } from '../../src/analysis/mutation/edit.js'
import { editsOf } from '../../src/analysis/mutation/editsOf.js'
import { passes, rowOf } from '../../src/analysis/mutation/retest.js'
import { prove } from '../../src/analysis/prove.js'
import { isPlannedAlike, judgeSituation } from '../../src/analysis/redecide.js'
import { runTest } from '../../src/analysis/runTests.js'
import { changesOf } from '../../src/analysis/suspects.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { ANSWERS, type Engagement } from '../../src/model/index.js'
import { compilePolicy, type PolicyDocument } from '../../src/policy/index.js'
import { openSpace, SCENE } from '../../src/space/index.js'
import { compiled } from '../compiled.js'
import { runs, sparsely } from '../runs.js'
import { answerOf } from './answerOf.js'
import { anyEngagement } from './gather.js'
import { examples, mutated } from './policies.js'

/** Some of the mutants of a document that compile. */
function mutantsOf(document: PolicyDocument, stride: number): readonly CompiledPolicy[] {
  const { tests: _, invariants: __, ...bare } = document
  return sparsely(editsOf(document), stride).flatMap((edit) => mutantOf(bare, edit))
}

function mutantOf(bare: PolicyDocument, edit: ReturnType<typeof editsOf>[number]) {
  const changed: object = Object(applyEdit(bare, edit))
  const made = compilePolicy({ ...bare, ...changed })
  return made.ok ? [made.value] : []
}

/** Prints all that a policy decides by. */
const printRules = ({ digest, ...rules }: CompiledPolicy): string => JSON.stringify(rules)

/** All that a test can say of a decision. */
const toldOf = ({ trust, disclosure, actions, route, stepUp }: ReturnType<typeof answerOf>) => ({
  ranks: [trust.write, trust.read, trust.resolution],
  disclosure,
  actions,
  // Of a route a test names no skills.
  route: [route.id, route.queue, route.priority],
  stepUp: stepUp.map(({ methods, opens }) => [methods, [...opens].sort()]),
})

describe.each(examples)('$name', ({ name, policy, parsed }) => {
  const { document } = parsed
  const space = openSpace(policy)
  const mutants = mutantsOf(document, 23)
  const report = mutated(name)
  const looked = sparsely(policy.actions, 2)
  const asked = looked.flatMap(({ name }) => ANSWERS.map((answer) => [name, answer] as const))
  const proofs = asked.map(([action, answer]) => {
    const proof = prove(space, { never: { action, answer } })
    // What depends on a plan may be left unproved, by that name alone.
    const mayBe = proof.ok ? !proof.value.holds : proof.issues[0]?.code === 'depends_on_step_up'
    return { action, answer, proof, mayBe }
  })

  test('an action that is ever given an answer is never proved not to be', () => {
    fc.assert(
      fc.property(anyEngagement(policy), (engagement) => {
        const { actions } = answerOf(policy, engagement, SCENE.at)
        const isProved = proofs.filter(
          ({ action, answer, mayBe }) => actions[action] === answer && !mayBe,
        )
        expect(isProved).toEqual([])
      }),
      runs(200),
    )
  })

  test('what is answered without reasons is what is decided', () => {
    fc.assert(
      fc.property(anyEngagement(policy), (engagement) => {
        const { trust, disclosure, actions, route, stepUp } = evaluate(policy, engagement, SCENE.at)
        expect(answerOf(policy, engagement, SCENE.at)).toEqual({
          ...{ trust, disclosure, actions, route, stepUp },
        })
      }),
      runs(60),
    )
  })

  test('every counterexample is answered as it must not be', () => {
    const refuted = proofs.filter(({ proof }) => proof.ok && !proof.value.holds)
    expect(refuted.length).toBeGreaterThan(looked.length)
    for (const { action, answer, proof } of refuted) {
      const example = proof.ok ? proof.value.counterexample : undefined
      if (example === undefined) throw new Error('no counterexample')
      const { actions } = evaluate(policy, example.engagement, example.at)
      expect(actions[action], action).toBe(answer)
    }
  })

  test('in every region of a comparison the example is decided as the region says', () => {
    for (const mutant of sparsely(mutants, 2)) {
      const found = diff(policy, mutant)
      if (!found.ok) throw new Error('too many')
      for (const { about, name, before, after, channels, write, read, example } of found.value
        .regions) {
        const { engagement, at } = example
        const [old, next] = [policy, mutant].map((one) => evaluate(one, engagement, at))
        if (old === undefined || next === undefined) throw new Error('undecided')
        expect([write[0] <= old.trust.write, old.trust.write <= write[1]]).toEqual([true, true])
        expect([read[0] <= old.trust.read, old.trust.read <= read[1]]).toEqual([true, true])
        expect(channels).toContain(engagement.contact.channel)
        if (about === 'route') expect(old.route).not.toEqual(next.route)
        else expect(after, `${about} ${name}`).not.toBe(before)
      }
    }
  }, 180_000)

  test('a mutant that is not killed and has no row is decided the same whatever a person gathers', () => {
    if (!report.ok) throw new Error('does not compile')
    const { tests: _, invariants: __, ...bare } = document
    const quiet = report.value.mutants
      .filter(({ fate }) => fate === 'equivalent' || fate === 'silent')
      .flatMap(({ edit, description }) =>
        mutantOf(bare, edit).map((mutant) => ({ mutant, description })),
      )
      // What compiles to the very same decides the same.
      .filter(({ mutant }) => printRules(mutant) !== printRules(policy))
    expect(quiet.length).toBeGreaterThan(5)
    fc.assert(
      fc.property(anyEngagement(policy), (engagement) => {
        const told = JSON.stringify(toldOf(answerOf(policy, engagement, SCENE.at)))
        const others = quiet.filter(
          ({ mutant }) => JSON.stringify(toldOf(answerOf(mutant, engagement, SCENE.at))) !== told,
        )
        expect(others.map(({ description }) => description)).toEqual([])
      }),
      runs(12),
    )
  }, 180_000)

  test('a test passes on a mutant, decided in part, just where it passes on the whole', () => {
    const rows = parsed.tests.map(({ statement }) => rowOf(policy, statement))
    for (const [at, mutant] of mutants.entries()) {
      const changes = changesOf(policy, mutant)
      // Each mutant by one row in three, and each row by one mutant in three.
      const held = rows.filter((_, place) => (place + at) % 3 === 0)
      const wrong = held.filter(
        (row) => passes(mutant, changes, row) !== runTest(mutant, row.test).passed,
      )
      expect(wrong.map(({ test }) => test.name)).toEqual([])
    }
  }, 180_000)

  test('plans that are alike in part are alike as a whole', () => {
    const situations = fc.sample(anyEngagement(policy), { numRuns: 12, seed: 1 })
    const planned = (one: CompiledPolicy, engagement: Engagement): string => {
      const { actions, stepUp } = toldOf(answerOf(one, engagement, SCENE.at))
      return JSON.stringify([actions, stepUp])
    }
    const own = situations.map((engagement) => ({
      engagement,
      told: planned(policy, engagement),
      judged: judgeSituation(policy, { engagement, at: SCENE.at }),
    }))
    for (const mutant of mutants) {
      const changes = changesOf(policy, mutant)
      for (const { engagement, told, judged } of own) {
        const other = planned(mutant, engagement)
        expect(
          isPlannedAlike(mutant, changes, judged),
          JSON.stringify([changes, told, other]),
        ).toBe(told === other)
      }
    }
  }, 180_000)
})

test('plans that open the same by other methods are not alike', () => {
  const asking = (methods: string, stepUp: string) =>
    compiled(`
policy: methods
version: 1
classes: { held: { full: { write: verified, methods: [${methods}] } } }
actions: { call: { write: verified, methods: [${methods}] } }
stepUp: [${stepUp}]
routes: [{ id: rest, queue: front }]
`)
  const policy = asking('session', 'login, push')
  const engagement = { conversation: 'CH07', contact: { channel: 'web_chat', address: 'FX01' } }
  const judged = judgeSituation(policy, { engagement, at: SCENE.at })
  const isAlike = (other: CompiledPolicy) => isPlannedAlike(other, changesOf(policy, other), judged)
  expect(isAlike(asking('session', 'login, push'))).toBe(true)
  expect(isAlike(asking('session, call', 'login, push'))).toBe(true)
  expect(isAlike(asking('factor_challenge', 'login, push'))).toBe(false)
  expect(answerOf(policy, engagement, SCENE.at).stepUp).toHaveLength(1)
  const offered = compareOffers(policy, asking('factor_challenge', 'login, push'))
  expect(offered.map(({ about, name, change }) => `${about} ${name} ${change}`)).toEqual([
    'offer held changed',
    'offer call changed',
  ])
})
