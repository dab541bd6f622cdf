import type { Rank } from '../model/index.js'
import { COUNTED_SIGNALS } from './counterSettings.js'

/** What a signal means with no count; 4 is a flag, which a route may ask for and which caps nothing. */
export const PLAIN_SIGNALS: ReadonlyMap<unknown, Rank> = new Map<unknown, Rank>([
  ['disposable_email', 1],
  ['sms_pumping', 4],
  ['identity_changed', 1],
  ['duress', 1],
  ['coaching', 1],
  ['fraud', 0],
  ['account_takeover', 0],
])

/** A name that only the sender knows is not repeated. */
export const OWN_SIGNAL = 'own_signal'

/** The names of signals in decisions. */
export const RISK_SIGNALS: readonly string[] = [
  ...COUNTED_SIGNALS,
  ...PLAIN_SIGNALS.keys(),
  OWN_SIGNAL,
].map(String)
