import { DEFAULT_RISK, type TrustSettings } from '../../src/trust/index.js'

/** The settings of a business that has declared nothing: default caps, RFC 8176 logins, no custom channels. */
export const DEFAULT_TRUST: TrustSettings = {
  risk: DEFAULT_RISK,
  issuers: [],
  channels: [],
  refuses: [],
  stepUp: [],
}
