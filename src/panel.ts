/**
 * What a page shows of a task: a few kilobytes for an agent's desktop in a browser, without evidence, policies or phone
 * numbers.
 *
 * @packageDocumentation
 */
export {
  type Issue,
  LEVELS,
  type Level,
  levelOf,
  type Rank,
  type Result,
  rankOf,
} from './model/index.js'
export {
  type AgentPanel,
  type PanelLine,
  type PanelTone,
  readTaskAttributes,
  type TaskSummary,
  toAgentPanel,
} from './twilio/outbound/index.js'
