import type { CustomScheme } from '../channels/index.js'
import type { CounterRule, IssuerGrades, KnowledgeCheck } from '../evidence/index.js'
import type { RiskSettings } from './riskSettings.js'

/**
 * What trust depends on, beside the engagement and the time. A compiled policy can be passed for
 * it.
 */
export interface TrustSettings {
  /** The most that trust comes to while something is bad or not known. */
  readonly risk: RiskSettings
  /** Whose logins count, and for how much. */
  readonly issuers: readonly IssuerGrades[]
  /** Channels of the business's own. */
  readonly channels: readonly CustomScheme[]
  /** The business's own checks of what somebody knows; absent for none. */
  readonly knowledge?: readonly KnowledgeCheck[]
  /**
   * How many may go wrong before nobody is asked again, and how signals that are counted are read; absent where it is what
   * holds anyway.
   */
  readonly counters?: CounterRule
  /** Evidence kinds that may not be used, with the rule that says so. */
  readonly refuses: readonly { readonly kind: string; readonly rule: string }[]
  /** Where numbers are from that people type without a country code, such as `GB`; absent for nowhere. */
  readonly regions?: readonly string[]
  /** Step-up methods the business has, preferred first. */
  readonly stepUp: readonly string[]
}
