/**
 * The whole library but its edges: policies are compiled and printed here, and all of `runtime` beside.
 *
 * Loads zod and yaml, so it is for tools, tests and a build. What answers messages loads `decide` or
 * `runtime`, with a policy that was compiled before; Twilio Functions and webhooks are in `functions`.
 * Pure: no clock, network, environment or console.
 *
 * @packageDocumentation
 */

// Every code that a decision or an answer may carry, with what it means.
export { REASONS, type ReasonCode } from './model/index.js'
// Policies, from a document to what decides, and back to text.
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
// What comes in, in the library's own words: other forms of it are read in `twilio`.
export { parseEngagement } from './twilio/inbound/index.js'
