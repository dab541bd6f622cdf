import { Redis } from 'ioredis'

export const QUEUE = 'countersign-files'

/** A connection as BullMQ wants it: a question waits for Redis, and is not given up. */
export const connection = () => {
  const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', {
    maxRetriesPerRequest: null,
  })
  // Said once for each time that Redis goes, and in a word of ours: an error names hosts.
  let isThere = true
  redis.on('ready', () => {
    isThere = true
  })
  redis.on('error', () => {
    if (isThere) console.error('redis_unreachable')
    isThere = false
  })
  return redis
}
