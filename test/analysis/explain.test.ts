import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { engagementOf } from '../../src/analysis/engagementOf.js'
import { explain } from '../../src/analysis/explain.js'
import { decisionBy } from '../../src/analysis/findFlip.js'
import {
  type CompiledPolicy,
  type Rule,
  rankOfAnswer,
  rankOfOpenness,
} from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import { type Decision, type Engagement, GIVEN_RUNGS } from '../../src/model/index.js'
import { compiled } from '../compiled.js'
import { makeEngagement } from '../falsify/engagements.js'
import { runs, sparsely } from '../runs.js'
import { fromSeed, NOW } from '../trust/evidenceWorld.js'
import { answerOf, changesTo, isPair } from './answerOf.js'
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

type Given = Pick<Decision, 'disclosure' | 'actions'>

const opennessOf = ({ disclosure, actions }: Given, topic: string): number => {
  const action = actions[topic]
  return action === undefined ? rankOfOpenness(disclosure[topic] ?? 'none') : rankOfAnswer(action)
}

const NEVER_MET: Rule['requires'] = []
const ALWAYS_MET: Rule['requires'] = [{ write: 0, read: 0 }]
const GIVEN = [...GIVEN_RUNGS, 'deliver_to_record', 'allow']

describe.each(examples)('$name', ({ policy, parsed }) => {
  test('the rule that decided is the one without which it would be decided otherwise', () => {
    const unplanned = { ...policy, stepUp: [] }
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
        // What would open still more is no part of what is given.
        const other = withRule(unplanned, decidedBy, isGiven ? NEVER_MET : ALWAYS_MET)
        const after = opennessOf(answerOf(other, engagement, at), topic)
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

// Every change by itself is decided whole, and one in so many of the two thousand pairs.
const STRIDE = 8

test('what would flip an answer is what evaluate says of each change that is tried', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), fc.nat(STRIDE - 1), (seed, first) => {
      const situation = { engagement: makeEngagement(fromSeed(seed)), at: NOW }
      const decide = decisionBy(small)
      const before = decide(situation)
      const changes = changesTo(small, situation)
      const decided = changes.map(({ change, situation: changed }, at) =>
        isPair(change) && at % STRIDE !== first ? null : decide(changed),
      )
      for (const { topic, answer, considered, flip } of explain(small, situation).topics) {
        if (answer === 'allow' || considered.every(({ met }) => met)) continue
        const isMore = (after: Decision): boolean =>
          topic in before.actions
            ? after.actions[topic] === 'allow'
            : opennessOf(after, topic) > opennessOf(before, topic)
        const found = changes.find(({ change }) => change === flip)
        expect(found?.change, topic).toBe(flip)
        if (found !== undefined) expect(isMore(decide(found.situation)), flip).toBe(true)
        const passed = found === undefined ? decided : decided.slice(0, changes.indexOf(found))
        expect(
          passed.some((after) => after !== null && isMore(after)),
          topic,
        ).toBe(false)
      }
    }),
    { ...runs(3), examples: [[...SOME_ARE_MET, 0]] },
  )
})

test('two changes together are the first and then the second, to the same message of the same person', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), (seed) => {
      const changes = changesTo(small, { engagement: makeEngagement(fromSeed(seed)), at: NOW })
      const single = new Map(changes.map(({ change, situation }) => [change, situation.engagement]))
      const pairs = changes.filter(({ change }) => isPair(change))
      const wrong = pairs.filter(({ change, situation: { engagement: after } }) => {
        const [first = '', second = ''] = change.split('; ')
        const [before, other] = [single.get(first), single.get(second)]
        const { length = 0 } = before?.evidence ?? []
        const [had, has] = [before, after].map((one) =>
          JSON.stringify([
            one?.evidence?.slice(0, length) ?? [],
            ...[one?.contact, one?.conversation, one?.context, one?.intent, one?.agent],
          ]),
        )
        const added = unnamed(after).slice(length)
        const isSecond = isDeepStrictEqual(added, unnamed(other).slice(-added.length))
        return had !== has || added.length === 0 || !isSecond
      })
      expect(wrong.map(({ change }) => change)).toEqual([])
      const firsts = new Set(pairs.map(({ change }) => change.split('; ')[0]))
      const seconds = new Set(pairs.map(({ change }) => change.split('; ')[1]))
      expect(seconds).toEqual(firsts)
      expect(new Set(pairs.map(({ change }) => change)).size).toBe(firsts.size * seconds.size)
      expect(pairs.length).toBeGreaterThan(100)
    }),
    runs(2),
  )
})

// The second of two proofs is told from the first by numbers in its names alone.
const unnamed = (engagement: Engagement | undefined): readonly string[] =>
  engagement?.evidence?.map((item) => JSON.stringify(item).replace(/\d/g, '')) ?? []

// An amount of a currency is a part of what is asked for, and any other fact a part of the context.
const priced = compiled(`
policy: priced
version: 1
facts: { segment: [private, business], sum: { upTo: [50], currency: EUR } }
classes: { profile: { full: { write: recognized, when: { context: { segment: business } } } } }
actions:
  pay: { write: verified, when: { context: { sum: { upTo: 50 } } } }
  call: { write: verified, when: { intent: call } }
roles: [adviser]
stepUp: [login]
routes: [{ id: general, queue: front }]
`)

test('whatever is changed, what is asked for and by whom stays as it was', () => {
  const intent = { classes: ['profile'], actions: ['pay'], payee: 'Acme' }
  const engagement = { ...makeEngagement(fromSeed(11)), intent, context: { segment: 'private' } }
  const changes = changesTo(priced, { engagement, at: NOW })
  const wrong = changes.filter(({ situation: { engagement: after } }) => {
    const { amount: _, currency: __, ...asked } = Object(after.intent)
    return !isDeepStrictEqual(
      [asked, after.contact, after.conversation],
      [intent, engagement.contact, engagement.conversation],
    )
  })
  expect(wrong.map(({ change }) => change)).toEqual([])
  const words = changes.map(({ change }) => change)
  expect(words).toContain('with an amount of 50 EUR')
  expect(words).toContain('with segment business')
})

test('what is given only to whoever asks for it is a proof away from them alone', () => {
  const flipOf = (actions: readonly string[]) => {
    const engagement = { conversation: 'CH07', contact: WEB, intent: { actions } }
    const { topics } = explain(priced, { engagement, at: NOW })
    return topics.find(({ topic }) => topic === 'call')?.flip
  }
  expect(flipOf(['call'])).toMatch(/^with /)
  expect(flipOf(['pay'])).toBeUndefined()
})

const WEB = { channel: 'web_chat', address: 'FX01' }

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
  { name: 'a small policy', policy: small, channels: ['web_chat'] },
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
