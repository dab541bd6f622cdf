/**
 * Everything that deciding from a compiled policy takes, and nothing that compiling one does: loads neither zod nor
 * yaml.
 */

export type { CompiledPolicy } from './decide/compiled.js'
export { type Decided, decide } from './decide/decide.js'
export type { DecisionRecord } from './decide/decisionRecord.js'
export { type Label, labelOf, mayRepeat, repeatable } from './decide/labels.js'
export { readCompiledPolicy } from './decide/readCompiledPolicy.js'
export { replayRecord } from './decide/replayRecord.js'
export { compareDecisions, type Difference, shadow } from './decide/shadow.js'
export { evaluate, evaluateAndRecord, type Recorded } from './evaluate.js'
export type { KnownEvidence as Evidence } from './evidence/index.js'
export type * from './model/assessment.js'
export type * from './model/contact.js'
export type * from './model/decision.js'
export type * from './model/engagement.js'
export type { Instant } from './model/instant.js'
export { LEVELS, type Level, levelOf, type Rank, rankOf } from './model/level.js'
export type * from './model/redaction.js'
export type { Issue, Result } from './model/result.js'
export {
  compileRecordRules,
  EMPTY_TAIL,
  type Finder,
  readRules,
  recordFinder,
  redactMessage,
  redactRecord,
  redactText,
  redactTranscript,
  type Span,
  scan,
  scanMessage,
  warnOfRules,
} from './redaction/index.js'
export { assess, assessChannels, missingFor, type TrustSettings } from './trust/index.js'
export { type AgentPanel, toAgentPanel } from './twilio/outbound/agentPanel.js'
export { readTaskAttributes } from './twilio/outbound/readTaskAttributes.js'
export { toStudioResult, withheldStudioResult } from './twilio/outbound/studioResult.js'
export { toTaskAttributes, withheldTaskAttributes } from './twilio/outbound/taskAttributes.js'
