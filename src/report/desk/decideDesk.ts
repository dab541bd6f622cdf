import { engagementOf, type Situation } from '../../analysis/index.js'
import type { CompiledPolicy } from '../../decide/index.js'
import { evaluate } from '../../evaluate.js'
import type { Decision, Reason } from '../../model/index.js'
import type { GivenDocument } from '../../policy/index.js'
import { displayName, readClaims } from '../../twilio/inbound/index.js'
import { TASK_LIMIT, type TaskAttributes, toTaskAttributes } from '../../twilio/outbound/index.js'
import type { DeskState } from './deskState.js'

/** What is on the desk, read and decided. */
export interface DecidedDesk extends Situation {
  readonly decision: Decision
  /** The decision with the notes of reading first, as the command line prints it. */
  readonly printed: Decision
  /** What was left out of the form, or may not be shown, by code. */
  readonly notes: readonly Reason[]
  /** The name that an agent is shown; `null` for none. */
  readonly name: string | null
  /** What was given, its claims as they were read. */
  readonly given: GivenDocument
}

/**
 * Reads what is on the desk as every message is read, and decides it: the very `evaluate` of the
 * library. So the desk cannot show what a deployment would not decide.
 */
export function decideDesk(policy: CompiledPolicy, { given }: DeskState): DecidedDesk {
  const { claims, reasons } = readClaims(given.claims)
  const { text: name, reasons: ofName } = displayName(claims)
  const read: GivenDocument = given.claims === undefined ? given : { ...given, claims }
  const { engagement, at } = engagementOf(read)
  const decision = evaluate(policy, engagement, at)
  const notes = [...reasons, ...ofName]
  return {
    engagement,
    at,
    decision,
    printed: { ...decision, reasons: [...notes, ...decision.reasons] },
    notes,
    name,
    given: read,
  }
}

/** Decides what is on the desk, as the command line prints it. */
export const decideOn = (policy: CompiledPolicy, state: DeskState): Decision =>
  decideDesk(policy, state).printed

/**
 * Writes the attributes of the task that is made of what is on the desk. Within the limit that
 * Twilio sets for them.
 */
export const attributesOf = ({
  engagement,
  decision,
  name,
}: Pick<DecidedDesk, 'engagement' | 'decision' | 'name'>): TaskAttributes =>
  toTaskAttributes(engagement, decision, {
    limit: TASK_LIMIT,
    ...(name !== null && { displayName: name }),
  }).attributes
