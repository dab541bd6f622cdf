import type { Instant } from '../model/index.js'
import type { CommandContext } from './command.js'

/**
 * Says on stderr which time was decided at, where nobody named one. Evidence grows old, so
 * a second call a minute later may be decided otherwise, and the time is needed to repeat
 * the first.
 */
export function sayTime({ stderr }: CommandContext, at: Instant): void {
  stderr.write(`decided at ${new Date(at).toISOString()}; choose another time with --at\n`)
}

/** The day that it is, in UTC. */
export const today = ({ now }: CommandContext): string => new Date(now()).toISOString().slice(0, 10)
