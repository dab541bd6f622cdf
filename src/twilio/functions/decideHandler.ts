import type { CompiledPolicy, DecisionRecord } from '../../decide/index.js'
import {
  type Decision,
  type Engagement,
  type Intent,
  isRecord,
  ok,
  type Result,
  withoutAbsent,
} from '../../model/index.js'
import { displayName } from '../inbound/index.js'
import {
  type StudioResult,
  type TaskAttributeOptions,
  toStudioResult,
  withheldStudioResult,
} from '../outbound/index.js'
import { answerAlways } from './answerAlways.js'
import { askReaders, type RosterSettings } from './askReaders.js'
import { askStaff, type StaffSettings } from './askStaff.js'
import { decideOnRecord } from './decideOnRecord.js'
import type { Directory } from './directory.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import { gatherEvidence } from './gatherEvidence.js'
import type { FromContext } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import type { Lookup } from './lookup.js'
import { recallLowerings } from './lowerings.js'
import { BUDGET, type LedgerSettings, openCallLedger } from './openCallLedger.js'
import { standFor } from './ownEvidence.js'
import { type EventCall, readEvent } from './readEvent.js'
import { type PolicySource, rememberPolicy } from './rememberPolicy.js'
import { recallSignals } from './signals.js'
import { storeFailure, storeWithin } from './storeWithin.js'
import type { Deadline } from './withinBudget.js'

/** The settings of `createDecideHandler`. Only the policy is required. */
export interface DecideSettings extends LedgerSettings, RosterSettings, StaffSettings {
  /**
   * A compiled policy, or a function that gives one. It is called once, and again after a failure.
   */
  readonly policy: PolicySource
  /** Finds the customers whose record holds an address. */
  readonly directory?: FromContext<Directory> | undefined
  /** Asks Lookup. It may be missing in some contexts; then the risks of a number are not known. */
  readonly lookup?: FromContext<Lookup | undefined>
  /**
   * Facts from the business, such as opening hours. The customer cannot send them. If it throws, or
   * gives what is no record, such as a promise, everything is withheld (`facts_failed`).
   */
  readonly facts?: FromContext<Engagement['context']> | undefined
  /** What people who write here ask for, if the call does not say it. */
  readonly intent?: Intent | undefined
  /** How the attributes of the task are written, such as their maximum length. */
  readonly attributes?: TaskAttributeOptions | undefined
  /**
   * Gets the record of every decision, which is safe to log. An error that it throws is ignored. If
   * nothing could be decided, it is not called; the reason in the answer says why. The glass is
   * broken only if its record is kept: the handler waits for the result within the `budget`.
   * Without this setting, or if it throws, rejects or is late, the glass stays closed
   * (`break_glass_not_recorded`).
   */
  readonly record?: (record: DecisionRecord) => unknown
}

/** The result for Studio, and the ledger for the next widget. */
export type DecideAnswer = StudioResult & {
  /** The ledger as it came, where it opened; empty for none. */
  readonly ledger: string
  /**
   * Classes that the agent whose token came along sees besides, joined by commas; empty for none.
   * Nothing to be said.
   */
  readonly break_glass: string
  /** ISO 8601; empty for none. */
  readonly break_glass_until: string
  /**
   * Who has to be told that the glass is broken, joined by commas; the caller tells them. Empty for
   * none.
   */
  readonly break_glass_notice: string
}

/**
 * Makes the Function that decides, for a Studio Run Function widget or a webhook. It reads who
 * writes, opens the sealed ledger, asks the directory, Lookup and who else reads, evaluates the
 * policy, and answers one flat object that always has the same keys. Give it `client` or
 * `participants`: if it is not known who else would see an answer, nobody is shown more than a
 * person who only says who they are.
 *
 * With `flexToken`, an agent's plugin can call it too, with `Token`. Then it decides for that
 * agent, and the attributes of the task stay those for no certain agent.
 *
 * It always answers 200. If the input cannot be read, the policy does not compile, a source is late
 * or fails, or there is a bug, everything is withheld, or the answer of the source counts as not
 * known, and a reason names it.
 *
 * @example
 * ```ts
 * // functions/decide.protected.js
 * const handler = createDecideHandler({
 *   policy: () => compilePolicy(readFileSync('policy.yaml', 'utf8')),
 *   client: () => client,
 *   ledgerKeys: () => keys,
 *   record: (record) => console.log(JSON.stringify(record)),
 * })
 * ```
 */
export function createDecideHandler(settings: DecideSettings): FunctionHandler {
  const policyOf = rememberPolicy(settings.policy)
  return answerAlways<DecideAnswer>({
    deadline: settings.deadline,
    withhold: (code) => withheld(code, policyOf()),
    handle: async (context, event, whole) => {
      const policy = policyOf()
      if (!policy.ok) return withheld('policy_invalid', policy)
      const read = readEvent(event, policy.value.channels)
      if (!read.ok) return withheld(issueCode(read), policy)
      return decide(settings, policy.value, { context, event, whole }, read.value)
    },
  })
}

/** What the runtime hands to a Function, and how long the answer may take. */
interface DecideInvocation {
  readonly context: FunctionContext
  readonly event: FunctionEvent
  readonly whole: Deadline
}

/**
 * Gathers all that is to be known of a call, decides, and writes the answer.
 *
 * Everything that asks others begins at once and is waited for where it is needed, each within its
 * own budget and what is left of the whole. What is not known in time is unknown, with a reason;
 * only what was lowered must be known, since without it too much would be shown.
 */
async function decide(
  settings: DecideSettings,
  policy: CompiledPolicy,
  { context, event, whole }: DecideInvocation,
  call: EventCall,
): Promise<DecideAnswer> {
  const now = settings.now ?? Date.now
  const asked = now()
  const budget = settings.budget ?? BUDGET
  const custom = policy.channels
  // Asked first, and waited for last: the roster depends on nothing else.
  const asking = askReaders({ ...settings, budget }, context, call, { custom, whole })
  // One that is set and gives no store has failed: what was lowered is not known then, and not nothing.
  const store = settings.store && storeWithin(settings.store(context), whole)
  const { conversation } = call.engagement
  const staffing = askStaff(settings, { context, event, conversation, now, budget, store, whole })
  const found = await Promise.all([
    openCallLedger(settings, context, call, { at: asked, store, whole }),
    store === undefined ? [] : recallLowerings(store, conversation),
    store === undefined
      ? []
      : recallSignals({ store, conversation, counters: policy.counters, at: asked }),
  ]).catch((error: unknown) => {
    const code = storeFailure(error)
    return code === 'deadline_exceeded' ? code : 'ledger_unavailable'
  })
  // What was lowered is not known, so nothing may be shown.
  if (typeof found === 'string') return withheld(found, ok(policy))
  const facts = factsOf(settings, context)
  if (facts === null) return withheld('facts_failed', ok(policy))
  const [ledger, lowered, counted] = found
  const own = standFor(ledger.evidence, call.engagement.contact, custom)
  const held = [...own.evidence, ...lowered, ...counted]
  const known: Engagement = {
    ...(settings.intent !== undefined && { intent: settings.intent }),
    ...call.engagement,
    epoch: (call.engagement.epoch ?? 0) + own.epoch,
    evidence: held,
    context: { ...call.engagement.context, ...facts },
  }
  const sources = { budget, ...sourcesOf(settings, context) }
  const asker = { ...known, evidence: own.own }
  const gathered = await gatherEvidence(asker, call.also, sources, { at: asked, custom, whole })
  const { readers, reasons: unasked } = await asking
  const { reasons: unstaffed, ...staff } = await staffing
  const engagement = { ...known, ...staff, readers, evidence: [...held, ...gathered.evidence] }
  // Decided after the last answer came, for an answer from the future would not count.
  const question = { policy, engagement, at: now() }
  const decision = await decideOnRecord(question, { keep: settings.record, budget, whole })
  const shown = displayName(engagement.claims ?? {})
  const sourced = [...ledger.reasons, ...gathered.reasons, ...unasked, ...unstaffed]
  const withReasons = <Part extends Pick<Decision, 'reasons'>>(part: Part): Part => ({
    ...part,
    reasons: [...sourced, ...part.reasons, ...call.reasons, ...shown.reasons],
  })
  const { shared } = decision
  const told = { ...withReasons(decision), ...(shared && { shared: withReasons(shared) }) }
  const named = shown.text === null ? {} : { displayName: shown.text }
  return {
    ...toStudioResult(engagement, told, { ...named, ...settings.attributes }),
    ledger: ledger.sealed,
    break_glass: decision.breakGlass?.classes.join(',') ?? '',
    break_glass_until: decision.breakGlass?.until ?? '',
    break_glass_notice: toldOfGlass(decision),
  }
}

/** Gives the facts of the business; `null` where they are not there: a promise has none. */
function factsOf(
  { facts }: DecideSettings,
  context: FunctionContext,
): Engagement['context'] | null {
  try {
    const given = facts?.(context) ?? {}
    if (isRecord(given) && typeof Reflect.get(given, 'then') !== 'function') return given
    // What a promise says later is nobody's to hear, and no reason for the process to end.
    Promise.resolve(given).catch(() => null)
  } catch {
    // What it says is dropped, for it may repeat a value.
  }
  return null
}

/**
 * Gives whom a broken glass is told to; an action may have the same name, so nobody while nothing
 * is open.
 */
const toldOfGlass = ({ breakGlass, notices }: Decision): string =>
  breakGlass === undefined
    ? ''
    : notices.flatMap(({ action, to }) => (action === 'break_glass' ? [to] : [])).join(',')

// A directory that is set and gives none is not known, as one that fails: a second customer may be in it.
const unknown = () => Promise.reject(new TypeError('directory_failed'))
const NO_DIRECTORY: Directory = { find: unknown, findAccount: unknown, reach: unknown }

/** Gives what to ask in this context: what is not configured is not asked. */
function sourcesOf({ directory, lookup }: DecideSettings, context: FunctionContext) {
  const asks = directory && (directory(context) ?? NO_DIRECTORY)
  return withoutAbsent({ directory: asks, lookup: lookup?.(context) })
}

// A policy that cannot be listed lists nothing, and all is withheld the same.
const withheld = (code: string, policy: Result<CompiledPolicy>): DecideAnswer => ({
  ...withheldStudioResult(code, policy.ok ? { policy: policy.value } : {}),
  ledger: '',
  break_glass: '',
  break_glass_until: '',
  break_glass_notice: '',
})
