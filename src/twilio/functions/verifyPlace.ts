import type { Engagement } from '../../model/engagement.js'
import { DAY, SECOND } from '../../model/instant.js'
import { fail, ok, type Result } from '../../model/result.js'
import type { AttemptCount } from './attemptCount.js'
import type { FunctionContext, FunctionEvent } from './functionHandler.js'
import { isUsableKey } from './ledger.js'
import type { LedgerPlace } from './ledgerOfConversation.js'
import { readEvent } from './readEvent.js'
import { textOf } from './readField.js'
import type { Store } from './store.js'
import { digestContact } from './verifyBinding.js'
import type { VerifySettings } from './verifySettings.js'

/** What starting and checking share: who asks, for what, and where the counts are. */
export interface VerifyPlace {
  readonly engagement: Engagement
  /** The contact, by its digest. */
  readonly contact: string
  readonly purpose: string
  readonly amount: string
  readonly payee: string
  readonly store: Store
  readonly ledger: LedgerPlace
  /** Keys the digests in the store: the oldest key still accepted, so that a rotation forgets no count. */
  readonly secret: string
  /** The count of wrong codes of a contact or for an address, by digest. */
  tries(who: string): AttemptCount
  /** The count of codes sent for a contact or to an address, by digest. */
  sends(who: string): AttemptCount
}

const LIMIT = 5

/** Reads who asks and for what; refused without a conversation, a contact or a key. */
export function readVerifyPlace(
  settings: VerifySettings,
  context: FunctionContext,
  event: FunctionEvent,
): Result<VerifyPlace> {
  const read = readEvent(event)
  if (!read.ok) return read
  const keys = settings.ledgerKeys(context)
  const oldest = keys.at(-1)
  if (oldest === undefined || !isUsableKey(oldest)) return fail('ledger_key_weak')
  const { secret } = oldest
  const store = settings.store(context)
  const count = (kind: string, limit: number, who: string): AttemptCount => ({
    store,
    limit,
    key: `countersign.${kind}.${who}`,
    seconds: settings.forget ?? DAY / SECOND,
  })
  return ok({
    engagement: read.value.engagement,
    contact: digestContact(secret, read.value.engagement),
    purpose: textOf(event, 'purpose') ?? '',
    amount: textOf(event, 'amount') ?? '',
    payee: textOf(event, 'payee') ?? '',
    store,
    secret,
    ledger: {
      conversation: read.value.engagement.conversation,
      at: (settings.now ?? Date.now)(),
      keys,
      store,
    },
    tries: (who) => count('tries', settings.tries ?? LIMIT, who),
    sends: (who) => count('sends', settings.sends ?? LIMIT, who),
  })
}
