/**
 * Deciding from a compiled policy, and redaction, replay and the agent's panel beside it; nothing that
 * compiling one does: loads neither zod nor yaml. For a service that answers messages and stores or
 * shows them; what only decides loads less from `decide`.
 *
 * Pure and total: no clock, network, environment or console, and what cannot be read is withheld or
 * refused with a reason.
 *
 * @packageDocumentation
 */

// Decisions that were recorded, decided again and compared; and which messages of a history may be
// repeated to whom.
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
// The same decision as the smallest door gives.
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
// What may be shown of texts and records, by the rules that a decision carries.
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
// Which channels prove how much, and what a customer lacks for more.
export { assessChannels, missingFor } from './trust/index.js'
// What stands on a task, for an agent's desktop.
export { type AgentPanel, readTaskAttributes, toAgentPanel } from './twilio/outbound/index.js'
