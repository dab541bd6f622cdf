/**
 * Deciding from a compiled policy, and redaction, replay and the agent's panel beside it; nothing that compiling one does:
 * loads neither zod nor yaml.
 */

export {
  compareDecisions,
  type Difference,
  type Label,
  labelOf,
  mayRepeat,
  repeatable,
  replayRecord,
  shadow,
} from './decide/index.js'
export type * from './decide.js'
export {
  assess,
  decide,
  evaluate,
  evaluateAndRecord,
  LEVELS,
  levelOf,
  rankOf,
  readCompiledPolicy,
  toStudioResult,
  toTaskAttributes,
  withheldStudioResult,
  withheldTaskAttributes,
} from './decide.js'
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
export { assessChannels, missingFor } from './trust/index.js'
export { type AgentPanel, readTaskAttributes, toAgentPanel } from './twilio/outbound/index.js'
