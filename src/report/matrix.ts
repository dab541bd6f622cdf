import type { Situation } from '../analysis/index.js'
import type { CompiledPolicy } from '../decide/index.js'
import { RANKS, type Rank } from '../model/index.js'
import {
  channelOfSituation,
  disclosureStatements,
  eachOnce,
  type Formula,
  findExample,
  isAllowed,
  isOneOf,
  openQuestion,
  plainSituations,
  type Question,
  trustKey,
  WRITE,
} from '../space/index.js'
import { askingFor, inCircumstancesOf } from './asking.js'
import {
  ANSWER_ORDERS,
  type BestCell,
  bestOf,
  isRuledOtherwise,
  isTightened,
  type LoosenedPolicy,
} from './bestCells.js'
import { soundSituations } from './desk/evidenceKit.js'
import {
  type CappedSituations,
  fillGap,
  type GapQuestion,
  gapsOf,
  reachingAll,
} from './matrixGaps.js'
import { answerOnRow, answerPlainly, type RowWork, startWork } from './rowAnswers.js'
import { partOf, type Topic, topicsOf } from './topics.js'

/** The most that anybody at one level on one channel is given of a topic, and an engagement that is given it. */
export interface MatrixCell {
  /** The name of the class or action. */
  readonly topic: string
  /** Whether it is a class or an action: both may have one name. */
  readonly about: Topic['about']
  readonly channel: string
  /** The level, 0 to 4. */
  readonly rank: Rank
  /** A rung of a class or the answer to an action. */
  readonly given: string
  /** An engagement that is given it, so that anybody can check the cell. */
  readonly situation: Situation
  /** Whether without packs more would be given at this level on this channel. */
  readonly tightened: boolean
}

/** Every cell that can be reached, and how many states were looked at for them. */
export interface Matrix {
  /** The rows, in the order of the policy. */
  readonly topics: readonly Topic[]
  /** Every cell that was found, in no order that matters. */
  readonly cells: readonly MatrixCell[]
  /** How many pairs of a topic and an engagement were looked at. */
  readonly states: number
  /** Topics with more states than are looked at: they have no cells. */
  readonly untold: readonly string[]
  /** Topics of which a search was given up: more may be given than their cells say. */
  readonly unsure: readonly string[]
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
  const found = eachOnce([...known, ...soundSituations(policy), ...plainSituations([policy])])
  const reaching = reachingAll(withoutTopics(policy), found, channelOfSituation)
  const common = eachOnce([...found, ...reaching.situations])
  // How many topics there is room for: each is tried with every engagement.
  const room = Math.floor(most / Math.max(1, common.length)) + 1
  const told = topics.slice(0, room)
  const work: MatrixWork = { held: new Map(), unsure: new Set(), ...startWork() }
  const own = told.map((topic) => examplesOf(policy, topic, common, work))
  // What would open something takes the whole plan, so whatever is an example for one topic is tried for all.
  const pool = eachOnce([...common, ...own.flat()])
  // Who is trusted alike under both is assessed once for both.
  const asked = trustKey(loose) === trustKey(policy) ? work.asked : undefined
  const loosened = loose === policy ? null : { loose, work: startWork(asked) }
  const cells = told.flatMap((topic) => evenOut({ policy, loosened }, topic, pool, work))
  return {
    topics,
    cells,
    states: told.length * common.length,
    untold: topics.slice(room).map(({ name }) => name),
    // Who reaches a level bears on every topic.
    unsure: reaching.isGivenUp ? told.map(({ name }) => name) : [...work.unsure],
  }
}

/** What is worked out once for all rows of one matrix. */
interface MatrixWork extends RowWork {
  /** Who is capped on which channel. */
  readonly held: CappedSituations
  /** Topics of which not everything could be looked at. */
  readonly unsure: Set<string>
}

/**
 * In pairs of a topic and an engagement. It bounds the time: after so many no further topic
 * is looked at, and those that are left are named as untold.
 */
const MOST_STATES = 500_000

/**
 * Looks for an engagement for everything that a topic is ever given at a level beyond what those at hand are given there: so
 * the matrix holds the most that the solver does not rule out and an example can be built for. What is less is looked for
 * on the channels that are given less.
 */
function examplesOf(
  policy: CompiledPolicy,
  topic: Topic,
  common: readonly Situation[],
  work: MatrixWork,
): readonly Situation[] {
  // What is given takes no plan: only what would be offered instead does.
  const own = { ...partOf(policy, topic), stepUp: [] }
  const order = ANSWER_ORDERS[topic.about]
  const answers = common.map((example) => answerPlainly(policy, topic, example, work))
  const mostAt = (rank: Rank): number =>
    Math.max(...answers.map((answer) => (answer.rank === rank ? order.indexOf(answer.given) : -1)))
  const question = openQuestion([own])
  const examples = RANKS.flatMap((rank) => {
    const most = mostAt(rank)
    const more = statementsOf(question, topic).filter(([word]) => order.indexOf(word) > most)
    return more.flatMap(([word, statement]): readonly Situation[] => {
      const found = findExample([own], question, [statement, isOneOf(WRITE, [rank])], {
        shows: (situation) => {
          const answer = answerOnRow(own, own, topic, situation)
          return answer.rank === rank && answer.given === word
        },
      })
      return found.type === 'example' ? [found.situation] : []
    })
  })
  // What was given up is no sign that nobody is given it.
  if (question.givenUp() !== null) work.unsure.add(topic.name)
  return examples
}

/** The levels by number, the least first. */

/**
 * Fills the cells of one row. Where channels differ, each is looked at by itself, so that a
 * difference on the page is one of the policy and not one of what happened to be looked at.
 */
function evenOut(
  {
    policy,
    loosened,
  }: { readonly policy: CompiledPolicy; readonly loosened: LoosenedPolicy | null },
  topic: Topic,
  pool: readonly Situation[],
  work: MatrixWork,
): readonly MatrixCell[] {
  const found = bestOf(policy, topic, pool, work)
  const place = placeFor(topic, found)
  const rankOf = (one: Situation): Rank => answerPlainly(policy, topic, one, work).rank
  const placed = place === null ? [] : refusedIn(found, place, rankOf)
  const best = placed.length === 0 ? found : bestOf(policy, topic, [...pool, ...placed], work)
  // What the packs left as it was gives nobody more.
  const looser =
    loosened !== null && isRuledOtherwise(policy, loosened.loose, topic) ? loosened : null
  const isLess = (cell: BestCell): boolean => looser !== null && isTightened(looser, topic, cell)
  const tightened = best.map(isLess)
  const cells = best.map((cell, at) => cellOf(topic, cell, tightened[at] === true))
  const gaps = gapsOf(cells, ANSWER_ORDERS[topic.about])
  if (gaps.length === 0) return cells
  const asked = askOf(policy, topic, { held: work.held, place: place ?? ((one) => one) })
  const filled = gaps.map((gap) => fillGap(asked, gap))
  const more = filled.flatMap(({ situation }) => situation ?? [])
  if (filled.some(({ isGivenUp }) => isGivenUp)) work.unsure.add(topic.name)
  if (more.length === 0) return cells
  const known = new Set(cells.filter((cell) => cell.tightened).map(printCell))
  const situations = [...cells.map(({ situation }) => situation), ...more]
  return bestOf(policy, topic, situations, work).map((cell) => {
    const isKnown = known.has(printCell(cell))
    return cellOf(topic, cell, isKnown || isLess(cell))
  })
}

type PutInPlace = GapQuestion['place']

/**
 * Puts somebody in circumstances in which an action is allowed to somebody else: there it may be offered to them for a
 * further proof. The solver has no statement for that, and what is allowed at one level says nothing of another.
 */
function placeFor({ about }: Topic, cells: readonly BestCell[]): PutInPlace | null {
  const allowed = cells.find(({ given }) => given === 'allow')
  return about === 'class' || allowed === undefined
    ? null
    : (situation) => inCircumstancesOf(allowed.situation, situation)
}

/** Lists those who are refused an action, in circumstances in which it may be offered, as far as they stay at their level. */
const refusedIn = (
  cells: readonly BestCell[],
  place: PutInPlace,
  rankOf: (situation: Situation) => Rank,
): readonly Situation[] =>
  cells
    .filter(({ given }) => OFFERED_LESS.includes(given))
    .flatMap(({ rank, same }) =>
      same
        .slice(0, MOST_PLACED)
        .map(place)
        .filter((one) => rankOf(one) === rank),
    )

/** The answers to an action that are less than a further proof that is offered. */
const OFFERED_LESS = ANSWER_ORDERS.action.slice(0, ANSWER_ORDERS.action.indexOf('step_up'))

/** Of those who reach a level on a channel. Who is not offered a proof here is mostly not offered one elsewhere. */
const MOST_PLACED = 24

/** Makes a cell of what was found, without the list of all who reach it. */
function cellOf(
  { name, about }: Topic,
  { channel, rank, given, situation }: BestCell,
  tightened: boolean,
): MatrixCell {
  return { topic: name, about, channel, rank, given, situation, tightened }
}

/** What is asked of one row: of the solver, and of what is really decided. */
function askOf(
  policy: CompiledPolicy,
  topic: Topic,
  known: Pick<GapQuestion, 'held' | 'place'>,
): GapQuestion {
  const own = partOf(policy, topic)
  const question = openQuestion([{ ...own, stepUp: [] }])
  return {
    policy: own,
    question,
    ...known,
    statements: new Map(statementsOf(question, topic)),
    answer: (situation) => answerOnRow(policy, own, topic, askingFor(topic, situation)),
  }
}

/** Asks the solver for one engagement that comes to a cell, as `fillGap` does. */
export const searchFor = (
  policy: CompiledPolicy,
  topic: Topic,
  { rank, channel, given }: Pick<MatrixCell, 'rank' | 'channel' | 'given'>,
  most?: number,
) =>
  fillGap(
    askOf(policy, topic, { held: new Map(), place: (one) => one }),
    { rank, channel, wanted: [given] },
    most,
  )

/** Names a cell, to find it again after its row was worked out anew. */
const printCell = ({
  rank,
  channel,
  given,
}: Pick<MatrixCell, 'rank' | 'channel' | 'given'>): string => `${rank} ${channel} ${given}`

/**
 * Gives, for everything that a topic can be given, the statement of the solver that it is
 * given. Of an action the solver knows one: that it is allowed.
 */
const statementsOf = (
  { terms }: Question,
  topic: Topic,
): readonly (readonly [string, Formula])[] =>
  topic.about === 'class'
    ? disclosureStatements(terms, topic.rule)
    : [['allow', isAllowed(terms, topic.rule)]]

/** A policy of which nothing but trust is asked: without rows a search is many times quicker. */
const withoutTopics = (policy: CompiledPolicy): CompiledPolicy => ({
  ...policy,
  classes: [],
  actions: [],
  routes: policy.routes.slice(-1),
  stepUp: [],
})
