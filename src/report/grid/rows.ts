import { groupBy, RANKS, type Rank } from '../../model/index.js'
import type { Matrix, MatrixCell } from '../matrix.js'
import type { Topic } from '../topics.js'

/** What some channels give otherwise than most do. */
export interface GridException {
  /** A rung or an answer. */
  readonly given: string
  readonly channels: readonly string[]
}

/** One cell of the matrix over all channels: what most of them give, and those that give something else by name. */
export interface GridCell {
  /** The level, 0 to 4. */
  readonly rank: Rank
  /** What the channels give that agree with most; `null` where nobody reaches the level on any channel. */
  readonly given: string | null
  readonly channels: readonly string[]
  /** What other channels give, each with its channels. */
  readonly exceptions: readonly GridException[]
  /** Whether a pack asks more than the policy does by itself, on any channel. */
  readonly tightened: boolean
}

/** A row: a data class or an action, with a cell for each level; `null` where it was not looked at. */
export interface GridRow {
  /** The class or action. */
  readonly topic: Topic
  /** One for each level; `null` where there were too many states to look at. */
  readonly cells: readonly GridCell[] | null
}

/** A column: a level, and the channels on which nobody reaches it. */
export interface GridColumn {
  /** The level. */
  readonly rank: Rank
  /** The channels on which nobody reaches it. */
  readonly unreached: readonly string[]
}

/** The matrix with its channels side by side. */
export interface Grid {
  /** All channels that somebody was found on. */
  readonly channels: readonly string[]
  /** The levels, the least first. */
  readonly columns: readonly GridColumn[]
  /** The classes and actions. */
  readonly rows: readonly GridRow[]
}

/** Lays the cells of all channels into one table. A channel that is not known is no channel to choose. */
export function gridOf({ topics, cells, untold }: Matrix): Grid {
  const named = cells.filter(({ channel }) => channel !== 'unknown')
  const channels = [...new Set(named.map(({ channel }) => channel))]
  const columns = RANKS.map((rank): GridColumn => {
    const reached = new Set(
      named.filter((cell) => cell.rank === rank).map(({ channel }) => channel),
    )
    return { rank, unreached: channels.filter((channel) => !reached.has(channel)) }
  })
  const byPlace = groupBy(named, ({ about, topic, rank }) => placeOf(about, topic, rank))
  const rows = topics.map((topic): GridRow => {
    if (untold.includes(topic.name)) return { topic, cells: null }
    return {
      topic,
      cells: columns.map(({ rank, unreached }) =>
        joinCells(
          rank,
          byPlace.get(placeOf(topic.about, topic.name, rank)) ?? [],
          channels.filter((channel) => !unreached.includes(channel)),
        ),
      ),
    }
  })
  return { channels, columns, rows }
}

/** What stands for a level that nobody reaches on a channel, although somebody does for another row. */
export const NOT_REACHED = 'not_reached'

/** Tells whether channels differ somewhere in a row. */
export const isSplit = ({ cells }: GridRow): boolean =>
  cells?.some(({ exceptions }) => exceptions.length > 0) ?? false

const placeOf = (about: Topic['about'], topic: string, rank: Rank): string =>
  `${about} ${rank} ${topic}`

/**
 * Joins the cells of all channels at one place. What most channels give comes first; of two
 * that as many give, the one that was found first.
 */
function joinCells(rank: Rank, cells: readonly MatrixCell[], reached: readonly string[]): GridCell {
  const answers = new Map(cells.map(({ channel, given }) => [channel, given]))
  const byAnswer = groupBy(reached, (channel) => answers.get(channel) ?? NOT_REACHED)
  const [most, ...others] = [...byAnswer].toSorted(
    ([, one], [, other]) => other.length - one.length,
  )
  return {
    rank,
    given: most?.[0] ?? null,
    channels: most?.[1] ?? [],
    exceptions: others.map(([given, channels]) => ({ given, channels })),
    tightened: cells.some(({ tightened }) => tightened),
  }
}
