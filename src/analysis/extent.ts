import {
  type CompiledPolicy,
  conditionsOf,
  requirementsOf,
  rulesOf,
  rulesOfAction,
  withInner,
} from '../decide/index.js'
import { RANKS, type Rank } from '../model/index.js'
import {
  type BusinessAddress,
  CHANNEL,
  type Formula,
  isOneOf,
  type Question,
  READ,
  type Terms,
  WRITE,
} from '../space/index.js'

/**
 * Where a region lies, as far as it was looked at: the channels, and the levels of write and of
 * read trust, each asked for by itself.
 */
export interface Extent {
  readonly channels: readonly string[]
  readonly write: readonly Rank[]
  readonly read: readonly Rank[]
  readonly states: number
}

/**
 * Asks on which channels, and at which levels, something is so.
 *
 * Each value is asked for by itself beside the statements; what is too much to look at counts as
 * within.
 */
export function extentOf({ terms, solve }: Question, statements: readonly Formula[]): Extent {
  let states = 0
  const isSoAt = (variable: number, value: number): boolean => {
    const isSo = solve(...statements, isOneOf(variable, [value])).type !== 'none'
    if (isSo) states += 1
    return isSo
  }
  const byLook = new Map<string, boolean>()
  const channels = terms.ways.flatMap((way, place) => {
    if (!way.isKnown) return []
    const look = lookOf(terms, way)
    const isSo = byLook.get(look) ?? isSoAt(CHANNEL, place)
    byLook.set(look, isSo)
    return isSo ? [way.name] : []
  })
  const ranks = (variable: number): readonly Rank[] =>
    RANKS.filter((rank) => isSoAt(variable, rank))
  return { channels, write: ranks(WRITE), read: ranks(READ), states }
}

/**
 * Tells ways to write apart as the policies do. Ways that no condition and no requirement tells
 * apart are alike, so one question serves all of them: a ceiling of a class is a requirement of its
 * rungs.
 */
const lookOf = ({ policies }: Terms, { words, session }: BusinessAddress): string => {
  const lists = policies.flatMap(channelListsOf)
  return [session, ...lists.map((list) => words.some((word) => list.includes(word)))].join()
}

const channelListsOf = (policy: CompiledPolicy): readonly (readonly string[])[] => {
  const rules = [...policy.classes.flatMap(rulesOf), ...policy.actions.flatMap(rulesOfAction)]
  return [
    ...conditionsOf(policy)
      .flatMap(withInner)
      .map(({ channel = [] }) => channel),
    ...rules.flatMap(requirementsOf).map(({ channels = [] }) => channels),
  ].filter((list) => list.length > 0)
}
