export { assess } from './assess.js'
export { DEFAULT_RISK, DEFAULT_TRUST, type RiskDefaults, type TrustSettings } from './settings.js'
export { findPair, type SupportFilter, writeRank } from './writeRank.js'
