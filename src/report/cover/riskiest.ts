import type { Rank } from '../../model/index.js'
import type { Matrix } from '../matrix.js'
import type { Topic } from '../topics.js'

/** Something that a policy allows: to whom at least, and on which channels. */
export interface Allowance {
  /** The class or action. */
  readonly topic: Topic
  /** How much of it is given. */
  readonly given: string
  /** The lowest level at which anybody is given it. */
  readonly rank: Rank
  readonly channels: readonly string[]
}

/** How many are shown on the first screen. */
const MOST = 5

/**
 * Lists the riskiest things that a policy allows, one for each topic, the riskiest first. Risk grows with how much is
 * given, with the sensitivity of its class, and with how little trust is enough: the lowest level at which anybody is
 * given it, as the matrix found it.
 */
export function riskiestOf({ topics, cells }: Matrix): readonly Allowance[] {
  const named = cells.filter(({ channel }) => channel !== 'unknown')
  const highest = Math.max(
    ...topics.map(({ rule }) => ('sensitivity' in rule ? rule.sensitivity : 0)),
  )
  return topics
    .flatMap((topic) => {
      const own = named.filter(({ about, topic: name }) => {
        return about === topic.about && name === topic.name
      })
      const scored = own.map((cell) => ({
        cell,
        risk: (OPENNESS[cell.given] ?? 0) * weightOf(topic, highest) * (5 - cell.rank),
      }))
      const worst = scored.reduce<(typeof scored)[number] | undefined>(
        (most, one) => (one.risk > (most?.risk ?? 0) ? one : most),
        undefined,
      )
      if (worst === undefined) return []
      const { given, rank } = worst.cell
      const channels = own
        .filter((cell) => cell.given === given && cell.rank === rank)
        .map(({ channel }) => channel)
      return [{ risk: worst.risk, topic, given, rank, channels }]
    })
    .toSorted((one, other) => other.risk - one.risk)
    .slice(0, MOST)
    .map(({ topic, given, rank, channels }) => ({ topic, given, rank, channels }))
}

/**
 * How much is given, as a factor of risk. What only takes in what they tell, or asks for
 * more proof, gives nothing.
 */
const OPENNESS: Readonly<Record<string, number>> = {
  deliver_to_record: 1,
  confirm: 2,
  masked: 3,
  full: 5,
  allow: 5,
}

/**
 * How sensitive a topic is, from 0 to 1. An action states no sensitivity of its own, so it
 * stands among classes of middling sensitivity. The least sensitive class is what a
 * business says to everybody, such as its products, and weighs next to nothing.
 */
const weightOf = (topic: Topic, highest: number): number =>
  topic.about === 'action' ? 0.4 : Math.max(0.01, topic.rule.sensitivity / Math.max(1, highest))
