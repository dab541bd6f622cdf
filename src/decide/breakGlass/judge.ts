import {
  type Agent,
  type BreakGlassRead,
  type Instant,
  NEVER,
  type Reason,
  type Request,
  type Rung,
  workerName,
} from '../../model/index.js'
import type { CompiledPolicy } from '../compiled.js'
import type { BreakGlassRule } from './settings.js'

/** What came of it that somebody breaks the glass. */
export interface BreakGlassJudged {
  /** Absent where it opens nothing. */
  readonly opened?: OpenedGlass
  readonly reasons: readonly Reason[]
  /** The next instant at which it opens or ends by itself. */
  readonly changesAt: Instant
}

/**
 * What is open to one agent, why, and until when.
 *
 * It is what a record keeps and what redaction opens for an agent; it has no part in what the
 * customer is told.
 */
export interface OpenedGlass extends Pick<BreakGlassRead, 'reason' | 'requestedBy' | 'at'> {
  readonly approvedBy: string
  /** The policy's roles of whoever approved it. */
  readonly approverRoles: readonly string[]
  readonly until: Instant
  /** Each class that the agent then sees, and how far. */
  readonly classes: Readonly<Record<string, Rung>>
}

/** Nobody asked to break the glass, or the policy knows no glass. */
export const NO_GLASS: BreakGlassJudged = { reasons: [], changesAt: NEVER }

/**
 * Judges whether the glass is broken for whoever of the staff would see the answer. It opens nothing unless all of it is
 * so: the reason is on the list, the one who sees is the one who asked and may, another person who may approved it, and
 * it is neither before its time nor over. It speaks of what an agent sees alone, and never of what anybody is told.
 */
export function judgeBreakGlass(
  policy: Pick<CompiledPolicy, 'breakGlass' | 'classes'>,
  { agent, breakGlass: asked }: Request,
  now: Instant,
): BreakGlassJudged {
  const { breakGlass: rule } = policy
  if (rule === undefined || asked === undefined) return NO_GLASS
  if ('code' in asked) return refused(asked)
  const fault = faultOf(rule, asked, agent)
  if (fault !== null) return refused(fault)
  const until = Math.min(asked.until ?? NEVER, asked.at + rule.for)
  // Where the time itself cannot be read, nothing has begun.
  if (!(now >= asked.at))
    return refused({ code: 'break_glass_not_yet', at: '/breakGlass/at' }, asked.at)
  // Over is over for good: to see more, somebody has to ask again, and another to approve.
  if (now >= until) return refused({ code: 'break_glass_expired', at: '/breakGlass' })
  const { reason, requestedBy, approvedBy } = asked
  const opened: OpenedGlass = {
    reason,
    requestedBy: workerName(requestedBy),
    approvedBy: workerName(approvedBy.worker ?? ''),
    approverRoles: approvedBy.roles.filter((role) => rule.second.includes(role)).toSorted(),
    at: asked.at,
    until,
    classes: glassOpens(policy),
  }
  return { opened, reasons: [], changesAt: until }
}

const refused = (reason: Reason, changesAt: Instant = NEVER): BreakGlassJudged => ({
  reasons: [reason],
  changesAt,
})

// What names a worker in a record: a SID or a plain name, and nothing that says more of a person, such as a mailbox.
const WORKER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

const isNamed = (worker: string | undefined): worker is string =>
  worker !== undefined && WORKER.test(worker)

/**
 * Says what is missing, whatever the time is; `null` where nothing is.
 *
 * The first fault is told, in the order in which somebody would mend them.
 */
function faultOf(
  { reasons, roles, second }: BreakGlassRule,
  { reason, requestedBy, approvedBy }: BreakGlassRead,
  agent: Agent | undefined,
): Reason | null {
  const has = (some: readonly string[], wanted: readonly string[]): boolean =>
    some.some((role) => wanted.includes(role))
  if (!reasons.includes(reason))
    return { code: 'break_glass_reason_unknown', at: '/breakGlass/reason' }
  if (!isNamed(agent?.worker)) return { code: 'break_glass_worker_unknown', at: '/agent' }
  const own = workerName(agent.worker)
  if (own !== workerName(requestedBy))
    return { code: 'break_glass_for_another', at: '/breakGlass/requestedBy' }
  if (!has(agent.roles, roles)) return { code: 'break_glass_role_not_allowed', at: '/agent/roles' }
  if (!isNamed(approvedBy.worker) || workerName(approvedBy.worker) === own)
    return { code: 'second_person_missing', at: '/breakGlass/approvedBy' }
  return has(approvedBy.roles, second)
    ? null
    : { code: 'break_glass_not_approved', at: '/breakGlass/approvedBy' }
}

/**
 * Says how far each class is opened: as far as anybody is ever given it. What no rung gives, or a pack gives to nobody,
 * stays closed to everybody.
 */
export const glassOpens = ({
  classes,
  breakGlass: rule,
}: Pick<CompiledPolicy, 'classes' | 'breakGlass'>): Readonly<Record<string, Rung>> =>
  Object.fromEntries(
    classes.flatMap(({ name, rungs }): readonly (readonly [string, Rung])[] => {
      const top = rungs.at(-1)?.rung
      const isShown = top === 'masked' || top === 'full'
      return rule?.classes.includes(name) === true && isShown ? [[name, top]] : []
    }),
  )
