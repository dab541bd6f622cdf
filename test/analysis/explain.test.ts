import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { engagementOf, type Situation } from '../../src/analysis/engagementOf.js'
import { explain } from '../../src/analysis/explain.js'
import { decisionBy } from '../../src/analysis/findFlip.js'
import { searchFlips } from '../../src/analysis/flips.js'
import {
  type CompiledPolicy,
  type Rule,
  rankOfAnswer,
  rankOfOpenness,
} from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { type Decision, GIVEN_RUNGS } from '../../src/model/index.js'
import { compiled } from '../compiled.js'
import { makeEngagement } from '../falsify/engagements.js'
import { runs, sparsely } from '../runs.js'
import { fromSeed, NOW } from '../trust/evidenceWorld.js'
import { examples } from './policies.js'

/** The policy with another requirement in each rule of this name. */
const withRule = (
  policy: CompiledPolicy,
  id: string,
  requires: Rule['requires'],
): CompiledPolicy => {
  const change = <One extends Rule>(rule: One): One =>
    rule.id === id ? { ...rule, requires } : rule
  return {
    ...policy,
    classes: policy.classes.map((dataClass) => ({
      ...dataClass,
      rungs: dataClass.rungs.map(change),
      ...(dataClass.deliver !== undefined && { deliver: change(dataClass.deliver) }),
    })),
    actions: policy.actions.map((action) => ({
      ...change(action),
      ...(action.deliver !== undefined && { deliver: change(action.deliver) }),
    })),
  }
}

const opennessOf = ({ disclosure, actions }: Decision, topic: string): number => {
  const action = actions[topic]
  return action === undefined ? rankOfOpenness(disclosure[topic] ?? 'none') : rankOfAnswer(action)
}

const NEVER_MET: Rule['requires'] = []
const ALWAYS_MET: Rule['requires'] = [{ write: 0, read: 0 }]
const GIVEN = [...GIVEN_RUNGS, 'deliver_to_record', 'allow']

describe.each(examples)('$name', ({ policy, parsed }) => {
  test('the rule that decided is the one without which it would be decided otherwise', () => {
    let rules = 0
    for (const { statement } of sparsely(parsed.tests, 2)) {
      const situation = engagementOf(statement.given)
      const { engagement, at } = situation
      const before = evaluate(policy, engagement, at)
      for (const { topic, answer, decidedBy, considered } of explain(
        policy,
        situation,
        'without_flips',
      ).topics) {
        if (decidedBy === null || considered.length === 0) continue
        rules += 1
        const isGiven = GIVEN.includes(answer)
        const other = withRule(policy, decidedBy, isGiven ? NEVER_MET : ALWAYS_MET)
        const after = opennessOf(evaluate(other, engagement, at), topic)
        const place = `${statement.name}: ${topic} by ${decidedBy}`
        if (isGiven) expect(after, place).toBeLessThan(opennessOf(before, topic))
        else expect(after, place).toBeGreaterThan(opennessOf(before, topic))
      }
    }
    expect(rules).toBeGreaterThan(50)
  })
})

// Two classes and two actions, one with a condition: enough for every sort of flip, and quick to decide.
const small = compiled(`
policy: small
version: 1
classes:
  profile: { masked: recognized, full: { write: verified, read: recognized, maxAge: 15m } }
  money: { full: { write: strong, read: verified, when: { channel: [sms, whatsapp, email] } } }
actions:
  book: recognized
  transfer: { write: verified, read: verified, purpose: true }
stepUp: [verify_sms, verify_email, login]
routes: [{ id: general, queue: front }]
`)

// In few engagements some rules of a class are met, and more is a change away: one of them is always tried.
const SOME_ARE_MET: [seed: number] = [2_067_854_687]

test('what would flip an answer is what evaluate says of each change that is tried', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), (seed) => {
      const situation = { engagement: makeEngagement(fromSeed(seed)), at: NOW }
      const decide = decisionBy(small)
      const before = decide(situation)
      const search = searchFlips(small, situation, decide)
      for (const { topic, answer, considered, flip } of explain(small, situation).topics) {
        if (answer === 'allow' || considered.every(({ met }) => met)) continue
        const isMore = (after: Decision): boolean =>
          topic in before.actions
            ? after.actions[topic] === 'allow'
            : opennessOf(after, topic) > opennessOf(before, topic)
        const found = search(isMore)
        const change = found === null || found === 'not_all_tried' ? undefined : found.change
        expect(flip, topic).toBe(change)
      }
    }),
    { ...runs(3), examples: [SOME_ARE_MET] },
  )
})

// More than there are changes to any engagement under the small policy: each ends before.
const MOST_TRIED = 5_000

test('two changes together are the first and then the second, to the same message of the same person', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), (seed) => {
      const engagement = makeEngagement(fromSeed(seed))
      const tried: Situation[] = []
      const search = searchFlips(small, { engagement, at: NOW }, (changed) => tried.push(changed))
      const changes: string[] = []
      // One search for each change that is tried: the n-th is the first after which n are decided.
      for (let nth = 1; nth <= MOST_TRIED; nth += 1) {
        const flip = search((count) => count === nth)
        if (flip === null || flip === 'not_all_tried') break
        changes.push(flip.change)
      }
      const single = new Map(changes.map((change, at) => [change, tried[at]]))
      for (const [at, change] of changes.entries()) {
        const [first = '', second] = change.split('; ')
        if (second === undefined) continue
        const [before, after] = [single.get(first)?.engagement, tried[at]?.engagement]
        const had = [...(before?.evidence ?? [])]
        expect(after?.evidence?.slice(0, had.length), change).toEqual(had)
        expect(after?.evidence?.length, change).toBeGreaterThan(had.length)
        const rest = [before, after].map((one) => [
          one?.contact,
          one?.conversation,
          one?.context,
          one?.intent,
          one?.agent,
        ])
        expect(rest[1], change).toEqual(rest[0])
      }
      expect(changes.some((change) => change.includes('; '))).toBe(true)
    }),
    runs(2),
  )
})

test('what would give more of one thing is looked for as it is of all, and of nothing else', () => {
  const [{ policy } = { policy: null }] = examples.filter(({ name }) => name === 'retailer')
  if (policy === null) throw new TypeError('no such example')
  const engagement = makeEngagement(fromSeed(11))
  const whole = explain(policy, { engagement, at: NOW })
  for (const wanted of whole.topics.slice(0, 3)) {
    const { topics } = explain(policy, { engagement, at: NOW }, { of: wanted.topic })
    expect(topics.filter((one) => one.topic === wanted.topic)).toEqual([wanted])
    expect(
      topics.filter(({ topic, flip }) => topic !== wanted.topic && flip !== undefined),
    ).toEqual([])
  }
  expect(whole.topics.filter(({ flip }) => flip !== undefined).length).toBeGreaterThan(1)
})

const FOR_EPOCHS = [
  { name: 'a small policy', policy: small, channels: ['web_chat', 'sms'] },
  ...examples.flatMap(({ name, policy }) =>
    name === 'retailer' ? [{ name, policy, channels: ['sms'] }] : [],
  ),
]

test.each(FOR_EPOCHS)('$name: what would give more is the same in every epoch', (one) => {
  const { policy, channels } = one
  for (const channel of channels) {
    const contact = { channel, address: channel === 'sms' ? '+14155550100' : 'FX01' }
    const flipsIn = (epoch?: number) => {
      const engagement = { conversation: 'CH07', contact, ...(epoch !== undefined && { epoch }) }
      const { topics } = explain(policy, { engagement, at: NOW })
      return topics.map(({ topic, flip }) => [topic, flip])
    }
    const first = flipsIn()
    expect(first.filter(([, change]) => change !== undefined).length).toBeGreaterThan(0)
    for (const epoch of [0, 7]) expect(flipsIn(epoch)).toEqual(first)
  }
})
