import { isRecord, SECOND } from '../../model/index.js'
import { parseJson } from './readField.js'
import type { Revision, Store } from './store.js'

/**
 * The part of a connected `redis` (node-redis) client, pool, cluster or sentinel that a store uses.
 */
export interface RedisClient {
  /** Reads the value of a key. */
  get(key: string): Promise<unknown>
  /** Runs a script in one step. */
  eval(
    script: string,
    options: { readonly keys: string[]; readonly arguments: string[] },
  ): Promise<unknown>
  /** Takes a command back that was not sent yet, once nobody waits for its answer. */
  withAbortSignal?(signal: AbortSignal): RedisClient
}

/**
 * A store in Redis or Valkey, for all processes that use one server or cluster: `redisStore(await
 * createClient({ url }).connect())`. It never uses two keys at once, so a cluster works too.
 *
 * What the server forgets counts as never counted and never lowered, and no store can notice it. So
 * the server must keep everything: set `maxmemory-policy noeviction`, and `appendonly yes` if it
 * may restart. If the server cannot be asked, or is still loading, that is an error, and never an
 * empty store.
 */
export function redisStore(client: RedisClient): Store {
  const clientFor = (signal: AbortSignal | undefined) =>
    signal === undefined ? client : (client.withAbortSignal?.(signal) ?? client)
  return {
    get: async (key, signal) => {
      const kept = await clientFor(signal).get(key)
      return kept === null ? null : readKept(kept)
    },
    put: async (key, value, revision, seconds, signal) => {
      const next = crypto.randomUUID()
      const written = await clientFor(signal).eval(WRITE, {
        keys: [key],
        arguments: [revision ?? '', next, next + JSON.stringify(value), millisecondsIn(seconds)],
      })
      if (written !== 0 && written !== 1) throw new TypeError('store_failed')
      return written === 1
    },
  }
}

// A value is kept as one text: its revision, which is a UUID, and its JSON. Redis runs a script by
// itself, so nobody writes between the look and the write. A client that sends the same write again
// after a broken connection finds its own revision there: that write was made, and nobody else was
// first.
const REVISION = 36
const WRITE = `
local kept = redis.call('GET', KEYS[1])
local revision = kept and string.sub(kept, 1, ${REVISION}) or ''
if revision == ARGV[2] then return 1 end
if revision ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4])
return 1
`

/** Redis takes whole milliseconds, and no time at all would be an error. */
const millisecondsIn = (seconds: number): string => String(Math.max(1, Math.ceil(seconds * SECOND)))

// What cannot be read is not known, and never nothing.
function readKept(kept: unknown): Revision {
  const value = typeof kept === 'string' ? parseJson(kept.slice(REVISION)) : undefined
  if (typeof kept !== 'string' || !isRecord(value)) throw new TypeError('store_failed')
  return { value, revision: kept.slice(0, REVISION) }
}
