export { toAddressConfiguration } from './addressConfiguration.js'
export { type AgentPanel, type PanelLine, type PanelTone, toAgentPanel } from './agentPanel.js'
export {
  ANSWER_WORDS,
  DISCLOSURE_WORDS,
  LEVEL_WORDS,
  METHOD_TITLES,
  REASON_WORDS,
} from './agentPanelWords.js'
export { toAttachedTask } from './attachedTask.js'
export type { TaskAttributes, TaskSummary } from './attributeShape.js'
export { toCustomChannel } from './customChannel.js'
export { toFlexFlow } from './flexFlow.js'
export { toInsights } from './insights.js'
export { toAgentInteraction, toApiInteraction, toCustomerInteraction } from './interaction.js'
export { mergeAttributes } from './mergeAttributes.js'
export { readTaskAttributes } from './readTaskAttributes.js'
export { redactClaims } from './redactClaims.js'
export { toStudioFlow } from './studioFlow.js'
export type { StudioFlowOptions, StudioWant } from './studioFlowOptions.js'
export type { StudioReplies } from './studioFlowReplies.js'
export type { StudioFlow } from './studioFlowShape.js'
export { type StudioResult, toStudioResult, withheldStudioResult } from './studioResult.js'
export {
  SEND_TO_FLEX_LIMIT,
  TASK_LIMIT,
  type TaskAttributeOptions,
  toTaskAttributes,
  withheldTaskAttributes,
} from './taskAttributes.js'
export { toWebChat } from './webChat.js'
