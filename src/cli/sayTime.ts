import type { Instant } from '../model/index.js'
import type { World } from './command.js'

/** Says on stderr which time was decided at, where nobody named one: a second call would be decided at another. */
export function sayTime({ stderr }: World, at: Instant): void {
  stderr.write(`decided at ${new Date(at).toISOString()}; --at names another time\n`)
}
