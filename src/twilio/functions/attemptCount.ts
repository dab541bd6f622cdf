import { fail, MINUTE, ok, type Result } from '../../model/index.js'
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
  /** The clock, in milliseconds since the epoch. */
  readonly now?: () => number
}

// Longer than any function runs (Twilio ends one at 10 s): an attempt still held then was never
// judged.
const LONGEST_HOLD = MINUTE / 2
// Writers on one count take turns; whoever has an outcome to write must not be the one who gives
// up.
const ROUNDS = 4

/**
 * Holds one attempt before it is made, so that many at once cannot get past the limit, and gives
 * how many are left; `too_many_attempts` when there is none.
 *
 * A held attempt is none yet: `keepAttempt` counts it once it was judged, `giveBack` lets it go,
 * and where neither could be written it is let go by itself, so that a fault elsewhere costs nobody
 * a try.
 */
export const takeAttempt = (count: AttemptCount): Promise<Result<number>> =>
  take(count, (counted, held) => ({
    count: counted,
    held: [...held, nowOf(count) + LONGEST_HOLD],
  }))

/**
 * Counts one attempt at once, whatever becomes of it; `too_many_attempts` when there is none left.
 */
export const spendAttempt = (count: AttemptCount): Promise<Result<number>> =>
  take(count, (counted, held) => ({ count: counted + 1, held }))

/**
 * Takes one of what is left, as `next` writes it down. With `limit: 5`, four counted and none held:
 * the fifth is taken and 0 are left; the sixth is `too_many_attempts`.
 */
async function take(count: AttemptCount, next: NextCount): Promise<Result<number>> {
  let left = -1
  const written = await updateStored(count.store, count.key, count.seconds, (value) => {
    const { counted, held } = read(count, value)
    left = count.limit - counted - held.length - 1
    return left < 0 ? null : next(counted, held)
  })
  if (!written.ok) return written
  return left < 0 ? fail('too_many_attempts') : ok(left)
}

/**
 * Gives what to store, from how many are counted and until when others are held, in milliseconds.
 */
type NextCount = (counted: number, held: readonly number[]) => Stored

/**
 * Counts an attempt that was held and has been judged, and gives how many are left. Nothing is told
 * before it is written.
 */
export async function keepAttempt(count: AttemptCount): Promise<Result<number>> {
  const written = await settle(count, (counted, held) => ({
    count: counted + 1,
    held: held.slice(1),
  }))
  return written.ok ? ok(leftOf(count, written.value)) : written
}

/** Lets go one attempt that was never judged, or all of them after a success. */
export const giveBack = (
  count: AttemptCount,
  which: 'one' | 'all',
): Promise<Result<Stored | null>> =>
  settle(count, (counted, held) => {
    if (which === 'all') return { count: 0, held: [] }
    // Where no attempt is held any more, it was counted, and the count is taken back.
    return held.length > 0
      ? { count: counted, held: held.slice(1) }
      : { count: Math.max(0, counted - 1), held }
  })

/** Says how many attempts are left. */
export async function countLeft(count: AttemptCount): Promise<number> {
  return leftOf(count, (await count.store.get(count.key))?.value ?? null)
}

/**
 * Writes an outcome, again after a lost race: an attempt that was judged must not be lost because
 * many write at once.
 */
async function settle(count: AttemptCount, next: NextCount): Promise<Result<Stored | null>> {
  for (let round = 1; ; round++) {
    const written = await updateStored(count.store, count.key, count.seconds, (value) => {
      const { counted, held } = read(count, value)
      return next(counted, held)
    })
    if (written.ok || round === ROUNDS) return written
  }
}

/** How many may still be made; never less than 0. */
const leftOf = (count: AttemptCount, value: Stored | null): number => {
  const { counted, held } = read(count, value)
  return Math.max(0, count.limit - counted - held.length)
}

const nowOf = ({ now = Date.now }: AttemptCount): number => now()

// A count that cannot be read is full: whoever can write it must not be able to reset it.
const FULL = { counted: Number.MAX_SAFE_INTEGER, held: [] }

/**
 * Reads a stored count: `{ count: 2, held: [1764547200000] }`. A hold that has ended is gone, and
 * what is not of this form is full.
 */
function read(
  count: AttemptCount,
  value: Stored | null,
): { readonly counted: number; readonly held: readonly number[] } {
  if (value === null) return { counted: 0, held: [] }
  const { count: counted, held = [] } = value
  if (typeof counted !== 'number' || !(counted >= 0) || !Array.isArray(held)) return FULL
  const until: readonly unknown[] = held
  if (!until.every((one) => typeof one === 'number')) return FULL
  // Held for as long as it is not known to be over: at no time none would be, and any number be
  // tried at once.
  const now = nowOf(count)
  return { counted, held: until.filter((one) => !(one <= now)) }
}
