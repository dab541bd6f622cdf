import { fail, ok, type Result } from '../../model/index.js'
import { type Store, type Stored, updateStored } from './store.js'

/**
 * A bounded count that outlives codes and calls: of guesses, or of codes sent. Whoever shares a key
 * shares the count.
 */
export interface AttemptCount {
  /** Where it is kept. Each change is a conditional write, so that two at once count as two. */
  readonly store: Store
  /** What is counted, by a digest. */
  readonly key: string
  /** How many there may be until it is forgotten. */
  readonly limit: number
  /** How long after the last attempt it is forgotten. */
  readonly seconds: number
}

// Writers on one count take turns; whoever has an attempt to give back must not be the one who
// gives up.
const ROUNDS = 4

/**
 * Counts one attempt before it is made, and gives how many are left; `too_many_attempts` when there
 * is none. With `limit: 5` and four counted, the fifth is taken and 0 are left.
 *
 * So neither many at once, nor a store that is slow or fails once the attempt was judged, get past
 * the limit. What says nothing of a guess is given back by `giveBack`; where that cannot be written,
 * it was an attempt.
 */
export async function takeAttempt(count: AttemptCount): Promise<Result<number>> {
  let left = -1
  const written = await updateStored(count.store, count.key, count.seconds, (value) => {
    const counted = countIn(value)
    left = count.limit - counted - 1
    return left < 0 ? null : { count: counted + 1 }
  })
  if (!written.ok) return written
  return left < 0 ? fail('too_many_attempts') : ok(left)
}

/**
 * Gives back one attempt that was never judged, or all of them after a success; tried again after a
 * lost race, because many may write at once.
 */
export async function giveBack(
  count: AttemptCount,
  which: 'one' | 'all',
): Promise<Result<Stored | null>> {
  for (let round = 1; ; round++) {
    const written = await updateStored(count.store, count.key, count.seconds, (value) => ({
      count: which === 'all' ? 0 : Math.max(0, countIn(value) - 1),
    }))
    if (written.ok || round === ROUNDS) return written
  }
}

/** Says how many attempts are left; never less than 0. */
export async function countLeft(count: AttemptCount): Promise<number> {
  return Math.max(0, count.limit - countIn((await count.store.get(count.key))?.value ?? null))
}

/**
 * Reads a stored count: `{ count: 2 }`. What is not of this form is full, for whoever can write it
 * must not be able to reset it.
 */
function countIn(value: Stored | null): number {
  const { count } = value ?? { count: 0 }
  return typeof count === 'number' && count >= 0 ? count : Number.MAX_SAFE_INTEGER
}
