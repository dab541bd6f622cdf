import type { Situation } from '../analysis/index.js'
import { answerRequest, type CompiledPolicy, isAnyOpenable } from '../decide/index.js'
import type { AssessedRequest, Decision, Rank } from '../model/index.js'
import { assessRequest } from '../trust/index.js'
import { askingFor, isLinked } from './asking.js'
import { partOf, type Topic } from './topics.js'

/** What somebody comes to in a row: the level that they reach, and what they are given of its topic. */
export interface RowAnswer {
  /** The level, from 0 (anonymous) to 4 (verified with a strong proof). */
  readonly rank: Rank
  /** A rung of a class or the answer to an action: `masked`, `allow`. */
  readonly given: string
}

/**
 * What is worked out once for a whole matrix: engagements as they ask for a row and as trust sees them, and what each
 * comes to in each row when nothing is offered that would open more. A matrix asks a hundred thousand times, and most of
 * it has been asked before.
 */
export interface RowWork {
  /** What asks for any row, by what it asks for: a class or an action, with a payment's amount and payee or without. */
  readonly asked: Map<string, AskedOf>
  /** What is known of each row, by what it is about and its name. */
  readonly rows: Map<string, RowKnown>
}

type AskedOf = Map<Situation, AssessedRequest>

/** Starts with nothing worked out. One start is for one policy, and for those that trust alike where `asked` is shared. */
export const startWork = (asked: RowWork['asked'] = new Map()): RowWork => ({
  asked,
  rows: new Map(),
})

/**
 * The name under which any row is asked about: a proof counts for the row whose name it bears, so an engagement in which
 * every row bears one name has to be assessed once for all of them. No policy has a name with a space before it.
 */
const ANY_ROW = ' row'

interface NamedRow {
  /** What is asked about. */
  readonly row: Topic
  /** The whole policy, which knows this row: trust is read under it. */
  readonly whole: CompiledPolicy
  /** The row alone, with nothing offered that would open more. */
  readonly plain: CompiledPolicy
  /** The row alone, with all that is offered. */
  readonly offering: CompiledPolicy
  readonly asked: AskedOf
}

interface RowKnown {
  /** The row as any row: where no proof bears a name. */
  readonly any: NamedRow
  readonly own: NamedRow
  /** What was found out before, by engagement. */
  readonly answers: Map<Situation, RowAnswer>
}

/** Gives a row its own name and the name of any row, within the whole policy and by itself. The rule is the policy's own. */
function startRow(policy: CompiledPolicy, topic: Topic, asked: AskedOf): RowKnown {
  const part = partOf(policy, topic)
  const classes = part.classes.map((rule) => ({ ...rule, name: ANY_ROW }))
  const actions = part.actions.map((rule) => ({ ...rule, name: ANY_ROW }))
  const whole = {
    ...policy,
    classes: [...policy.classes, ...classes],
    actions: [...policy.actions, ...actions],
  }
  const named = (row: Topic, offering: CompiledPolicy): Omit<NamedRow, 'whole' | 'asked'> => ({
    row,
    plain: { ...offering, stepUp: [] },
    offering,
  })
  return {
    any: { ...named({ ...topic, name: ANY_ROW }, { ...part, classes, actions }), whole, asked },
    own: { ...named(topic, part), whole: policy, asked: new Map() },
    answers: new Map(),
  }
}

/**
 * Reads the level that somebody reaches under a policy, and what a topic is given there. `own` is the part of the policy
 * that is of this topic alone: trust knows the purposes of all of them, and what is given needs no other.
 */
export function answerOnRow(
  policy: CompiledPolicy,
  own: CompiledPolicy,
  topic: Topic,
  situation: Situation,
): RowAnswer {
  const asked = assessRequest(situation.engagement, situation.at, policy)
  const plain = answerAsked({ ...own, stepUp: [] }, topic, asked)
  return isFinal(topic, plain) ? plain : withOffer(own, plain, asked)
}

/** Reads what a topic is given when nothing is offered that would open more. */
function answerAsked(
  plain: CompiledPolicy,
  topic: Topic,
  { assessment, request }: AssessedRequest,
): RowAnswer {
  const answered = answerRequest(plain, assessment, request)
  return { rank: assessment.trust.write, given: givenOf(answered, topic) }
}

/** Says of an action that is not allowed whether further proof is offered for it. */
const withOffer = (
  offering: CompiledPolicy,
  plain: RowAnswer,
  { assessment, request }: AssessedRequest,
): RowAnswer =>
  isAnyOpenable(offering, assessment, request) ? { ...plain, given: 'step_up' } : plain

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
  const known = rowIn(policy, topic, work)
  const before = known.answers.get(example)
  if (before !== undefined) return before
  const named = namedFor(known, example)
  const answer = answerAsked(named.plain, named.row, askedBy(named, example))
  known.answers.set(example, answer)
  return answer
}

/** Says what an example comes to in a row; what would open more is looked for only where it may make a difference. */
export function answerFully(
  policy: CompiledPolicy,
  topic: Topic,
  example: Situation,
  work: RowWork,
): RowAnswer {
  const plain = answerPlainly(policy, topic, example, work)
  if (isFinal(topic, plain)) return plain
  const named = namedFor(rowIn(policy, topic, work), example)
  return withOffer(named.offering, plain, askedBy(named, example))
}

/** Gives what is known of a row, started once. */
function rowIn(policy: CompiledPolicy, topic: Topic, { rows, asked }: RowWork): RowKnown {
  const { about, name, rule } = topic
  const key = `${about} ${name}`
  const known = rows.get(key)
  if (known !== undefined) return known
  const sort = `${about} ${isLinked(rule)}`
  const askedOf: AskedOf = asked.get(sort) ?? new Map()
  asked.set(sort, askedOf)
  const row = startRow(policy, topic, askedOf)
  rows.set(key, row)
  return row
}

/**
 * A proof that names its purpose counts for the row of that name alone, so it has to be
 * asked about under that name.
 */
const namedFor = ({ any, own }: RowKnown, { engagement }: Situation): NamedRow =>
  (engagement.evidence ?? []).some((item) => item['purpose'] !== undefined) ? own : any

/** Reads and assesses an example that asks for a row, once for all rows of one name. */
function askedBy({ row, whole, asked }: NamedRow, example: Situation): AssessedRequest {
  const known = asked.get(example)
  if (known !== undefined) return known
  const { engagement, at } = askingFor(row, example)
  const made = assessRequest(engagement, at, whole)
  asked.set(example, made)
  return made
}

/**
 * A class is given without a plan, and so is an action that is allowed: neither can become
 * more by what is offered.
 */
export const isFinal = ({ about }: Topic, { given }: RowAnswer): boolean =>
  about === 'class' || given === 'allow'

/** The most that an answer may come to once what would open more is offered as well. */
export const mostOf = (topic: Topic, plain: RowAnswer): string =>
  isFinal(topic, plain) ? plain.given : 'step_up'
