import {
  answer,
  ask,
  disclose,
  enumerate,
  openSpace,
  SCENE,
  type Situation,
  type Space,
  witnessOf,
} from '../analysis/index.js'
import type { ActionRule, CompiledPolicy, DataClass } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import { ANSWERS, type Decision, type Rank, RUNGS } from '../model/index.js'
import { soundSituations } from './desk/evidenceKit.js'

/** A row of the matrix: a data class or an action. */
export type Topic =
  | { readonly about: 'class'; readonly name: string; readonly rule: DataClass }
  | { readonly about: 'action'; readonly name: string; readonly rule: ActionRule }

/** The most that anybody at one level on one channel is given of a topic, and an engagement that is given it. */
export interface Cell {
  readonly topic: string
  readonly about: Topic['about']
  readonly channel: string
  readonly rank: Rank
  /** A rung or an answer. */
  readonly given: string
  readonly situation: Situation
  /** Whether without packs more would be given at this level on this channel. */
  readonly tightened: boolean
}

/** Every cell that can be reached, and how many states were looked at for them. */
export interface Matrix {
  readonly topics: readonly Topic[]
  readonly cells: readonly Cell[]
  readonly states: number
  /** Topics with more states than are looked at: they have no cells. */
  readonly untold: readonly string[]
}

/** Lists the rows of a policy: classes from the least sensitive, then actions. */
export const topicsOf = ({ classes, actions }: CompiledPolicy): readonly Topic[] => [
  ...classes.map((rule) => ({ about: 'class', name: rule.name, rule }) as const),
  ...actions.map((rule) => ({ about: 'action', name: rule.name, rule }) as const),
]

/**
 * Works out the matrix of a policy over every state there is. Each cell is what `evaluate` says of a concrete
 * engagement, so that it can be checked. `known` engagements, such as those of the policy's tests, count as well.
 *
 * `loose` is the same policy without its packs, to tell what they tightened. After `most` states the topics that are
 * left are untold.
 */
export function matrixOf(
  policy: CompiledPolicy,
  known: readonly Situation[] = [],
  loose: CompiledPolicy = policy,
  most: number = MOST_STATES,
): Matrix {
  const space = openSpace(policy)
  const topics = topicsOf(policy)
  const untold: string[] = []
  let states = 0
  const own = topics.map((topic): readonly Situation[] => {
    const one = states > most ? null : situationsOf(space, policy, topic)
    if (one === null) untold.push(topic.name)
    states += one?.states ?? 0
    return one?.situations ?? []
  })
  const common = [...known, ...soundOn(policy)]
  // What would open something takes the whole plan, so whatever is an example for one topic is tried for all.
  const pool = distinct([...own.flat(), ...common])
  const isAllTried = pool.length * topics.length <= MOST_TRIED
  const cells = topics.flatMap((topic, at) => {
    if (untold.includes(topic.name)) return []
    // What a class gives needs no plan: its own examples say all of it.
    const tried =
      isAllTried || topic.about === 'action' ? pool : distinct([...(own[at] ?? []), ...common])
    return bestOf(policy, loose, topic, tried)
  })
  return { topics, cells, states, untold }
}

/** After so many states no further topic is looked at; beyond so many engagements a class is tried on its own only. */
const MOST_STATES = 500_000
const MOST_TRIED = 100_000

/** Reads what a decision gives of a topic. */
export const givenOf = ({ disclosure, actions }: Decision, { about, name }: Topic): string =>
  about === 'class' ? (disclosure[name] ?? 'none') : (actions[name] ?? 'deny')

function situationsOf(space: Space, policy: CompiledPolicy, topic: Topic) {
  const scope = ask([policy], space.universe, {
    classes: topic.about === 'class' ? [topic.name] : [],
    actions: topic.about === 'action' ? [topic.name] : [],
    conditions: [],
  })
  if (!scope.ok) return null
  const found = enumerate(space.universe, {
    ...scope.value,
    channels: null,
    answer: ([view]) =>
      view === undefined
        ? ''
        : JSON.stringify([
            view.channel,
            view.write,
            topic.about === 'class' ? disclose(topic.rule, 0, view) : answer(topic.rule, 0, view),
          ]),
  })
  if (!found.ok) return null
  const situations = found.value.states
    .toSorted((a, b) => a.size - b.size)
    .map((state) => witnessOf(state, [policy]))
  return { situations, states: found.value.views }
}

// One person of every level on every channel with nothing against them, to whom every further proof is open.
function soundOn(policy: CompiledPolicy): readonly Situation[] {
  const first = new Map<string, Situation>()
  for (const situation of soundSituations(policy)) {
    const { trust } = evaluate(policy, situation.engagement, situation.at)
    const key = `${channelOf(situation)} ${trust.write}`
    if (!first.has(key)) first.set(key, situation)
  }
  return [...first.values()]
}

const distinct = (situations: readonly Situation[]): readonly Situation[] => [
  ...new Map(situations.map((situation) => [JSON.stringify(situation), situation])).values(),
]

// Whoever wants something asks for it: a decision then says why not, and what would open it.
const asking = (topic: Topic, { engagement, at }: Situation): Situation => ({
  engagement: {
    ...engagement,
    intent: {
      ...engagement.intent,
      ...(topic.about === 'class' ? { classes: [topic.name] } : { actions: [topic.name] }),
      ...(isLinked(topic.rule) && { amount: SCENE.amount, payee: SCENE.payee }),
    },
  },
  at,
})

const isLinked = (rule: DataClass | ActionRule): boolean =>
  ('rungs' in rule ? rule.rungs : [rule]).some(({ requires }) =>
    requires.some(({ linked }) => linked === true),
  )

function bestOf(
  policy: CompiledPolicy,
  loose: CompiledPolicy,
  topic: Topic,
  situations: readonly Situation[],
): readonly Cell[] {
  const [own, other] = [partOf(policy, topic), partOf(loose, topic)]
  const best = new Map<string, Omit<Cell, 'tightened'>>()
  const withoutPacks = new Map<string, string>()
  for (const example of situations) {
    const situation = asking(topic, example)
    const decision = evaluate(own, situation.engagement, situation.at)
    const given = givenOf(decision, topic)
    const channel = channelOf(situation)
    const rank = decision.trust.write
    const key = `${rank} ${channel}`
    const held = best.get(key)
    if (held === undefined || isMore(topic, given, held.given)) {
      best.set(key, { topic: topic.name, about: topic.about, channel, rank, given, situation })
    }
    if (loose === policy) continue
    const without = givenOf(evaluate(other, situation.engagement, situation.at), topic)
    const most = withoutPacks.get(key)
    if (most === undefined || isMore(topic, without, most)) withoutPacks.set(key, without)
  }
  return [...best].map(([key, cell]) => {
    const without = withoutPacks.get(key)
    return { ...cell, tightened: without !== undefined && isMore(topic, without, cell.given) }
  })
}

// A policy with nothing but one class or action: no answer depends on any other, and all of them are many.
const partOf = (policy: CompiledPolicy, { about, name }: Topic): CompiledPolicy => ({
  ...policy,
  classes: about === 'class' ? policy.classes.filter((one) => one.name === name) : [],
  actions: about === 'action' ? policy.actions.filter((one) => one.name === name) : [],
  routes: policy.routes.slice(-1),
})

const channelOf = ({ engagement: { contact } }: Situation): string =>
  contact.channel === 'custom' ? (contact.address.split(':')[0] ?? 'custom') : contact.channel

const ORDERS: Readonly<Record<Topic['about'], readonly string[]>> = {
  class: [...RUNGS.slice(0, 1), 'deliver_to_record', ...RUNGS.slice(1)],
  action: ANSWERS.toReversed(),
}

// Tells whether a rung or answer gives more than another.
const isMore = ({ about }: Topic, one: string, other: string): boolean =>
  ORDERS[about].indexOf(one) > ORDERS[about].indexOf(other)
