import { isLevel, type Rank, rankOf } from '../model/index.js'

/** Reads a level's name or a rank 0-4; `null` for anything else. */
export function readRank(value: unknown): Rank | null {
  if (isLevel(value)) return rankOf(value)
  return value === 0 || value === 1 || value === 2 || value === 3 || value === 4 ? value : null
}
