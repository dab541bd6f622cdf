export interface LocalRedis {
  readonly url: string
  readonly pid: () => number
  /** Starts it again where it was, with what it had. */
  readonly start: () => Promise<void>
  /** Ends it without notice. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

export function redisCommand(): string | null
export function startRedis(more?: Readonly<Record<string, string>>): Promise<LocalRedis>
