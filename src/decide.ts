/**
 * Deciding from a compiled policy, and nothing else: what a Function loads before it can answer. No YAML, no schema
 * library, no scanner of texts; `countersign compile` makes the policy when the project is deployed.
 *
 * @packageDocumentation
 */

export {
  type CompiledPolicy,
  type Decided,
  type DecisionRecord,
  decide,
  readCompiledPolicy,
  readStampedPolicy,
  type StampedPolicy,
  stampPolicy,
} from './decide/index.js'
export { evaluate, evaluateAndRecord, type Recorded } from './evaluate.js'
export type { KnownEngagement as Engagement, KnownEvidence as Evidence } from './evidence/index.js'
export {
  type Answer,
  type Assessment,
  type Audience,
  type Cap,
  type Category,
  type Claims,
  type ClaimValue,
  type Contact,
  type Context,
  type Decision,
  type Disclosure,
  type FieldRule,
  type Instant,
  type Intent,
  type Issue,
  LEVELS,
  type Level,
  levelOf,
  type NodeId,
  type Notice,
  type OtherCode,
  type OwnIdentifier,
  type OwnIdentifiers,
  type PathEdge,
  type Rank,
  type Reason,
  type Redaction,
  type RedactionAction,
  type RedactionRule,
  type Resolution,
  type Result,
  type RouteDecision,
  type Rung,
  rankOf,
  type StepUp,
  type Support,
  type TextRule,
  type Trust,
} from './model/index.js'
export { assess, type TrustSettings } from './trust/index.js'
export {
  toStudioResult,
  toTaskAttributes,
  withheldStudioResult,
  withheldTaskAttributes,
} from './twilio/outbound/index.js'
