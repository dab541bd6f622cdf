import type { CustomScheme } from '../../channels/index.js'
import { counterSettings } from '../../decide/index.js'
import { type Engagement, fail, ok, type Result, SECOND, shownAmount } from '../../model/index.js'
import { readWords } from '../inbound/index.js'
import type { AttemptCount } from './attemptCount.js'
import type { FunctionContext, FunctionEvent } from './functionHandler.js'
import { isUsableKey } from './ledger.js'
import type { LedgerPlace } from './ledgerOfConversation.js'
import { readEvent } from './readEvent.js'
import { countSignals } from './signals.js'
import { type Store, updateStored } from './store.js'
import { storeWithin } from './storeWithin.js'
import {
  addBinding,
  BINDING_KEPT,
  bindingKey,
  digestContact,
  type VerifyBinding,
} from './verifyBinding.js'
import type { VerifySettings } from './verifySettings.js'
import type { VerifyWay } from './verifyTarget.js'
import type { Deadline } from './withinBudget.js'

// What a call says besides who writes.
const WORDS = [
  'method',
  'code',
  'check',
  'ledger',
  'purpose',
  'amount',
  'currency',
  'payee',
] as const

/** The amount as the person is shown it; empty for none, `null` for what is none. */
const amountIn = ({ amount = '', currency = '' }: VerifyPlace['words']): string | null =>
  amount === '' ? '' : (shownAmount({ amount, currency: currency.toUpperCase() }) ?? null)

/** What starting and checking share: who asks, for what, and where the counts are. */
export interface VerifyPlace {
  /** Who writes, where. */
  readonly engagement: Engagement
  /** What the call says besides, by our names. */
  readonly words: { readonly [Word in (typeof WORDS)[number]]?: string }
  /** The contact, by its digest. */
  readonly contact: string
  /** What the proof is for; empty for none. */
  readonly purpose: string
  /** Of a payment, with its currency where one is named, as the person is shown it; empty for none. */
  readonly amount: string
  /** Whom a payment goes to; empty for none. */
  readonly payee: string
  /** Where counts and bindings are kept; it answers in time or throws. */
  readonly store: Store
  /** Where the conversation's ledger stands. */
  readonly ledger: LedgerPlace
  /**
   * Keys the digests in the store: the oldest key still accepted, so that a rotation forgets no
   * count.
   */
  readonly secret: string
  /** Counts signals of the conversation, as far as the policy speaks of them. */
  counts(tried: Parameters<typeof countSignals>[1]): ReturnType<typeof countSignals>
  /** The count of wrong codes in a row of whom `countedAs` names. */
  tries(who: string): AttemptCount
  /** The count of codes sent, of whom `countedAs` names. */
  sends(who: string): AttemptCount
}

/** Writes down what a code is good for, in place of the one sent before to its contact. */
export const keepBinding = (
  { engagement, secret, store }: VerifyPlace,
  binding: VerifyBinding,
): Promise<Result<unknown>> =>
  updateStored(store, bindingKey(secret, engagement.conversation), BINDING_KEPT, (value) =>
    addBinding(secret, value, binding),
  )

/**
 * Names a count. Whoever writes from an address has a count of their own for it, and so have those
 * whom it is on file for; all who merely claim it share one, so that strangers use up one another's
 * tries and nobody else's. `shown` is what an answer may speak of where it must not tell whether a
 * record exists; `sender` is what holds one contact down over all the addresses it names.
 */
export const countedAs = (kind: 'shown' | 'sender' | VerifyWay, who: string): string =>
  `${kind}.${who}`

// What either says is held to: of several the strictest. What is no number, as where a variable was
// never set, says nothing, for otherwise nothing would ever be more than it allows.
function strictestOf(
  { standard, tightening }: (typeof counterSettings)[keyof typeof counterSettings],
  ...told: readonly (number | undefined)[]
): number {
  const said = told.flatMap((one) => (one === undefined || Number.isNaN(one) ? [] : [one]))
  if (said.length === 0) return standard
  return tightening === 'lower' ? Math.min(...said) : Math.max(...said)
}

/** Gives how many may go wrong or be sent, and for how many seconds that is remembered. */
function limitsOf({ counters = {}, tries, sends, forget }: PlaceSettings) {
  const kept = forget === undefined ? undefined : forget * SECOND
  return {
    tries: strictestOf(counterSettings.wrongCodes, tries, counters.wrongCodes),
    sends: strictestOf(counterSettings.codesSent, sends, counters.codesSent),
    seconds: strictestOf(counterSettings.forget, kept, counters.forget) / SECOND,
  }
}

interface PlaceSettings
  extends Pick<
    VerifySettings,
    'ledgerKeys' | 'store' | 'now' | 'tries' | 'sends' | 'forget' | 'counters'
  > {
  /** Channels of the business's own, where somebody may write from one. */
  readonly channels?: readonly CustomScheme[]
}

/** Reads who asks and for what; refused without a conversation, a contact or a key. */
export function readVerifyPlace(
  settings: PlaceSettings,
  context: FunctionContext,
  event: FunctionEvent,
  deadline: Deadline,
): Result<VerifyPlace> {
  const read = readEvent(event, settings.channels)
  if (!read.ok) return read
  const said = readWords(event, WORDS)
  if (!said.ok) return said
  const words = said.value
  const amount = amountIn(words)
  if (amount === null) return fail('invalid_format', 'amount')
  const keys = settings.ledgerKeys(context)
  // The oldest key digests whom the counts are of, so that turning keys over does not begin the
  // counts anew.
  const oldest = keys.at(-1)
  if (oldest === undefined || !isUsableKey(oldest)) return fail('ledger_key_weak')
  const { secret } = oldest
  // A store that hangs must not take longer than the caller waits.
  const store = storeWithin(settings.store(context), deadline)
  const now = settings.now ?? Date.now
  const limits = limitsOf(settings)
  // One form for every count, so that none is kept under a name that another could take.
  const count = (kind: string, limit: number, who: string): AttemptCount => ({
    store,
    limit,
    key: `countersign.${kind}.${who}`,
    seconds: limits.seconds,
  })
  return ok({
    engagement: read.value.engagement,
    contact: digestContact(secret, read.value.engagement),
    words,
    purpose: words['purpose'] ?? '',
    amount,
    payee: words['payee'] ?? '',
    store,
    secret,
    ledger: {
      conversation: read.value.engagement.conversation,
      at: now(),
      by: read.value.engagement.contact,
      keys,
      store,
    },
    counts: (tried) =>
      countSignals(
        {
          store,
          conversation: read.value.engagement.conversation,
          counters: settings.counters,
          at: now(),
        },
        tried,
      ),
    tries: (who) => count('tries', limits.tries, who),
    sends: (who) => count('sends', limits.sends, who),
  })
}
