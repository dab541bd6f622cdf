import type { Situation } from '../analysis/index.js'
import { answerRequest, type CompiledPolicy } from '../decide/index.js'
import { ANSWERS, type Assessment, type Decision, type Rank, RUNGS } from '../model/index.js'
import {
  disclosures,
  type Formula,
  findExample,
  isAllowed,
  isOneOf,
  openQuestion,
  plainSituations,
  type Question,
  WRITE,
} from '../space/index.js'
import { assessReading, readEngagement, readRequest } from '../trust/index.js'
import { asking } from './asking.js'
import { soundSituations } from './desk/evidenceKit.js'
import { fillGap, type GapQuestion, gapsOf, type HeldDown, reachingAll } from './matrixGaps.js'
import { partOf, type Topic, topicsOf } from './topics.js'

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
  const found = distinct([...known, ...soundSituations(policy), ...plainSituations([policy])])
  const common = distinct([...found, ...reachingAll(bare(policy), found, channelOf)])
  // How many topics there is room for: each is tried with every engagement.
  const room = Math.floor(most / Math.max(1, common.length)) + 1
  const told = topics.slice(0, room)
  const work: Work = { held: new Map(), assessed: new Map() }
  const own = told.map((topic) => examplesOf(policy, topic, common, work))
  // What would open something takes the whole plan, so whatever is an example for one topic is tried for all.
  const pool = distinct([...common, ...own.flat()])
  return {
    topics,
    cells: told.flatMap((topic) => evenOut(policy, loose, topic, pool, work)),
    states: told.length * common.length,
    untold: topics.slice(room).map(({ name }) => name),
  }
}

/** What is worked out once for all rows. */
interface Work {
  readonly held: HeldDown
  readonly assessed: Map<Situation, Assessment>
}

/** After so many engagements no further topic is looked at. */
const MOST_STATES = 500_000

/** Reads what a decision gives of a topic. */
export const givenOf = (
  { disclosure, actions }: Pick<Decision, 'disclosure' | 'actions'>,
  { about, name }: Topic,
): string => (about === 'class' ? (disclosure[name] ?? 'none') : (actions[name] ?? 'deny'))

/**
 * Looks for an engagement for everything that a topic is ever given at a level, where none of those at hand is given it:
 * so the matrix holds all that the solver does not rule out and an example can be built for.
 */
function examplesOf(
  policy: CompiledPolicy,
  topic: Topic,
  common: readonly Situation[],
  work: Work,
): readonly Situation[] {
  // What is given takes no plan: only what would be offered instead does.
  const own = { ...partOf(policy, topic), stepUp: [] }
  const known = new Set(
    common.map((example) => {
      const situation = asking(topic, example)
      const assessment = assessOnce(policy, example, situation, work)
      const answered = answerRequest(own, assessment, readRequest(situation.engagement, own))
      return `${assessment.trust.write} ${givenOf(answered, topic)}`
    }),
  )
  const question = openQuestion([own])
  return RANKS.flatMap((rank) =>
    statementsOf(question, topic).flatMap(([word, statement]): readonly Situation[] => {
      if (known.has(`${rank} ${word}`)) return []
      const found = findExample(
        [own],
        question,
        [statement, isOneOf(WRITE, [rank])],
        (situation) => {
          const answer = answerOn(own, own, topic, situation)
          return answer.rank === rank && answer.given === word
        },
      )
      return found.type === 'example' ? [found.situation] : []
    }),
  )
}

const RANKS: readonly Rank[] = [0, 1, 2, 3, 4]

// Where channels differ each is looked at by itself, so that no difference is one of what was looked at.
function evenOut(
  policy: CompiledPolicy,
  loose: CompiledPolicy,
  topic: Topic,
  pool: readonly Situation[],
  work: Work,
): readonly MatrixCell[] {
  const cells = bestOf([policy, loose], topic, pool, work)
  const gaps = gapsOf(cells, ORDERS[topic.about])
  if (gaps.length === 0) return cells
  const asked = askOf(policy, topic, work.held)
  const more = gaps.flatMap((gap) => fillGap(asked, gap) ?? [])
  if (more.length === 0) return cells
  const tightened = new Set(cells.filter((cell) => cell.tightened).map(printCell))
  const situations = [...cells.map(({ situation }) => situation), ...more]
  return bestOf([policy, loose], topic, situations, work).map((cell) => ({
    ...cell,
    tightened: cell.tightened || tightened.has(printCell(cell)),
  }))
}

// What is asked of one row, of the solver and of what is really decided.
function askOf(policy: CompiledPolicy, topic: Topic, held: HeldDown): GapQuestion {
  const own = partOf(policy, topic)
  const question = openQuestion([{ ...own, stepUp: [] }])
  return {
    policy: own,
    question,
    held,
    statements: new Map(statementsOf(question, topic)),
    answer: (situation) => answerOn(policy, own, topic, asking(topic, situation)),
  }
}

/**
 * Reads the level that somebody reaches under a policy, and what a topic is given there. `own` is the part of the policy
 * that is of this topic alone: trust knows the purposes of all of them, and what is given needs no other.
 */
export function answerOn(
  policy: CompiledPolicy,
  own: CompiledPolicy,
  topic: Topic,
  situation: Situation,
): { readonly rank: Rank; readonly given: string } {
  const assessment = assessOn(policy, situation)
  const answered = answerRequest(own, assessment, readRequest(situation.engagement, own))
  return { rank: assessment.trust.write, given: givenOf(answered, topic) }
}

/** Asks the solver for one engagement that comes to a cell; `null` where none could be built. */
export const searchFor = (
  policy: CompiledPolicy,
  topic: Topic,
  { rank, channel, given }: Pick<MatrixCell, 'rank' | 'channel' | 'given'>,
): Situation | null => fillGap(askOf(policy, topic, new Map()), { rank, channel, wanted: [given] })

const printCell = ({ rank, channel, given }: MatrixCell): string => `${rank} ${channel} ${given}`

// How the solver states what is given of a topic.
const statementsOf = (
  { terms }: Question,
  topic: Topic,
): readonly (readonly [string, Formula])[] =>
  topic.about === 'class'
    ? disclosures(terms, topic.rule)
    : [['allow', isAllowed(terms, topic.rule)]]

// A policy of which nothing but trust is asked.
const bare = (policy: CompiledPolicy): CompiledPolicy => ({
  ...policy,
  classes: [],
  actions: [],
  routes: policy.routes.slice(-1),
  stepUp: [],
})

const distinct = (situations: readonly Situation[]): readonly Situation[] => [
  ...new Map(situations.map((situation) => [JSON.stringify(situation), situation])).values(),
]

function bestOf(
  [policy, loose]: readonly [CompiledPolicy, CompiledPolicy],
  topic: Topic,
  situations: readonly Situation[],
  work: Work,
): readonly MatrixCell[] {
  const [own, other] = [partOf(policy, topic), partOf(loose, topic)]
  const best = new Map<string, Omit<MatrixCell, 'tightened'>>()
  const withoutPacks = new Map<string, string>()
  const isTrustAlike = printTrust(policy) === printTrust(loose)
  for (const example of situations) {
    const situation = asking(topic, example)
    const request = readRequest(situation.engagement, own)
    const assessment = assessOnce(policy, example, situation, work)
    const given = givenOf(answerRequest(own, assessment, request), topic)
    const channel = channelOf(situation)
    const rank = assessment.trust.write
    const key = `${rank} ${channel}`
    const held = best.get(key)
    if (held === undefined || isMore(topic, given, held.given)) {
      best.set(key, { topic: topic.name, about: topic.about, channel, rank, given, situation })
    }
    if (loose === policy) continue
    const loosely = isTrustAlike ? assessment : assessOn(loose, situation)
    const without = givenOf(answerRequest(other, loosely, request), topic)
    const most = withoutPacks.get(key)
    if (most === undefined || isMore(topic, without, most)) withoutPacks.set(key, without)
  }
  return [...best].map(([key, cell]) => {
    const without = withoutPacks.get(key)
    return { ...cell, tightened: without !== undefined && isMore(topic, without, cell.given) }
  })
}

// What `evaluate` does before it decides. The rest of what it says, such as redaction, no cell holds.
const assessOn = (policy: CompiledPolicy, { engagement, at }: Situation): Assessment =>
  assessReading(readEngagement(engagement, policy), at, policy)

/** Assesses an example as it is for a row: once for all rows, where none of its evidence is for a purpose. */
function assessOnce(
  policy: CompiledPolicy,
  example: Situation,
  situation: Situation,
  { assessed }: Work,
): Assessment {
  if (!holdsSame(example, situation)) return assessOn(policy, situation)
  const known = assessed.get(example) ?? assessOn(policy, situation)
  assessed.set(example, known)
  return known
}

// A proof for a purpose counts where that is asked for. All other evidence is the same for every row, and assessed once.
const holdsSame = ({ engagement: one }: Situation, { engagement: other }: Situation): boolean =>
  one.intent?.amount === other.intent?.amount &&
  one.intent?.payee === other.intent?.payee &&
  (one.evidence ?? []).every(
    (item, at) => item === other.evidence?.[at] && item['purpose'] === undefined,
  )

// Packs tighten trust as well as rules. Where they leave it as it is, it is assessed once.
const printTrust = ({
  classes,
  actions,
  routes,
  redact,
  digest,
  packs,
  ...trust
}: CompiledPolicy) => JSON.stringify(trust)

const channelOf = ({ engagement: { contact } }: Situation): string =>
  contact.channel === 'custom' ? (contact.address.split(':')[0] ?? 'custom') : contact.channel

const ORDERS: Readonly<Record<Topic['about'], readonly string[]>> = {
  class: [...RUNGS.slice(0, 1), 'deliver_to_record', ...RUNGS.slice(1)],
  action: ANSWERS.toReversed(),
}

// Tells whether a rung or answer gives more than another.
const isMore = ({ about }: Topic, one: string, other: string): boolean =>
  ORDERS[about].indexOf(one) > ORDERS[about].indexOf(other)
