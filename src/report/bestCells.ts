import type { Situation } from '../analysis/index.js'
import { answerRequest, type CompiledPolicy } from '../decide/index.js'
import { ANSWERS, type Assessment, type Decision, GIVEN_RUNGS, type Rank } from '../model/index.js'
import { channelOf } from '../space/index.js'
import { assessReading, readEngagement, readRequest } from '../trust/index.js'
import { asking, isLinked } from './asking.js'
import { partOf, type Topic } from './topics.js'

/** What somebody comes to in a row: the level that they reach, and what they are given of its topic. */
export interface RowAnswer {
  /** The level, from 0 (anonymous) to 4 (verified with a strong proof). */
  readonly rank: Rank
  /** A rung of a class or the answer to an action: `masked`, `allow`. */
  readonly given: string
}

/**
 * What is worked out once for a whole matrix: engagements as trust sees them, and what each
 * comes to in each row when nothing is offered that would open more. A matrix asks a
 * hundred thousand times, and most of it has been asked before.
 */
export interface RowWork {
  /** As each engagement is for a row; where a row asks for a payment's amount and payee it is another one. */
  readonly assessed: Readonly<Record<'linked' | 'unlinked', Map<Situation, Assessment>>>
  /** What is known of each row. */
  readonly rows: Map<Topic, AnyRow>
}

/** Starts with nothing worked out. One start is for one policy. */
export const startWork = (): RowWork => ({
  assessed: { linked: new Map(), unlinked: new Map() },
  rows: new Map(),
})

/**
 * The name under which any row is asked about: a proof counts for the row whose name it bears, so an engagement in which
 * every row bears one name has to be assessed once for all of them. No policy has a name with a space before it.
 */
const ANY_ROW = ' row'

/** A row under the name of any row: what is asked about, and of which policies. */
interface AnyRow {
  /** The row, called `ANY_ROW`. */
  readonly row: Topic
  /** The whole policy, which knows this row as well: trust is read under it. */
  readonly whole: CompiledPolicy
  /** The row alone, with nothing offered that would open more: what is given is decided by it. */
  readonly own: CompiledPolicy
  /** The row alone, with all that is offered. */
  readonly offering: CompiledPolicy
  /** What was found out before, by engagement. */
  readonly answers: Map<Situation, RowAnswer>
}

/** Gives a row the name of any row, within the whole policy and by itself. The rule is the policy's own. */
function startRow(policy: CompiledPolicy, topic: Topic): AnyRow {
  const part = partOf(policy, topic)
  const classes = part.classes.map((rule) => ({ ...rule, name: ANY_ROW }))
  const actions = part.actions.map((rule) => ({ ...rule, name: ANY_ROW }))
  const offering = { ...part, classes, actions }
  return {
    row: { ...topic, name: ANY_ROW },
    whole: {
      ...policy,
      classes: [...policy.classes, ...classes],
      actions: [...policy.actions, ...actions],
    },
    own: { ...offering, stepUp: [] },
    offering,
    answers: new Map(),
  }
}

/** The most that anybody at one level on one channel is given in a row, and who is. */
export interface BestCell extends RowAnswer {
  /** The channel, as a policy names it. */
  readonly channel: string
  /** An engagement that is given it, so that the cell can be checked. */
  readonly situation: Situation
  /** All who reach that level on that channel. */
  readonly same: readonly Situation[]
}

/**
 * The answers of rows, the least first. Delivery to the address on file stands right above
 * nothing: the customer is given it, and whoever asks here sees none of it.
 */
export const ORDERS: Readonly<Record<Topic['about'], readonly string[]>> = {
  class: ['none', 'deliver_to_record', ...GIVEN_RUNGS],
  action: ANSWERS.toReversed(),
}

/** Tells whether a rung or answer gives more than another. */
const isMore = ({ about }: Topic, one: string, other: string): boolean =>
  ORDERS[about].indexOf(one) > ORDERS[about].indexOf(other)

/** Finds, for one row, the most that is given at each level on each channel, and the first who is given it. */
export function bestOf(
  policy: CompiledPolicy,
  topic: Topic,
  situations: readonly Situation[],
  work: RowWork,
): readonly BestCell[] {
  const best = new Map<string, BestCell & { readonly same: Situation[] }>()
  for (const example of situations) {
    const plain = answerPlainly(policy, topic, example, work)
    const channel = channelOf(example)
    const { rank } = plain
    // One cell is one level on one channel.
    const key = `${rank} ${channel}`
    const held = best.get(key)
    held?.same.push(example)
    // A plan takes longest to make, and changes nothing where as much is given already as it could offer.
    if (held !== undefined && !isMore(topic, mostOf(topic, plain), held.given)) continue
    const { given } = isFinal(topic, plain) ? plain : answerOffered(policy, topic, example, work)
    if (held !== undefined && !isMore(topic, given, held.given)) continue
    const situation = asking(topic, example)
    best.set(key, { channel, rank, given, situation, same: held?.same ?? [example] })
  }
  return [...best.values()]
}

/** A policy without its packs, and what is worked out once of it. */
export interface Loosened {
  readonly loose: CompiledPolicy
  readonly work: RowWork
}

/** Tells whether without packs somebody would be given more than a cell says, of all who reach it. */
export function isTightened(
  policy: CompiledPolicy,
  { loose, work }: Loosened,
  topic: Topic,
  { given, same }: Pick<BestCell, 'given' | 'same'>,
): boolean {
  if (given === ORDERS[topic.about].at(-1)) return false
  // What the packs left as it was gives nobody more: trust, and the rule of the row.
  if (printRules(partOf(policy, topic)) === printRules(partOf(loose, topic))) return false
  return same.some((example) => {
    const plain = answerPlainly(loose, topic, example, work)
    if (isMore(topic, plain.given, given)) return true
    if (!isMore(topic, mostOf(topic, plain), given)) return false
    return isMore(topic, answerOffered(loose, topic, example, work).given, given)
  })
}

/**
 * Prints what of a policy can change an answer. Digest, packs, redaction and routes change
 * none.
 */
const printRules = ({ digest, packs, redact, routes, ...rules }: CompiledPolicy): string =>
  JSON.stringify(rules)

/**
 * Reads the level that somebody reaches under a policy, and what a topic is given there. `own` is the part of the policy
 * that is of this topic alone: trust knows the purposes of all of them, and what is given needs no other.
 */
export function answerOn(
  policy: CompiledPolicy,
  own: CompiledPolicy,
  topic: Topic,
  situation: Situation,
): RowAnswer {
  return answerAssessed(own, topic, situation, assessOn(policy, situation))
}

/** Reads what a topic is given, once trust is known. */
function answerAssessed(
  own: CompiledPolicy,
  topic: Topic,
  { engagement }: Situation,
  assessment: Assessment,
): RowAnswer {
  const answered = answerRequest(own, assessment, readRequest(engagement, own))
  return { rank: assessment.trust.write, given: givenOf(answered, topic) }
}

/** Reads what a decision gives of a topic. What it does not name is not given. */
const givenOf = (
  { disclosure, actions }: Pick<Decision, 'disclosure' | 'actions'>,
  { about, name }: Topic,
): string => (about === 'class' ? (disclosure[name] ?? 'none') : (actions[name] ?? 'deny'))

/**
 * Says what an example comes to in a row when nothing is offered that would open more.
 * Worked out once for each pair.
 */
export function answerPlainly(
  policy: CompiledPolicy,
  topic: Topic,
  example: Situation,
  work: RowWork,
): RowAnswer {
  const any = rowIn(policy, topic, work)
  const known = any.answers.get(example)
  if (known !== undefined) return known
  const answer = namesPurpose(example)
    ? answerOn(policy, { ...partOf(policy, topic), stepUp: [] }, topic, asking(topic, example))
    : answerOfRow(any, any.own, example, assessedIn(topic, work))
  any.answers.set(example, answer)
  return answer
}

/** Says what an example comes to in a row when all is offered that would open more. */
function answerOffered(
  policy: CompiledPolicy,
  topic: Topic,
  example: Situation,
  work: RowWork,
): RowAnswer {
  if (namesPurpose(example))
    return answerOn(policy, partOf(policy, topic), topic, asking(topic, example))
  const any = rowIn(policy, topic, work)
  return answerOfRow(any, any.offering, example, assessedIn(topic, work))
}

/** Gives a row under the name of any row, made once. */
function rowIn(policy: CompiledPolicy, topic: Topic, { rows }: RowWork): AnyRow {
  const any = rows.get(topic) ?? startRow(policy, topic)
  rows.set(topic, any)
  return any
}

/** Gives the engagements that were assessed before, as they are for a row. */
const assessedIn = ({ rule }: Topic, { assessed }: RowWork): Map<Situation, Assessment> =>
  assessed[isLinked(rule) ? 'linked' : 'unlinked']

/**
 * A proof that names its purpose counts for the row of that name alone, so it has to be
 * asked about under that name.
 */
const namesPurpose = ({ engagement }: Situation): boolean =>
  (engagement.evidence ?? []).some((item) => item['purpose'] !== undefined)

/** Says what an example comes to under the name of any row, for which it is assessed once. */
function answerOfRow(
  { row, whole }: AnyRow,
  own: CompiledPolicy,
  example: Situation,
  assessed: Map<Situation, Assessment>,
): RowAnswer {
  const situation = asking(row, example)
  const assessment = assessed.get(example) ?? assessOn(whole, situation)
  assessed.set(example, assessment)
  return answerAssessed(own, row, situation, assessment)
}

/**
 * A class is given without a plan, and so is an action that is allowed: neither can become
 * more by what is offered.
 */
const isFinal = ({ about }: Topic, { given }: RowAnswer): boolean =>
  about === 'class' || given === 'allow'

/** The most that an answer may come to once what would open more is offered as well. */
const mostOf = (topic: Topic, plain: RowAnswer): string =>
  isFinal(topic, plain) ? plain.given : 'step_up'

/**
 * Does what `evaluate` does before it decides. The rest of what `evaluate` says, such as
 * redaction, stands in no cell.
 */
const assessOn = (policy: CompiledPolicy, { engagement, at }: Situation): Assessment =>
  assessReading(readEngagement(engagement, policy), at, policy)
