import type { Revision, Store } from './store.js'

// Enough for local work; beyond it the oldest entries go, so that nobody can fill the memory.
const LIMIT = 10_000

/**
 * A store in this process, for local work and tests. Its content is lost when the process ends, and
 * another process does not see it. Use `syncStore` for deployed Functions.
 */
export function memoryStore(now: () => number = Date.now): Store {
  const entries = new Map<string, Revision & { readonly until: number }>()
  let writes = 0
  // What has expired is not there.
  const read = (key: string) => {
    const entry = entries.get(key)
    return entry === undefined || entry.until <= now() ? null : entry
  }
  return {
    get: (key) => {
      const entry = read(key)
      // A copy in and a copy out: what a caller does to its own is no write.
      return Promise.resolve(
        entry && { value: structuredClone(entry.value), revision: entry.revision },
      )
    },
    put: (key, value, revision, seconds) => {
      if ((read(key)?.revision ?? null) !== revision) return Promise.resolve(false)
      writes += 1
      entries.delete(key)
      entries.set(key, {
        value: structuredClone(value),
        revision: String(writes),
        until: now() + seconds * 1_000,
      })
      const [oldest] = entries.keys()
      if (entries.size > LIMIT && oldest !== undefined) entries.delete(oldest)
      return Promise.resolve(true)
    },
  }
}
