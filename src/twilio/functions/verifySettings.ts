import type { CustomScheme } from '../../channels/index.js'
import type { CounterRule } from '../../decide/index.js'
import { ok, type Result } from '../../model/index.js'
import { answerAlways } from './answerAlways.js'
import type { Directory } from './directory.js'
import type { FunctionContext, FunctionEvent, FunctionHandler } from './functionHandler.js'
import type { FromContext, HandlerSettings } from './handlerSettings.js'
import { inEvenTime } from './inEvenTime.js'
import { issueCode } from './issueCode.js'
import type { LedgerKey } from './ledger.js'
import { type PolicySource, rememberPolicy } from './rememberPolicy.js'
import type { Store } from './store.js'
import { answerStoreFailure } from './storeWithin.js'
import type { VerifyClient } from './verifyClient.js'
import type { Deadline } from './withinBudget.js'

/**
 * The settings of `createVerifyStartHandler` and `createVerifyCheckHandler`. Give both the same.
 */
export interface VerifySettings extends HandlerSettings {
  /** SID of the Verify service (`VA…`). */
  readonly service: FromContext<string>
  /** The Twilio client that sends and checks codes. */
  readonly client: FromContext<VerifyClient>
  /**
   * Keys that seal the ledger, the newest first. All are accepted, so that a key can be rotated.
   */
  readonly ledgerKeys: FromContext<readonly LedgerKey[]>
  /** Keeps counts, bindings and lowered trust longer than one call. */
  readonly store: FromContext<Store>
  /**
   * Finds the address on file if the person writes from another one. Without it, codes go only to
   * the address from which they write.
   */
  readonly directory?: FromContext<Directory> | undefined
  /**
   * The policy. Its `counters` say how many attempts may fail, and contacts on its `channels` and
   * numbers of its `regions` are read as for the decision. If it cannot be read, everything is withheld with `policy_invalid`.
   */
  readonly policy?: PolicySource | undefined
  /**
   * The same counters, if no `policy` is given or it sets none. Of these and the next three
   * settings, the stricter counts.
   */
  readonly counters?: CounterRule | undefined
  /**
   * How many wrong codes in a row one address may have, over all codes that were sent; the default
   * is 5. Strangers who claim the address have as many, together.
   */
  readonly tries?: number | undefined
  /**
   * How many codes may be sent for one contact, and to one address; the default is 5, as Verify's
   * own limit (error 60203).
   */
  readonly sends?: number | undefined
  /** Seconds after the last attempt until the counts are forgotten; the default is a day. */
  readonly forget?: number | undefined
  /**
   * Milliseconds of one step; the default is 2,500. If the address is not the one from which the
   * person writes, an answer comes only at the end of a step, so the time does not show whether
   * Twilio was asked.
   */
  readonly pace?: number | undefined
  /**
   * Claims that may name an address for the look-up in the directory. A code is never sent to such
   * an address.
   */
  readonly dipClaims?: readonly string[] | undefined
}

/**
 * The settings, the channels of the business's own that somebody may write from, and where numbers without a country
 * code are from.
 */
type SettingsByPolicy = VerifySettings & {
  readonly channels?: readonly CustomScheme[]
  readonly regions?: readonly string[]
}

/**
 * Gives the settings with what their policy says of counters, channels and regions, at each call anew: a
 * policy that could not be read at the first may be there at the next. `policy_invalid` where there
 * is one and it cannot be read.
 */
function settingsByPolicy(settings: VerifySettings): () => Result<SettingsByPolicy> {
  const { policy: source } = settings
  if (source === undefined) return () => ok(settings)
  const policyOf = rememberPolicy(source)
  return () => {
    const policy = policyOf()
    if (!policy.ok) return policy
    const { channels, regions, counters = settings.counters } = policy.value
    return ok({ ...settings, channels, regions, counters })
  }
}

/** Milliseconds of one step; this is the default. */
export const PACE = 2_500

/** The answer of both handlers: flat text, with every key always there. */
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
const withholdStoreFailure = answerStoreFailure(withheldVerifyAnswer)

/** Answers at a step only, so that the time tells nothing; withheld where it took longer, or failed. */
export async function answerInEvenTime(
  pace: number,
  answer: (even: Deadline) => Promise<VerifyAnswer>,
  deadline: Deadline,
): Promise<VerifyAnswer> {
  const work = (even: Deadline) => answer(even).catch(withholdStoreFailure)
  const answered = await inEvenTime(pace, work, deadline)
  return answered.ok ? answered.value : withheldVerifyAnswer(evenFailure(answered))
}

/** Makes a Function of what answers one call, under settings with what their policy says of counters and channels. */
export function verifyHandler(
  settings: VerifySettings,
  answer: (
    settings: SettingsByPolicy,
    context: FunctionContext,
    event: FunctionEvent,
    deadline: Deadline,
  ) => Promise<VerifyAnswer>,
): FunctionHandler {
  const settingsOf = settingsByPolicy(settings)
  return answerAlways<VerifyAnswer>({
    withhold: withheldVerifyAnswer,
    deadline: settings.deadline,
    handle: async (context, event, deadline) => {
      const counted = settingsOf()
      if (!counted.ok) return withheldVerifyAnswer(issueCode(counted))
      return answer(counted.value, context, event, deadline).catch(withholdStoreFailure)
    },
  })
}
