// The door of trust. An engagement is read once (`readingOf`), and assessed for any time from
// what was read.
export {
  type CounterRule,
  counterSettings,
  gradeKnowledge,
  gradeLogin,
  plainLogin,
  RISK_SIGNALS,
  withinRegistry,
} from '../evidence/index.js'
export { assess, assessorOf, assessReading, assessRequest } from './assess.js'
export { assessChannels } from './assessChannels.js'
export { OF_DIRECTORY } from './capConversation.js'
export { missingFor, type ObtainableProof } from './missing.js'
export { type Reading, readingOf, readRequest } from './readingOf.js'
export {
  DEFAULT_RISK,
  isLooserBy,
  RISK_SETTING_NAMES,
  type RiskSettings,
  riskSettings,
  tightenRisk,
} from './riskSettings.js'
export type { TrustSettings } from './settings.js'
export { isSaidAnew, type SupportFilter, spansCategories, writeRank } from './writeRank.js'
