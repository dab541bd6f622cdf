import type { FunctionContext } from './functionHandler.js'
import type { LedgerKey } from './ledger.js'
import type { Store } from './store.js'

/**
 * Found in the context of the call, where Twilio puts environment variables and the way to a
 * client.
 */
export type FromContext<T> = (context: FunctionContext) => T

/** What every handler that reads or adds evidence may be given. */
export interface HandlerSettings {
  /**
   * Keys of the ledger: the first seals, all open. Without a usable key nothing gathered earlier
   * counts.
   */
  readonly ledgerKeys?: FromContext<readonly LedgerKey[]> | undefined
  /** Remembers the newest ledger of a conversation, so that an older one is refused. */
  readonly store?: FromContext<Store> | undefined
  /** The clock, in milliseconds since the epoch. */
  readonly now?: () => number
  /** Milliseconds for everything together; the default is 8,000. */
  readonly deadline?: number | undefined
}
