import { isLevel, isRank, type Rank, rankOf } from '../model/index.js'

/** Reads a level's name or a rank 0-4; `null` for anything else. */
export function readRank(value: unknown): Rank | null {
  if (isLevel(value)) return rankOf(value)
  return isRank(value) ? value : null
}
