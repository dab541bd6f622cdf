/** Pure codecs for Twilio's own JSON, and TaskRouter's language: no client, no network. */
export { compareWorkflows } from './taskrouter/compareWorkflows.js'
export { toQueueExpressions, toWorkflow } from './taskrouter/compileWorkflow.js'
export { evaluateExpression } from './taskrouter/evaluateExpression.js'
export { lintExpression } from './taskrouter/lintExpression.js'
export { mergeWorkflow } from './taskrouter/mergeWorkflow.js'
export { parseExpression } from './taskrouter/parseExpression.js'
export { printExpression } from './taskrouter/printExpression.js'
export { readWorkers } from './taskrouter/readWorkers.js'
export { readWorkflow } from './taskrouter/readWorkflow.js'
export { readSids } from './taskrouter/sids.js'
export { simulate } from './taskrouter/simulate.js'
export { claimsOfAttributes, readBotMemory } from './twilio/inbound/attributes.js'
export { readClaims } from './twilio/inbound/claims.js'
export { parseCommunicationEvent } from './twilio/inbound/communicationEvent.js'
export { parseConversationWebhook } from './twilio/inbound/conversationWebhook.js'
export { displayName } from './twilio/inbound/displayName.js'
export {
  parseEngagement,
  type ReadEngagement,
  readEngagement,
} from './twilio/inbound/engagement.js'
export { toEngagement } from './twilio/inbound/inbound.js'
export { parseLegacyFlexChat } from './twilio/inbound/legacyFlexChat.js'
export { parseMessageWebhook } from './twilio/inbound/messageWebhook.js'
export {
  type Hours,
  type OpeningHours,
  readOpeningHours,
} from './twilio/inbound/openingHours.js'
export { parseStudioParameters } from './twilio/inbound/studioParameters.js'
export { parseWebChat2 } from './twilio/inbound/webChat2.js'
export { parseWebChat3 } from './twilio/inbound/webChat3.js'
export { toAddressConfiguration } from './twilio/outbound/addressConfiguration.js'
export {
  type AgentPanel,
  type PanelLine,
  type PanelTone,
  toAgentPanel,
} from './twilio/outbound/agentPanel.js'
export { toAttachedTask } from './twilio/outbound/attachedTask.js'
export { toCustomChannel } from './twilio/outbound/customChannel.js'
export { toFlexFlow } from './twilio/outbound/flexFlow.js'
export { toInsights } from './twilio/outbound/insights.js'
export {
  toAgentInteraction,
  toApiInteraction,
  toCustomerInteraction,
} from './twilio/outbound/interaction.js'
export { mergeAttributes } from './twilio/outbound/mergeAttributes.js'
export { readTaskAttributes } from './twilio/outbound/readTaskAttributes.js'
export { toStudioFlow } from './twilio/outbound/studioFlow.js'
export type { StudioFlowOptions } from './twilio/outbound/studioFlowOptions.js'
export type { StudioReplies } from './twilio/outbound/studioFlowReplies.js'
export type { StudioFlow } from './twilio/outbound/studioFlowShape.js'
export { toStudioResult, withheldStudioResult } from './twilio/outbound/studioResult.js'
export { toTaskAttributes, withheldTaskAttributes } from './twilio/outbound/taskAttributes.js'
export { toWebChat } from './twilio/outbound/webChat.js'
