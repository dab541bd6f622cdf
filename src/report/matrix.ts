import type { Situation } from '../analysis/index.js'
import type { ActionRule, CompiledPolicy, DataClass } from '../decide/index.js'
import { evaluate } from '../evaluate.js'
import { ANSWERS, type Decision, type Evidence, type Rank, RUNGS } from '../model/index.js'
import {
  disclosures,
  type Formula,
  findExample,
  isAllowed,
  isOneOf,
  openQuestion,
  plainSituations,
  SCENE,
  WRITE,
} from '../space/index.js'
import { soundSituations } from './desk/evidenceKit.js'

/** A row of the matrix: a data class or an action. */
export type Topic =
  | { readonly about: 'class'; readonly name: string; readonly rule: DataClass }
  | { readonly about: 'action'; readonly name: string; readonly rule: ActionRule }

/** The most that anybody at one level on one channel is given of a topic, and an engagement that is given it. */
export interface MatrixCell {
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
  readonly cells: readonly MatrixCell[]
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
  const topics = topicsOf(policy)
  const common = distinct([...known, ...soundSituations(policy), ...plainSituations([policy])])
  // How many topics there is room for: each is tried with every engagement.
  const room = Math.floor(most / Math.max(1, common.length)) + 1
  const told = topics.slice(0, room)
  const own = told.map((topic) => examplesOf(policy, topic, common))
  // What would open something takes the whole plan, so whatever is an example for one topic is tried for all.
  const pool = distinct([...common, ...own.flat()])
  return {
    topics,
    cells: told.flatMap((topic) => bestOf(policy, loose, topic, pool)),
    states: told.length * common.length,
    untold: topics.slice(room).map(({ name }) => name),
  }
}

/** After so many engagements no further topic is looked at. */
const MOST_STATES = 500_000

/** Reads what a decision gives of a topic. */
export const givenOf = ({ disclosure, actions }: Decision, { about, name }: Topic): string =>
  about === 'class' ? (disclosure[name] ?? 'none') : (actions[name] ?? 'deny')

/**
 * Looks for an engagement for everything that a topic is ever given at a level, where none of those at hand is given it:
 * so the matrix holds all that the solver does not rule out and an example can be built for.
 */
function examplesOf(
  policy: CompiledPolicy,
  topic: Topic,
  common: readonly Situation[],
): readonly Situation[] {
  // What is given takes no plan: only what would be offered instead does.
  const own = { ...partOf(policy, topic), stepUp: [] }
  const known = new Set(
    common.map((situation) => {
      const { engagement, at } = asking(topic, situation)
      const decision = evaluate(own, engagement, at)
      return `${decision.trust.write} ${givenOf(decision, topic)}`
    }),
  )
  const question = openQuestion([own])
  const { terms } = question
  const given: readonly (readonly [string, Formula])[] =
    topic.about === 'class'
      ? disclosures(terms, topic.rule)
      : [['allow', isAllowed(terms, topic.rule)]]
  return RANKS.flatMap((rank) =>
    given.flatMap(([word, statement]): readonly Situation[] => {
      if (known.has(`${rank} ${word}`)) return []
      const found = findExample(
        [own],
        question,
        [statement, isOneOf(WRITE, [rank])],
        ({ engagement, at }) => {
          const decision = evaluate(own, engagement, at)
          return decision.trust.write === rank && givenOf(decision, topic) === word
        },
      )
      return found.type === 'example' ? [found.situation] : []
    }),
  )
}

const RANKS: readonly Rank[] = [0, 1, 2, 3, 4]

const distinct = (situations: readonly Situation[]): readonly Situation[] => [
  ...new Map(situations.map((situation) => [JSON.stringify(situation), situation])).values(),
]

// Whoever wants something asks for it: a decision then says why not, and what would open it.
const asking = (topic: Topic, { engagement, at }: Situation): Situation => ({
  engagement: {
    ...engagement,
    ...(engagement.evidence !== undefined && {
      evidence: engagement.evidence.map((item) => givenFor(topic, item)),
    }),
    intent: {
      ...engagement.intent,
      ...(topic.about === 'class' ? { classes: [topic.name] } : { actions: [topic.name] }),
      ...(isLinked(topic.rule) && { amount: SCENE.amount, payee: SCENE.payee }),
    },
  },
  at,
})

// The most is given for a proof that was given for this: on a channel without a session no other opens an action.
const givenFor = ({ name }: Topic, item: Evidence): Evidence =>
  item['conversation'] === SCENE.conversation && item['purpose'] === undefined
    ? { ...item, purpose: name }
    : item

const isLinked = (rule: DataClass | ActionRule): boolean =>
  ('rungs' in rule ? rule.rungs : [rule]).some(({ requires }) =>
    requires.some(({ linked }) => linked === true),
  )

function bestOf(
  policy: CompiledPolicy,
  loose: CompiledPolicy,
  topic: Topic,
  situations: readonly Situation[],
): readonly MatrixCell[] {
  const [own, other] = [partOf(policy, topic), partOf(loose, topic)]
  const best = new Map<string, Omit<MatrixCell, 'tightened'>>()
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
  // What a class gives takes no plan.
  ...(about === 'class' && { stepUp: [] }),
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
