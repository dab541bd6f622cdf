import { fail, ok, type Result } from '../../model/index.js'

/** What a store keeps: plain JSON. */
export type Stored = Readonly<Record<string, unknown>>

/** A value, with the revision that a write must name. */
export interface Revision {
  /** As it was written. */
  readonly value: Stored
  /** Another one after every write; what it looks like is the store's. */
  readonly revision: string
}

/**
 * Keeps counts and bindings longer than one call. Two writers never both succeed: a write names the
 * revision that it read, or `null` if nothing was there, and `false` says that somebody else was
 * first.
 *
 * A store that cannot be asked must throw: `null` means that nothing is there. The signal aborts
 * when nobody waits for the answer any more.
 */
export interface Store {
  /** Gives the value of a key, and its revision; `null` where there is none, or it has expired. */
  get(key: string, signal?: AbortSignal): Promise<Revision | null>
  /** `seconds` is how long the value is kept after this write. */
  put(
    key: string,
    value: Stored,
    revision: string | null,
    seconds: number,
    signal?: AbortSignal,
  ): Promise<boolean>
}

// Five losses in a row mean a crowd on one key, which for one conversation is an attack.
const ATTEMPTS = 5

/**
 * Changes one value by read, compute and conditional write, again on a lost race, at most five
 * times; then `store_busy`. `next` may answer `null` to leave the value as it is.
 *
 * `next` may run several times, so it does nothing but compute. A store that cannot be asked makes
 * it throw.
 */
export async function updateStored(
  store: Store,
  key: string,
  seconds: number,
  next: (value: Stored | null) => Stored | null,
): Promise<Result<Stored | null>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await store.get(key)
    const value = next(before?.value ?? null)
    if (value === null) return ok(before?.value ?? null)
    if (await store.put(key, value, before?.revision ?? null, seconds)) return ok(value)
  }
  return fail('store_busy')
}

/** The list that is kept under a name; none where nothing is kept. Throws for one with something else in it, as a store does that cannot be asked. */
export function keptIn<Item>(
  value: Stored | null,
  name: string,
  isItem: (item: unknown) => item is Item,
): readonly Item[] {
  if (value === null) return []
  const items: unknown = value[name]
  if (!Array.isArray(items) || !items.every(isItem)) throw new TypeError('store_failed')
  return items
}
