import { counterSettings } from '../../decide/index.js'
import { type CounterRule, signalsSaid } from '../../evidence/index.js'
import {
  type Evidence,
  type Instant,
  ok,
  printInstant,
  type Result,
  SECOND,
} from '../../model/index.js'
import { conversationKey } from './keyedDigest.js'
import { keptIn, type Store, updateStored } from './store.js'

// As long as the longest window of a policy.
const KEPT = counterSettings.otpFailuresWithin.most / SECOND
// No threshold of a policy is higher, so that more need not be remembered.
const MOST = counterSettings.otpFailuresToClaimed.most

/**
 * Something that is counted: a signal, when it was, and what was tried, by its digest; empty where
 * each counts.
 */
type SignalCount = readonly [signal: string, at: Instant, what: string]

/** Where signals of a conversation are counted, and which of them a policy speaks of. */
export interface SignalPlace {
  /** Where they are counted. */
  readonly store: Store
  /** The conversation, by whose digest they are kept. */
  readonly conversation: string
  /** What the policy says of counting; absent, nothing is counted. */
  readonly counters: CounterRule | undefined
  /** When it happens, or when it is asked. */
  readonly at: Instant
}

/**
 * Counts signals beside the conversation, as far as the policy speaks of them: what it says nothing
 * of is not counted here. The same thing that is tried again is one. Throws as a store does that
 * cannot be asked.
 *
 * `['velocity', '']`                  counts each time
 * `['identifiers_tried', '5f2c…']`    counts once for this digest, at its last time
 */
export async function countSignals(
  { store, conversation, counters, at }: SignalPlace,
  tried: readonly (readonly [signal: string, what: string])[],
): Promise<Result<unknown>> {
  const said = signalsSaid(counters).map(({ signal }) => signal)
  const fresh = tried
    .filter(([signal]) => said.includes(signal))
    .map(([signal, what]): SignalCount => [signal, at, what])
  if (fresh.length === 0) return ok(null)
  return updateStored(store, conversationKey('signals', conversation), KEPT, (value) => ({
    counted: fresh.reduce<readonly SignalCount[]>(
      (all, [signal, when, what]) => [
        ...all.filter(([other]) => other !== signal),
        ...all
          .filter(([other, , before]) => other === signal && (what === '' || before !== what))
          .slice(1 - MOST),
        [signal, when, what],
      ],
      keptIn(value, 'counted', isCounted),
    ),
  }))
}

/**
 * Gives what was counted of a conversation, within the windows of the policy, as evidence. What is
 * kept and cannot be read is not known, and never nothing: it throws, as a store does that cannot
 * be asked.
 */
export async function recallSignals({
  store,
  conversation,
  counters,
  at,
}: SignalPlace): Promise<readonly Evidence[]> {
  const said = signalsSaid(counters)
  if (said.length === 0) return []
  const counted = keptIn(
    (await store.get(conversationKey('signals', conversation)))?.value ?? null,
    'counted',
    isCounted,
  )
  return said.flatMap(({ signal, within }) => {
    const times = counted.flatMap(([of, when]) =>
      // What was counted at no time, or is asked for at none, may be of now: it is over only where
      // that is known.
      of === signal && !(at - when >= within) ? [when] : [],
    )
    if (times.length === 0) return []
    const last = printInstant(Math.max(...times))
    return [{ kind: 'risk_signal', at: last, conversation, signal, count: times.length }]
  })
}

/** Checks the form of one: whoever could write another would count as nobody. */
const isCounted = (one: unknown): one is SignalCount =>
  Array.isArray(one) &&
  typeof one[0] === 'string' &&
  typeof one[1] === 'number' &&
  typeof one[2] === 'string'
