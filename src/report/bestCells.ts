import type { Situation } from '../analysis/index.js'
import type { CompiledPolicy } from '../decide/index.js'
import { ANSWERS, GIVEN_RUNGS } from '../model/index.js'
import { channelOfSituation } from '../space/index.js'
import { askingFor } from './asking.js'
import { answerFully, answerPlainly, mostOf, type RowAnswer, type RowWork } from './rowAnswers.js'
import { partOf, type Topic } from './topics.js'

/** The most that anybody at one level on one channel is given in a row, and who is. */
export interface BestCell extends RowAnswer {
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
export const ANSWER_ORDERS: Readonly<Record<Topic['about'], readonly string[]>> = {
  class: ['none', 'deliver_to_record', ...GIVEN_RUNGS],
  action: ANSWERS.toReversed(),
}

const isMore = ({ about }: Topic, one: string, other: string): boolean =>
  ANSWER_ORDERS[about].indexOf(one) > ANSWER_ORDERS[about].indexOf(other)

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
    const channel = channelOfSituation(example)
    const { rank } = plain
    // One cell is one level on one channel.
    const key = `${rank} ${channel}`
    const held = best.get(key)
    held?.same.push(example)
    // A plan takes longest to make, and changes nothing where as much is given already as it could offer.
    if (held !== undefined && !isMore(topic, mostOf(topic, plain), held.given)) continue
    const { given } = answerFully(policy, topic, example, work)
    if (held !== undefined && !isMore(topic, given, held.given)) continue
    const situation = askingFor(topic, example)
    best.set(key, { channel, rank, given, situation, same: held?.same ?? [example] })
  }
  return [...best.values()]
}

/** A policy without its packs, and what is worked out once of it. */
export interface LoosenedPolicy {
  readonly loose: CompiledPolicy
  readonly work: RowWork
}

/**
 * Tells whether packs changed anything that can change a row: trust, or its rule. Only then may they have tightened one of
 * its cells.
 */
export const isRuledOtherwise = (
  policy: CompiledPolicy,
  loose: CompiledPolicy,
  topic: Topic,
): boolean => printRules(partOf(policy, topic)) !== printRules(partOf(loose, topic))

/** Tells whether without packs somebody would be given more than a cell says, of all who reach it. */
export function isTightened(
  { loose, work }: LoosenedPolicy,
  topic: Topic,
  { given, same }: Pick<BestCell, 'given' | 'same'>,
): boolean {
  if (given === ANSWER_ORDERS[topic.about].at(-1)) return false
  return same.some((example) => {
    const plain = answerPlainly(loose, topic, example, work)
    if (isMore(topic, plain.given, given)) return true
    if (!isMore(topic, mostOf(topic, plain), given)) return false
    return isMore(topic, answerFully(loose, topic, example, work).given, given)
  })
}

/**
 * Prints what of a policy can change an answer. Digest, packs, redaction and routes change
 * none.
 */
const printRules = ({ digest, packs, redact, routes, ...rules }: CompiledPolicy): string =>
  JSON.stringify(rules)
