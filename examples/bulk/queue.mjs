import { Redis } from 'ioredis'

export const QUEUE = 'countersign-files'

/** A connection as BullMQ wants it: a question waits for Redis, and is not given up. */
export const connection = () =>
  new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379', { maxRetriesPerRequest: null })
