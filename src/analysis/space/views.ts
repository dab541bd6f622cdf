import { type Rank, type Resolution, stronger, weaker } from '../../model/index.js'
import type { Outcome } from './focus.js'
import type { Reader } from './readers.js'
import { type Legend, STANDARD } from './scope.js'
import type { View } from './view.js'
import type { World } from './worlds.js'

/** A reader, and the read trust of each side with it there. */
export interface Read {
  readonly reader: Reader
  readonly reads: readonly Rank[]
}

/** Lists what readers make of read trust; of those that leave it the same, the first will do. */
export function distinctReaders(
  readers: readonly Reader[],
  world: World,
  outcome: Outcome,
  legend: Legend,
): readonly Read[] {
  const found = new Map<string, Read>()
  for (const reader of readers) {
    const reads = reader.ranks.map((rank, side) =>
      weaker(rank, readOf(world, outcome, side, legend)),
    )
    const key = reads.join()
    if (!found.has(key)) found.set(key, { reader, reads })
  }
  return [...found.values()]
}

const rankAt = ({ ranks }: Outcome, at: number): Rank => {
  const rank = ranks[at]
  return rank === 1 || rank === 2 || rank === 3 || rank === 4 ? rank : 0
}

const writeOf = (outcome: Outcome, side: number): Rank => rankAt(outcome, side * STANDARD)

function readOf(world: World, outcome: Outcome, side: number, legend: Legend): Rank {
  if (!isKnown(world, outcome, side, legend)) return 0
  const write = writeOf(outcome, side)
  const proved = write >= 3 ? write : rankAt(outcome, side * STANDARD + 1)
  return weaker(
    stronger(world.endpoint[side] ?? 0, world.session ? proved : 0),
    world.caps[side] ?? 4,
  )
}

// Whether it is known which customer this is: by something of 2 or better, or by the only thing there is.
function isKnown(world: World, outcome: Outcome, side: number, legend: Legend): boolean {
  if (world.conflict) return false
  if (world.isKnown[side] === true || writeOf(outcome, side) >= 2) return true
  return rankAt(outcome, side * STANDARD + 2) > 0 && !isBad(legend, outcome, side, 'ambiguous')
}

function isBad(legend: Legend, { bad }: Outcome, side: number, risk: string): boolean {
  const mask = bad[side] ?? 0
  return legend.risks.some((alike, at) => (mask & (1 << at)) !== 0 && alike.includes(risk))
}

/** Gives which record is known on a side, if any. */
export function resolutionOf(
  legend: Legend,
  world: World,
  outcome: Outcome,
  side: number,
): Resolution {
  if (world.conflict) return 'conflict'
  if (isKnown(world, outcome, side, legend)) return 'unique'
  return isBad(legend, outcome, side, 'ambiguous') ? 'ambiguous' : 'none'
}

/** Gives what is known on each side, whatever is asked for. */
export const viewsOf = (
  legend: Legend,
  outcome: Outcome,
  reads: readonly Rank[],
  resolutions: readonly Resolution[],
  channel: string,
): readonly Omit<View, 'request'>[] =>
  reads.map((read, side) => ({
    write: writeOf(outcome, side),
    read,
    resolution: resolutions[side] ?? 'none',
    isBad: (risk) => isBad(legend, outcome, side, risk),
    rank: (lens) => rankAt(outcome, legend.lensAt.get(lens) ?? -1),
    channel,
  }))
