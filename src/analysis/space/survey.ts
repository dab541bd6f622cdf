import { fail, ok, type Resolution, type Result } from '../../model/index.js'
import { type Addition, additionsOf, close, type Joined, joinAll } from './close.js'
import { type Group, groupWorlds, type Told } from './groups.js'
import type { Question } from './question.js'
import type { Reader } from './readers.js'
import { weightOf } from './scene.js'
import type { Legend, Scope } from './scope.js'
import type { Universe } from './universe.js'
import type { View } from './view.js'
import { distinctReaders, type Read, resolutionOf, viewsOf } from './views.js'
import type { World } from './worlds.js'

/** Everything that is known alike on one channel, whatever is asked for, with a lightest way to come by it. */
export interface Standing {
  readonly views: readonly Omit<View, 'request'>[]
  readonly told: Told
  readonly joined: Joined
  readonly reader: Reader
  /** How much there is to read in it. */
  readonly size: number
  /** Which of all it is: of equals the first is kept. */
  readonly place: number
}

/** All standings there can be, and how many views they stand for. */
export interface Survey {
  readonly standings: readonly Standing[]
  readonly views: number
}

/**
 * The most sets of proofs that are told apart, and pairs of them that are joined, for one survey. Far beyond what a
 * policy takes that people read, and looked at before the pairs are made.
 */
const MOST_SETS = 20_000
const MOST_JOINS = 5_000_000

/** Surveys every engagement there can be but for what is asked for. Refuses with `too_many_states` beyond a bound. */
export function survey(
  universe: Universe,
  question: Question,
  scope: Scope,
  most: number,
): Result<Survey> {
  const standings = new Map<string, Standing>()
  const joinings = new Map<string, readonly Joined[]>()
  let views = 0
  let joins = 0
  if (scope.focus.isOverfull) return fail('too_many_states')
  for (const group of groupWorlds(universe, question, scope, MOST_SETS)) {
    const known = joinings.get(group.made)
    const owns = known === undefined ? close(scope.focus, group.base, group.own, MOST_SETS) : []
    joins += owns.length * group.common.length
    const isTooMuch = Math.max(owns.length, group.common.length) > MOST_SETS || joins > MOST_JOINS
    const joined = known ?? (isTooMuch ? null : joinAll(scope.focus, owns, group.common, most))
    if (joined === null) return fail('too_many_states')
    joinings.set(group.made, joined)
    for (const one of joined) {
      for (const read of distinctReaders(
        universe.readers,
        group.world,
        one.outcome,
        scope.legend,
      )) {
        keep(standings, scope.legend, group, one, read, views)
        views += group.channels.size
        if (views > most) return fail('too_many_states')
      }
    }
  }
  return ok({ standings: [...standings.values()], views })
}

function keep(
  standings: Map<string, Standing>,
  legend: Legend,
  { channels }: Group,
  joined: Joined,
  { reader, reads }: Read,
  place: number,
): void {
  const { outcome } = joined
  const prefix = `${outcome.id} ${reads.join('')}`
  const weight = joined.weight + weightOf(reader.parts)
  let world: World | null = null
  let resolutions: readonly Resolution[] = []
  for (const [channel, told] of channels) {
    if (told.world !== world) {
      world = told.world
      resolutions = reads.map((_, side) => resolutionOf(legend, told.world, outcome, side))
    }
    const key = `${prefix} ${resolutions.join()} ${channel}`
    const known = standings.get(key)
    const size = weight + told.world.weight
    if (known !== undefined && known.size <= size) continue
    const views = known?.views ?? viewsOf(legend, outcome, reads, resolutions, channel)
    standings.set(key, { views, told, joined, reader, size, place })
  }
}

/** Lists what was added to a world, its own proofs first. */
export const addedIn = ({ own, common }: Joined): readonly Addition[] => [
  ...additionsOf(own),
  ...additionsOf(common),
]
