export { compilePolicy, definePolicy, type PolicyDocument } from './policy/index.js'
export * from './runtime.js'
export { parseEngagement } from './twilio/inbound/engagement.js'
