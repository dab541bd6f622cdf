import type { CustomScheme } from '../channels/index.js'
import type { IssuerGrades } from '../evidence/index.js'
import { DAY, type Rank } from '../model/index.js'

/** Caps for what was not checked, and windows for what was bad. Ranks cap; times are milliseconds. */
export interface RiskSettings {
  readonly simSwapUnknown: Rank
  readonly reassignmentUnknown: Rank
  /** For how long a tie the directory confirmed keeps `reassignmentUnknown`; afterwards `reassignmentStale`. */
  readonly reassignmentConfirmed: number
  readonly reassignmentStale: Rank
  readonly lineTypeUnknown: Rank
  readonly nonFixedVoip: Rank
  /** How long a new binding carries less (47 CFR 64.2003(b) asks 30 days). */
  readonly quarantine: number
}

/** What trust depends on beside the engagement and the time. A compiled policy can be passed as it is. */
export interface TrustSettings {
  readonly risk: RiskSettings
  readonly issuers: readonly IssuerGrades[]
  readonly channels: readonly CustomScheme[]
  /** Evidence kinds that may not be used, with the rule that says so. */
  readonly refuses: readonly { readonly kind: string; readonly rule: string }[]
  /** Step-up methods the business has, preferred first. */
  readonly stepUp: readonly string[]
}

/**
 * The default caps of the design: SIM swap and line type unknown 3; reassignment unknown 3 for 90 days after the
 * directory confirmed the tie (the longest a residential number rests before it is given out again, 47 CFR
 * 52.15(f)(1)(ii)), else 2; a non-fixed VoIP number 2; quarantine 30 days (47 CFR 64.2003(b)).
 */
export const DEFAULT_RISK: RiskSettings = {
  simSwapUnknown: 3,
  reassignmentUnknown: 3,
  reassignmentConfirmed: 90 * DAY,
  reassignmentStale: 2,
  lineTypeUnknown: 3,
  nonFixedVoip: 2,
  quarantine: 30 * DAY,
}

/** The settings of a business that has declared nothing: default caps, RFC 8176 logins, no channels of its own. */
export const DEFAULT_TRUST: TrustSettings = {
  risk: DEFAULT_RISK,
  issuers: [],
  channels: [],
  refuses: [],
  stepUp: [],
}
