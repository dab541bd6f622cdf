import { LONGEST_OPEN } from '../../decide/index.js'
import {
  type Agent,
  type BreakGlass,
  isRecord,
  ok,
  printInstant,
  type Reason,
  type Result,
  SECOND,
  workerName,
} from '../../model/index.js'
import { type FlexWorker, isSameWorker, type ValidateFlexToken } from './flexToken.js'
import type { FunctionContext, FunctionEvent } from './functionHandler.js'
import type { FromContext } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import { conversationKey } from './keyedDigest.js'
import { textOf } from './readField.js'
import type { Store } from './store.js'
import { updateStored } from './store.js'
import { answerStoreFailure, storeWithin } from './storeWithin.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** How it is learnt who of the staff would see an answer. Without any of it nobody has a role. */
export interface StaffSettings {
  /**
   * Checks the Flex token in `Token` of the call, and in `ApproverToken` the token of the person
   * who approves breaking the glass.
   */
  readonly flexToken?: FromContext<ValidateFlexToken> | undefined
  /**
   * Gives the roles of a worker in the words of the policy, such as those in their attributes; the
   * default is the roles of Flex.
   */
  readonly rolesOf?:
    | ((worker: FlexWorker, signal: AbortSignal) => Promise<readonly string[]>)
    | undefined
}

/** Who of the staff asks, as far as their token says it; nobody where it does not. */
export interface AskedStaff {
  /** The worker and their roles. */
  readonly agent?: Agent
  /** What they asked for, now or earlier in this conversation. */
  readonly breakGlass?: BreakGlass
  /** Why nobody was recognized, though somebody brought a token. */
  readonly reasons: readonly Reason[]
}

/** Where and when somebody asks. */
export interface StaffCall {
  readonly context: FunctionContext
  readonly event: FunctionEvent
  /** What breaking the glass is remembered for. */
  readonly conversation: string
  /** The clock, in milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds for asking Twilio and the store together. */
  readonly budget: number
  /** Where it is remembered; without one it opens for this call alone. */
  readonly store: Store | undefined
  /** What the whole answer has left. */
  readonly whole: Deadline
}

/** No token came along, or nobody looks at tokens: an ordinary call. */
const NOBODY: AskedStaff = { reasons: [] }

/**
 * Learns who of the staff asks, by their token alone: no parameter, form or attribute names
 * anybody. That they break the glass (`break_glass`, a code of the policy's list) is remembered for
 * this worker in this conversation, with the one whose token approved it; whether it opens anything
 * is decided anew each time.
 *
 * What is late or fails is nobody. Where it is the store that fails, its own code says so
 * (`store_failed`, `store_busy`, `deadline_exceeded`), for then nothing is wrong with the token,
 * and the same question may be answered later.
 */
export async function askStaff(settings: StaffSettings, call: StaffCall): Promise<AskedStaff> {
  const token = textOf(call.event, 'Token')
  if (settings.flexToken === undefined || token === undefined) return NOBODY
  const found = await withinBudget(
    call.budget,
    (part) => {
      // Where nobody was recognized in time, nothing is remembered afterwards that would open on
      // the next call.
      const store = call.store === undefined ? undefined : storeWithin(call.store, part)
      return identify(settings, { ...call, store }, token, part.signal).catch(
        answerStoreFailure(unrecognized),
      )
    },
    call.whole,
  )
  return found.ok ? found.value : unrecognized('agent_unknown')
}

/** A token came along that says nothing: it is decided as for nobody, with a reason at `/agent`. */
const unrecognized = (code: string): AskedStaff => ({ reasons: [{ code, at: '/agent' }] })

/**
 * Learns whose token it is, and what they ask for.
 *
 * One person twice is no second person: then the approver has no worker, and the decision refuses
 * to open anything.
 */
async function identify(
  settings: StaffSettings,
  call: StaffCall,
  token: string,
  signal: AbortSignal,
): Promise<AskedStaff> {
  const validate = settings.flexToken?.(call.context)
  const worker = (await validate?.(token, signal)) ?? null
  if (worker === null) return unrecognized('agent_unknown')
  const agent = { worker: worker.worker, roles: await rolesOf(settings, worker, signal) }
  const reason = textOf(call.event, 'break_glass')
  if (reason === undefined)
    return { agent, ...(await recallGlass(call, agent.worker)), reasons: [] }
  const approver = textOf(call.event, 'ApproverToken')
  const second = approver === undefined ? null : ((await validate?.(approver, signal)) ?? null)
  const isOther = second !== null && !isSameWorker(second, worker)
  const breakGlass: BreakGlass = {
    reason,
    requestedBy: agent.worker,
    approvedBy: isOther
      ? { worker: second.worker, roles: await rolesOf(settings, second, signal) }
      : { roles: [] },
    at: printInstant(call.now()) ?? '',
  }
  // What opens now has to open until it ends and no second time: what cannot be written down does
  // not open at all.
  const kept = await rememberGlass(call, breakGlass)
  return kept.ok ? { agent, breakGlass, reasons: [] } : unrecognized(issueCode(kept))
}

/**
 * Gives the roles by the policy's words; a `rolesOf` that throws leaves the worker unrecognized.
 */
const rolesOf = async (
  { rolesOf: find }: StaffSettings,
  worker: FlexWorker,
  signal: AbortSignal,
): Promise<readonly string[]> => (find === undefined ? worker.roles : await find(worker, signal))

const KEPT = LONGEST_OPEN / SECOND

const glassKey = (conversation: string, worker: string): string =>
  conversationKey('glass', conversation, workerName(worker))

// Without a second person there is nothing that could ever open, and what was approved before stays
// as it is.
async function rememberGlass(
  { store, conversation }: StaffCall,
  { requestedBy, approvedBy, ...rest }: BreakGlass,
): Promise<Result<unknown>> {
  if (store === undefined || approvedBy.worker === undefined) return ok(null)
  const { worker, roles } = approvedBy
  return updateStored(store, glassKey(conversation, requestedBy), KEPT, () => ({
    glass: { ...rest, requestedBy, approvedBy: { worker, roles: [...roles] } },
  }))
}

// Read with the same care as an engagement from outside: what is not of its form opens nothing.
async function recallGlass(
  { store, conversation }: StaffCall,
  worker: string,
): Promise<Pick<AskedStaff, 'breakGlass'>> {
  const stored = await store?.get(glassKey(conversation, worker))
  const glass: unknown = stored?.value?.['glass']
  return isGlass(glass) ? { breakGlass: glass } : {}
}

/**
 * Tells whether a stored value has the form of a broken glass. Its times and roles are read by the
 * decision, which opens nothing for what it cannot read.
 */
const isGlass = (glass: unknown): glass is BreakGlass =>
  isRecord(glass) &&
  typeof glass['reason'] === 'string' &&
  typeof glass['requestedBy'] === 'string' &&
  typeof glass['at'] === 'string' &&
  isRecord(glass['approvedBy']) &&
  Array.isArray(glass['approvedBy']['roles'])
