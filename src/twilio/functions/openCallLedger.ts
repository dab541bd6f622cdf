import type { Evidence, Instant, Reason } from '../../model/index.js'
import type { FunctionContext } from './functionHandler.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import { isUsableKey } from './ledger.js'
import { openConversationLedger } from './ledgerOfConversation.js'
import type { EventCall } from './readEvent.js'
import type { Store } from './store.js'
import { type Deadline, withinBudget } from './withinBudget.js'

/** Where a call's ledger comes from. */
export interface LedgerSettings extends HandlerSettings {
  /**
   * Finds the ledger of a conversation if the call does not bring it, as a webhook does not: in the
   * attributes, or where you keep it. If it fails or is late, there is no ledger.
   */
  readonly ledgerOf?: FromContext<(conversation: string) => Promise<string | undefined>>
  /**
   * Milliseconds for each step that asks other systems: first the ledger and the store, then the
   * directory and Lookup; the participants are asked during both. The default is 2,500, and never
   * more than what is left of the deadline.
   */
  readonly budget?: number | undefined
}

/** Milliseconds for questions to other services; this is the default. */
export const BUDGET = 2_500

/** What the ledger holds where it opens; nothing, and why, where it does not. */
export interface OpenedLedger {
  readonly evidence: readonly Evidence[]
  /** The ledger as it came, to be handed on; empty where there is none that opens. */
  readonly sealed: string
  readonly reasons: readonly Reason[]
}

/** When it is opened, held against what, and within which time. */
export interface LedgerOpening {
  readonly at: Instant
  /** Tells the newest sequence of the conversation, so that an older ledger is refused. */
  readonly store: Store | undefined
  /** What the whole call has left. */
  readonly whole: Deadline
}

/**
 * Opens the ledger of a call: the one it brings, else the one that is kept. Keys of which none can
 * be used, as where a variable was never set, are told at every call (`ledger_key_weak`): no proof
 * would ever count.
 */
export async function openCallLedger(
  settings: LedgerSettings,
  context: FunctionContext,
  call: EventCall,
  { at, store, whole }: LedgerOpening,
): Promise<OpenedLedger> {
  const keys = settings.ledgerKeys && (settings.ledgerKeys(context) ?? [])
  if (keys?.some(isUsableKey) === false) return nothingOf('ledger_key_weak')
  const ledger = await findLedger(settings, context, call, whole)
  if (ledger === null) return nothingOf('ledger_not_found')
  if (ledger === '') return nothingOf()
  const opened = await openConversationLedger(ledger, {
    conversation: call.engagement.conversation,
    at,
    by: call.engagement.contact,
    keys: keys ?? [],
    ...(store !== undefined && { store }),
  })
  return opened.ok
    ? { evidence: opened.value.evidence, sealed: ledger, reasons: [] }
    : nothingOf(issueCode(opened))
}

const nothingOf = (...codes: readonly string[]): OpenedLedger => ({
  evidence: [],
  sealed: '',
  reasons: codes.map((code) => ({ code })),
})

/** The ledger the call brings, else the one that is kept; `null` where that cannot be had. */
async function findLedger(
  { budget = BUDGET, ledgerOf }: LedgerSettings,
  context: FunctionContext,
  { engagement, ledger }: EventCall,
  whole: Deadline,
): Promise<string | null> {
  const find = ledgerOf?.(context)
  if (ledger !== '' || find === undefined) return ledger
  const found = await withinBudget(budget, () => find(engagement.conversation), whole)
  return found.ok ? (found.value ?? '') : null
}
