import { ok, type Result } from '../model/index.js'
import type { Fact, UnreadableItem } from './method.js'

/** Says that what may be a risk could not be read, and where: it holds the conversation at `claimed`. */
export const unreadable = (code: string, path: string): UnreadableItem => ({
  type: 'unreadable',
  code,
  path,
})

/** Reads a whole item as what may be a risk and cannot be read. */
export const readNothing = (code: string, path: string): Result<readonly Fact[]> =>
  ok([unreadable(code, path)])
