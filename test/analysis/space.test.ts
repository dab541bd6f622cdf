import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer, disclose, routeIn } from '../../src/analysis/space/answers.js'
import { ask, classOf } from '../../src/analysis/space/ask.js'
import { enumerate, type State } from '../../src/analysis/space/enumerate.js'
import { openSpace, type Space } from '../../src/analysis/space/openSpace.js'
import { SCENE } from '../../src/analysis/space/scene.js'
import type { View } from '../../src/analysis/space/view.js'
import { witnessOf } from '../../src/analysis/space/witness.js'
import type { CompiledPolicy } from '../../src/decide/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Decision } from '../../src/model/index.js'
import { assess } from '../../src/trust/index.js'
import { anyEngagement } from './gather.js'
import { examples } from './policies.js'

const plain = (given: string | undefined): string => (given === 'allow' ? given : 'withheld')

/** Everything that is told apart when a class or action is looked at in full. */
const inFull = (view: View, rest: readonly string[]): string =>
  [view.write, view.read, view.resolution, view.isBad('sim_swap'), ...rest].join()

const inFullOf = (
  policy: CompiledPolicy,
  decision: Decision,
  state: State,
  rest: readonly string[],
) => {
  const { engagement, at } = witnessOf(state, [policy])
  const { risks: bad } = assess(engagement, at, policy)
  const { write, read, resolution } = decision.trust
  return [write, read, resolution, bad.includes('sim_swap'), ...rest].join()
}

/** Every state in which a topic is looked at, with the answer that the engagement made for it really gets. */
function statesOf(
  space: Space,
  name: string,
  channels: 'alike' | 'each' = 'alike',
): readonly { abstract: string; real: string }[] {
  const policy = space.policies[0]
  if (policy === undefined) return []
  const dataClass = policy.classes.find((one) => one.name === name)
  const action = policy.actions.find((one) => one.name === name)
  const scope = ask([policy], space.universe, {
    classes: dataClass === undefined ? [] : [name],
    actions: action === undefined ? [] : [name],
    conditions: [{ risk: ['sim_swap'] }, { resolution: ['unique'] }],
  })
  if (!scope.ok) return []
  const found = enumerate(space.universe, {
    ...scope.value,
    ...(channels === 'each' && { channels: null }),
    answer: ([view]) =>
      view === undefined
        ? ''
        : inFull(view, [
            ...(channels === 'each' ? [view.channel] : []),
            ...(dataClass === undefined ? [] : [disclose(dataClass, 0, view)]),
            ...(action === undefined ? [] : [answer(action, 0, view)]),
          ]),
  })
  if (!found.ok) return []
  return found.value.states.map((state) => {
    const { engagement, at } = witnessOf(state, [policy])
    const decision = evaluate(policy, engagement, at)
    return {
      abstract: state.answer,
      real: inFullOf(policy, decision, state, [
        ...(channels === 'each' ? [engagement.contact.channel] : []),
        ...(dataClass === undefined ? [] : [decision.disclosure[name] ?? 'none']),
        ...(action === undefined ? [] : [plain(decision.actions[name])]),
      ]),
    }
  })
}

describe.each(examples)('$name', ({ policy }) => {
  const space = openSpace(policy)
  const topics = [...policy.classes, ...policy.actions].map(({ name }) => name)

  test.each(topics)(
    'in every state of %s the engagement made for it gets the answer of the state',
    (topic) => {
      const states = statesOf(space, topic)
      expect(states.length).toBeGreaterThan(5)
      expect(states.filter(({ abstract, real }) => abstract !== real)).toEqual([])
    },
  )

  test.each(topics)('so it does on every channel by itself: %s', (topic) => {
    const states = statesOf(space, topic, 'each')
    expect(states.length).toBeGreaterThan(60)
    expect(states.filter(({ abstract, real }) => abstract !== real)).toEqual([])
  })

  test('in every state of the routes the engagement made for it goes where the state goes', () => {
    const conditions = policy.routes.map(({ when }) => when)
    const scope = ask([policy], space.universe, { classes: [], actions: [], conditions })
    if (!scope.ok) throw new Error('too many')
    const found = enumerate(space.universe, {
      ...scope.value,
      answer: ([view]) =>
        view === undefined
          ? ''
          : `${routeIn(policy.routes, 0, view, classOf(policy))?.id} ${view.write} ${view.read} ${view.channel}`,
    })
    if (!found.ok) throw new Error('too many')
    const wrong = found.value.states.filter((state) => {
      const { engagement, at } = witnessOf(state, [policy])
      const { route, trust } = evaluate(policy, engagement, at)
      return state.answer !== `${route.id} ${trust.write} ${trust.read} ${state.views[0]?.channel}`
    })
    expect(found.value.states.length).toBeGreaterThan(policy.routes.length)
    expect(wrong.map(({ answer: expected, world }) => [expected, world.name])).toEqual([])
  })

  test('whatever a person gathers, its answers are those of some state', () => {
    const known = new Map(
      topics.map((topic) => [
        topic,
        new Set(statesOf(space, topic).map(({ abstract }) => abstract)),
      ]),
    )
    fc.assert(
      fc.property(anyEngagement(policy, space), (engagement) => {
        const decision = evaluate(policy, engagement, SCENE.at)
        const { risks: bad } = assess(engagement, SCENE.at, policy)
        const { write, read, resolution } = decision.trust
        for (const topic of topics) {
          const given = decision.disclosure[topic] ?? plain(decision.actions[topic])
          const found = [write, read, resolution, bad.includes('sim_swap'), given].join()
          expect(known.get(topic)?.has(found), `${topic}: ${found}`).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })
})
