export { REASONS, type ReasonCode } from './model/index.js'
export {
  compilePolicy,
  definePolicy,
  type Invariant,
  jsonSchemas,
  type PolicyDocument,
  type PolicyTest,
  parseDocument,
  printPolicy,
} from './policy/index.js'
export * from './runtime.js'
export { parseEngagement } from './twilio/inbound/index.js'
