import { DAY } from '../model/instant.js'
import type { RiskSettings } from './compiled.js'

/**
 * Caps where a policy says nothing: what was not checked leaves room for one fresh proof, but for no more.
 * Quarantine of a new binding: 30 days (47 CFR 64.2003(b)).
 */
export const RISK_DEFAULTS: RiskSettings = {
  simSwapUnknown: 3,
  reassignmentUnknown: 3,
  reassignmentConfirmed: 90 * DAY,
  reassignmentStale: 2,
  lineTypeUnknown: 3,
  nonFixedVoip: 2,
  quarantine: 30 * DAY,
}
