import { type Agent, toAgent } from './agent.js'
import { type Instant, toInstant } from './instant.js'
import { isAbsent, isRecord } from './record.js'

/**
 * Somebody of the staff breaks the glass: sees what is withheld, for a reason of the policy's list, with a second person
 * who approved it, for a time. The business's own server says so, of people whose tokens it checked.
 */
export interface BreakGlass {
  /** A code of the policy's closed list, never what somebody wrote. */
  readonly reason: string
  /** The worker who asked: it opens for nobody else. */
  readonly requestedBy: string
  /** Who approved it: another person, with every role they have. */
  readonly approvedBy: Agent
  /** When it was approved, ISO 8601. */
  readonly at: string
  /** When it ends, where that is sooner than the policy says; ISO 8601. */
  readonly until?: string | undefined
}

/** What was read of it. */
export interface BreakGlassRead extends Omit<BreakGlass, 'at' | 'until'> {
  readonly at: Instant
  /** `null` where it does not say. */
  readonly until: Instant | null
}

/** Why it cannot be read, and where. */
export interface BreakGlassFault {
  readonly code: 'malformed' | 'malformed_time'
  readonly at: string
}

/**
 * Reads that somebody breaks the glass; `undefined` where nobody does. What cannot be read opens nothing, and the
 * fault names its part.
 */
export function toBreakGlass(value: unknown): BreakGlassRead | BreakGlassFault | undefined {
  if (isAbsent(value)) return undefined
  if (!isRecord(value)) return { code: 'malformed', at: '/breakGlass' }
  const { reason, requestedBy, approvedBy: second, at: moment, until: end } = value
  if (typeof reason !== 'string') return { code: 'malformed', at: '/breakGlass/reason' }
  if (typeof requestedBy !== 'string') return { code: 'malformed', at: '/breakGlass/requestedBy' }
  const at = toInstant(moment)
  if (at === null) return { code: 'malformed_time', at: '/breakGlass/at' }
  // An end that is there and cannot be read is no end that is far away.
  const until = isAbsent(end) ? null : toInstant(end)
  if (!isAbsent(end) && until === null) return { code: 'malformed_time', at: '/breakGlass/until' }
  // Where there is no approver, an agent without a name stands in, who can approve nothing.
  return { reason, requestedBy, approvedBy: toAgent(second) ?? { roles: [] }, at, until }
}
