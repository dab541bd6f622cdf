/**
 * Deciding from a compiled policy, and nothing else: what a Function loads before it can answer. No YAML, no schema
 * library, no scanner of texts; `countersign compile` makes the policy when the project is deployed.
 *
 * @packageDocumentation
 */

export type { CompiledPolicy } from './decide/compiled.js'
export { type Decided, decide } from './decide/decide.js'
export type { DecisionRecord } from './decide/decisionRecord.js'
export { readCompiledPolicy } from './decide/readCompiledPolicy.js'
export { readStampedPolicy, type StampedPolicy, stampPolicy } from './decide/stampedPolicy.js'
export { evaluate, evaluateAndRecord, type Recorded } from './evaluate.js'
export type * from './model/assessment.js'
export type * from './model/contact.js'
export type * from './model/decision.js'
export type * from './model/engagement.js'
export type { Instant } from './model/instant.js'
export { LEVELS, type Level, levelOf, type Rank, rankOf } from './model/level.js'
export type * from './model/redaction.js'
export type { Issue, Result } from './model/result.js'
export { assess, type TrustSettings } from './trust/index.js'
export { toStudioResult, withheldStudioResult } from './twilio/outbound/studioResult.js'
export { toTaskAttributes, withheldTaskAttributes } from './twilio/outbound/taskAttributes.js'
