import { type Instant, NEVER, type NodeId, ok, type Result } from '../model/index.js'
import type { CleanFact, Fact, TieFact, UnreadableItem } from './method.js'
import { CLEAN_VALIDITY } from './validity.js'

/** Says that what may be a risk could not be read, and where: it holds the conversation at `claimed`. */
export const unreadable = (code: string, path: string): UnreadableItem => ({
  type: 'unreadable',
  code,
  path,
})

/** Reads a whole item as what may be a risk and cannot be read. */
export const readNothing = (code: string, path: string): Result<readonly Fact[]> =>
  ok([unreadable(code, path)])

/** Names what was left out of an item: a code and a place, and never what stood there. */
export const note = (code: string, path: string) => ({ type: 'note', code, path }) as const

/** A risk that was there before anybody asked, and that nothing ends. */
export const FOR_EVER = { since: Number.NEGATIVE_INFINITY, until: NEVER } as const

/** Ties what was proved to the record that the same item names: it stands with the proof, and ends with it. */
export const localTie = (
  from: string,
  customer: string,
  { grade, starts, until }: Pick<TieFact, 'grade' | 'starts' | 'until'>,
): TieFact => ({ type: 'tie', from, to: { customer }, grade, starts, until, local: true })

/** Says that a check came back clean. It counts for a day: after that the number may have a new owner. */
export const cleanOf = (signal: CleanFact['signal'], node: NodeId, at: Instant): CleanFact => ({
  type: 'clean',
  signal,
  node,
  since: at,
  until: at + CLEAN_VALIDITY,
})
