export { REASONS, type ReasonCode } from './model/reasons.js'
export {
  compilePolicy,
  definePolicy,
  type Invariant,
  type PolicyDocument,
  type PolicyTest,
  parseDocument,
} from './policy/index.js'
export { jsonSchemas } from './policy/jsonSchemas.js'
export { printPolicy } from './policy/printPolicy.js'
export * from './runtime.js'
export { parseEngagement } from './twilio/inbound/engagement.js'
