import type { CustomScheme } from '../../channels/index.js'
import type { CounterRule } from '../../decide/index.js'
import { ok, type Result } from '../../model/index.js'
import type { Directory } from './directory.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { issueCode } from './issueCode.js'
import type { LedgerKey } from './ledger.js'
import { type PolicySource, rememberPolicy } from './rememberPolicy.js'
import type { Store } from './store.js'
import { answerStoreFailure } from './storeWithin.js'
import type { VerifyClient } from './verifyClient.js'

/** What starting and checking a code need. Both handlers are given the same. */
export interface VerifySettings extends HandlerSettings {
  /** SID of the Verify service (`VA…`). */
  readonly service: FromContext<string>
  /** The Twilio client that sends and checks codes. */
  readonly client: FromContext<VerifyClient>
  /**
   * Keys that seal the ledger, the newest first; all of them are accepted, so that one can be
   * rotated.
   */
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  /** Where counts, bindings and what an agent lowered outlive a call. */
  readonly store: FromContext<Store>
  /**
   * Finds the address on file where the person writes from another. Absent: codes go to the
   * contact's own only.
   */
  readonly directory?: FromContext<Directory> | undefined
  /**
   * The policy that is decided by: its `counters` say how many may go wrong, and whoever writes on
   * one of its `channels` is read as the decision reads them. One that cannot be read withholds
   * everything as `policy_invalid`: how few it allows would not be known, and no code would open
   * anything.
   */
  readonly policy?: PolicySource | undefined
  /**
   * The same counters where no `policy` is given, or it says none; of them and the next three the
   * stricter counts.
   */
  readonly counters?: CounterRule | undefined
  /**
   * Wrong codes in a row for one address, whatever the number of codes sent; 5 unless told
   * otherwise. Strangers who claim it have as many, together.
   */
  readonly tries?: number | undefined
  /**
   * Codes sent for one contact, and to one address; 5 unless told otherwise, as Verify's own limit
   * (error 60203).
   */
  readonly sends?: number | undefined
  /** Seconds after the last try until the counts are forgotten; a day unless told otherwise. */
  readonly forget?: number | undefined
  /**
   * Milliseconds of one step; 2,500 unless told otherwise. Where the address is not the person's
   * own, an answer comes at a step only, and what a record that exists would add gets four fifths
   * of one, to hide whether Twilio was asked.
   */
  readonly pace?: number | undefined
  /** Claims that may name an address for the data dip; never an address a code is sent to. */
  readonly dipClaims?: readonly string[] | undefined
}

/** The settings, and the channels of the business's own that somebody may write from. */
type SettingsByPolicy = VerifySettings & { readonly channels?: readonly CustomScheme[] }

/**
 * Gives the settings with what their policy says of counters and channels, at each call anew: a
 * policy that could not be read at the first may be there at the next. `policy_invalid` where there
 * is one and it cannot be read.
 */
export function settingsByPolicy(settings: VerifySettings): () => Result<SettingsByPolicy> {
  const { policy: source } = settings
  if (source === undefined) return () => ok(settings)
  const policyOf = rememberPolicy(source)
  return () => {
    const policy = policyOf()
    if (!policy.ok) return policy
    const { channels, counters = settings.counters } = policy.value
    return ok({ ...settings, channels, counters })
  }
}

/** Milliseconds of one step, unless told otherwise. */
export const PACE = 2_500

/** Answer of both handlers: flat, every key on every path, all of it text. */
export interface VerifyAnswer {
  /** `sent`, `approved`, `refused` (a wrong code), or `withheld`. */
  readonly status: 'sent' | 'approved' | 'refused' | 'withheld'
  /** `true` for `sent` and `approved`. */
  readonly ok: 'true' | 'false'
  /** Why not; empty for none. Never tells whether a record exists. */
  readonly reason: string
  /** Tries left to this contact. */
  readonly tries_left: string
  /** The sealed ledger to pass on; empty when nothing was proved. */
  readonly ledger: string
}

/** The whole answer with nothing proved. */
export const withheldVerifyAnswer = (reason: string): VerifyAnswer => ({
  status: 'withheld',
  ok: 'false',
  reason,
  tries_left: '0',
  ledger: '',
})

/** Says why work in even time has no answer of its own. */
export const evenFailure = (failed: Result<unknown>): string =>
  issueCode(failed) === 'late' ? 'deadline_exceeded' : 'internal_failure'

/** Answers for a store that failed or was late; any other error is thrown on. */
export const withholdStoreFailure = answerStoreFailure(withheldVerifyAnswer)
