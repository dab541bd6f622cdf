import { engagementOf, type Situation } from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import type { Rank } from '../../model/index.js'
import { askingFor } from '../asking.js'
import {
  type DeskCaller,
  deskCallers,
  evidenceKit,
  type KitItem,
  messageOn,
  TITLES,
} from '../desk/evidenceKit.js'
import { searchFor } from '../matrix.js'
import { answerFully, type RowWork, startWork } from '../rowAnswers.js'
import type { Topic } from '../topics.js'

/** Evidence that comes to a cell together, by the names it has on the desk, and the engagement that holds it. */
export interface Combination {
  /** What the pieces are called on the desk; empty where the solver found them. */
  readonly titles: readonly string[]
  /** The engagement that holds them. */
  readonly situation: Situation
  /** Whether what is left of it without a part was tried too, and comes to something else. The solver's is not. */
  readonly isSmallest: boolean
}

/** Which cell is looked into: a row at a level on a channel, and what is given there. */
export interface CellQuestion {
  /** The row. */
  readonly topic: Topic
  /** The level. */
  readonly rank: Rank
  readonly channel: string
  /** What is given there. */
  readonly given: string
}

interface TriedCombination extends Combination {
  readonly items: readonly KitItem[]
  readonly rank: Rank
  readonly given: string
}

/**
 * Tries the evidence that comes together on a channel for a row, fewest parts first: the directory's answer, the check of
 * the number, every set of up to two proofs that the business can ask for, and everything that speaks against somebody.
 */
export function tryOn(
  policy: CompiledPolicy,
  topic: Topic,
  channel: string,
): readonly TriedCombination[] {
  const { sets, work } = setsTriedOn(policy, channel)
  return sets.map(({ items, example }): TriedCombination => {
    const titles = items.map(({ title }) => title)
    const situation = askingFor(topic, example)
    const answer = answerFully(policy, topic, example, work)
    return { items, titles, situation, isSmallest: true, ...answer }
  })
}

/** Sets of evidence on one channel, each with the engagement that holds it, and what is worked out once for all rows. */
interface TriedSets {
  readonly channel: string
  readonly sets: readonly { readonly items: readonly KitItem[]; readonly example: Situation }[]
  readonly work: RowWork
}

/** The channel that was last tried under each policy: whoever looks into one row of it mostly looks into the next. */
const LAST = new WeakMap<CompiledPolicy, TriedSets>()

function setsTriedOn(policy: CompiledPolicy, channel: string): TriedSets {
  const last = LAST.get(policy)
  if (last?.channel === channel) return last
  const caller = deskCallers(policy).find(({ title }) => title === channel)
  const sets =
    caller === undefined
      ? []
      : setsOf(policy, evidenceKit(policy, caller)).map((items) => ({
          items,
          example: exampleOf(policy, caller, items),
        }))
  const tried = { channel, sets, work: startWork() }
  LAST.set(policy, tried)
  return tried
}

function exampleOf(
  policy: CompiledPolicy,
  { channel, address }: DeskCaller,
  items: readonly KitItem[],
): Situation {
  const message = messageOn(policy, { channel })
  return engagementOf({
    channel,
    address,
    ...(message !== null && { message }),
    ...(items.length > 0 && { evidence: items.map(({ evidence }) => evidence) }),
  })
}

/**
 * Lists the smallest combinations of evidence that come to a cell, those of fewest parts first: each was decided, and of
 * none could a part be left out. Where none of those that were tried comes to it the solver is asked for one engagement.
 */
export function combinationsOf(
  policy: CompiledPolicy,
  { topic, rank, channel, given }: CellQuestion,
  tried: readonly TriedCombination[] = tryOn(policy, topic, channel),
): readonly Combination[] {
  const smallest: TriedCombination[] = []
  for (const one of tried) {
    if (one.rank !== rank || one.given !== given) continue
    const isLarger = smallest.some(({ items }) => items.every((item) => one.items.includes(item)))
    if (!isLarger) smallest.push(one)
  }
  if (smallest.length > 0) return smallest
  const { situation } = searchFor(policy, topic, { rank, channel, given })
  return situation === null
    ? []
    : [{ titles: [], situation: askingFor(topic, situation), isSmallest: false }]
}

/**
 * Lists sets of evidence on a channel, the smaller first: nothing or one tie, with or without a clean check, with up to two
 * proofs; and each thing that may be held against somebody, unknown or enrolled.
 *
 * Two proofs are enough to reach any level (`writeRank`), so no larger set is tried; what takes three
 * categories is left to the solver.
 */
function setsOf(policy: CompiledPolicy, kit: readonly KitItem[]): readonly (readonly KitItem[])[] {
  const offered = ({ method = '' }: KitItem): boolean =>
    policy.stepUp.length === 0 || policy.stepUp.includes(method)
  const clean = kit.filter(({ title }) => title === TITLES.clean)
  const ties: readonly (readonly KitItem[])[] = [
    [],
    ...kit.filter(({ group }) => group === 'directory').map((item) => [item]),
  ]
  const bases = ties.flatMap((tie) => [tie, ...clean.map((item) => [...tie, item])])
  const proofs = kit.filter((item) => item.group === 'proof' && offered(item))
  const risks = kit.filter(({ group, title }) => group === 'risk' && title !== TITLES.clean)
  const pairs = proofs.flatMap((one, at) => proofs.slice(at + 1).map((other) => [one, other]))
  const rest = [[], ...proofs.map((one) => [one]), ...pairs]
  const known = [[], ...kit.filter(({ title }) => title === TITLES.enrolled).map((one) => [one])]
  return [
    ...bases.flatMap((base) => rest.map((more) => [...base, ...more])),
    ...known.flatMap((base) => risks.map((risk) => [...base, risk])),
  ].toSorted((one, other) => one.length - other.length)
}
