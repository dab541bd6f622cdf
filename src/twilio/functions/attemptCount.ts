import { fail, ok, type Result } from '../../model/result.js'
import { type Store, type Stored, updateStored } from './store.js'

/** A bounded count that outlives codes and calls. */
export interface AttemptCount {
  readonly store: Store
  readonly key: string
  readonly limit: number
  /** How long after the last attempt it is forgotten. */
  readonly seconds: number
}

/**
 * Takes one attempt before it is made, so that many at once cannot get past the limit, and gives how many are left;
 * `too_many_attempts` when there is none.
 */
export async function takeAttempt(count: AttemptCount): Promise<Result<number>> {
  let taken = false
  const written = await updateStored(count.store, count.key, count.seconds, (value) => {
    taken = countOf(value) < count.limit
    return taken ? { count: countOf(value) + 1 } : null
  })
  if (!written.ok) return written
  return taken ? ok(count.limit - countOf(written.value)) : fail('too_many_attempts')
}

/** Gives back one attempt that was never judged, or all of them after a success. */
export async function giveBack(count: AttemptCount, which: 'one' | 'all'): Promise<void> {
  await updateStored(count.store, count.key, count.seconds, (value) => ({
    count: which === 'all' ? 0 : Math.max(0, countOf(value) - 1),
  }))
}

// A count that cannot be read is full: whoever can write it must not be able to reset it.
const countOf = (value: Stored | null): number => {
  if (value === null) return 0
  const count = value['count']
  return typeof count === 'number' && count >= 0 ? count : Number.MAX_SAFE_INTEGER
}

/** Says how many attempts are left. */
export async function countLeft({ store, key, limit }: AttemptCount): Promise<number> {
  const stored = await store.get(key)
  return Math.max(0, limit - countOf(stored?.value ?? null))
}
