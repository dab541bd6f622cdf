import type { RedisClient } from '../../src/twilio/functions/redisStore.js'

export interface ConnectedRedis extends RedisClient {
  ping(): Promise<unknown>
  info(section?: string): Promise<string>
  close(): Promise<unknown>
  destroy(): void
}

export function connectRedis(
  url: string,
  settings?: { readonly onError?: () => void },
): Promise<ConnectedRedis>
