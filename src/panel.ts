/**
 * What a page shows of a task: a few kilobytes for an agent's desktop in a browser, without evidence, policies or phone
 * numbers.
 *
 * @packageDocumentation
 */
export { LEVELS, type Level, levelOf, type Rank, rankOf } from './model/level.js'
export type { Issue, Result } from './model/result.js'
export {
  type AgentPanel,
  type PanelLine,
  type PanelTone,
  toAgentPanel,
} from './twilio/outbound/agentPanel.js'
export { readTaskAttributes, type TaskSummary } from './twilio/outbound/readTaskAttributes.js'
