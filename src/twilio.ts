/**
 * Pure codecs for Twilio's own JSON, and TaskRouter's language: no client, no network. What Twilio sends
 * is read here, and what it takes is written; whoever calls it does so with a client of their own, or with
 * the handlers of `functions`.
 *
 * Total: a body that is none is refused with codes and places, and none of its values.
 *
 * @packageDocumentation
 */

// TaskRouter: its expressions and workflows are read, checked, written and tried without an
// account.
export {
  compareWorkflows,
  evaluateExpression,
  lintExpression,
  mergeWorkflow,
  parseExpression,
  printExpression,
  readSids,
  readWorkers,
  readWorkflow,
  simulate,
  toQueueExpressions,
  toWorkflow,
} from './taskrouter/index.js'
// What comes in: each form of a message or a task becomes one engagement.
export {
  claimsOfAttributes,
  displayName,
  type Hours,
  type OpeningHours,
  parseCommunicationEvent,
  parseConversationWebhook,
  parseEngagement,
  parseLegacyFlexChat,
  parseMessageWebhook,
  parseStudioParameters,
  parseWebChat2,
  parseWebChat3,
  type ReadEngagement,
  readBotMemory,
  readClaims,
  readEngagement,
  readOpeningHours,
  toEngagement,
} from './twilio/inbound/index.js'
// What goes out: attributes of tasks, parameters of interactions, flows of Studio, lines for the
// agent.
export {
  type AgentPanel,
  mergeAttributes,
  type PanelLine,
  type PanelTone,
  readTaskAttributes,
  type StudioFlow,
  type StudioFlowOptions,
  type StudioReplies,
  toAddressConfiguration,
  toAgentInteraction,
  toAgentPanel,
  toApiInteraction,
  toAttachedTask,
  toCustomChannel,
  toCustomerInteraction,
  toFlexFlow,
  toInsights,
  toStudioFlow,
  toStudioResult,
  toTaskAttributes,
  toWebChat,
  withheldStudioResult,
  withheldTaskAttributes,
} from './twilio/outbound/index.js'
