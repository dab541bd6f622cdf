import type { FunctionContext } from './functionHandler.js'
import type { LedgerKey } from './ledger.js'
import type { Store } from './store.js'

/**
 * Finds something in the context of the call, where Twilio puts environment variables and its
 * client.
 */
export type FromContext<T> = (context: FunctionContext) => T

/** Settings of every handler that reads or adds evidence. */
export interface HandlerSettings {
  /**
   * Keys of the ledger: the first one seals, all of them can open. Without a usable key, earlier
   * proofs do not count; where the setting gives none, each answer says so (`ledger_key_weak`).
   */
  readonly ledgerKeys?: FromContext<readonly LedgerKey[]> | undefined
  /** Remembers the newest ledger of a conversation, so that an older one is refused. */
  readonly store?: FromContext<Store> | undefined
  /** The clock, in milliseconds since the epoch. */
  readonly now?: () => number
  /** Milliseconds for everything together; the default is 8,000. */
  readonly deadline?: number | undefined
}
