/**
 * What talks to others: Twilio Functions and webhooks. This door needs Node 20 or later, for it loads the `twilio`
 * client; workers at the edge, browsers and other engines have the other doors, which need nothing.
 *
 * @packageDocumentation
 */
export { readStampedPolicy } from './decide/stampedPolicy.js'
export {
  type AttestationAnswer,
  type AttestationSettings,
  createAttestationHandler,
} from './twilio/functions/attestationHandler.js'
export { checkSignature, type SignedCall } from './twilio/functions/checkSignature.js'
export {
  createDecideHandler,
  type DecideAnswer,
  type DecideSettings,
} from './twilio/functions/decideHandler.js'
export { decisionAttributes } from './twilio/functions/decisionAttributes.js'
export type { Account, Directory, DirectoryMatch } from './twilio/functions/directory.js'
export {
  type ExpressRequest,
  type ExpressResponse,
  toExpress,
} from './twilio/functions/expressAdapter.js'
export { fileDirectory } from './twilio/functions/fileDirectory.js'
export { fileStore } from './twilio/functions/fileStore.js'
export {
  createFlexTokenCheck,
  type FlexTokenSettings,
  type FlexWorker,
  type ValidateFlexToken,
} from './twilio/functions/flexToken.js'
export { fromFunction } from './twilio/functions/fromFunction.js'
export { toFunction } from './twilio/functions/functionAdapter.js'
export type {
  FunctionCallback,
  FunctionContext,
  FunctionEvent,
  FunctionHandler,
} from './twilio/functions/functionHandler.js'
export type { FromContext, HandlerSettings } from './twilio/functions/handlerSettings.js'
export { type HttpDirectorySettings, httpDirectory } from './twilio/functions/httpDirectory.js'
export {
  type LedgerExpectation,
  type LedgerKey,
  openLedger,
  sealLedger,
} from './twilio/functions/ledger.js'
export {
  createLoginVerifier,
  type LoginExpectation,
  type LoginKeys,
  type LoginSettings,
  type VerifyLoginToken,
} from './twilio/functions/loginToken.js'
export { createLookup, type Lookup, type LookupClient } from './twilio/functions/lookup.js'
export { memoryStore } from './twilio/functions/memoryStore.js'
export {
  type MessageRedactorSettings,
  messageRedactor,
} from './twilio/functions/messageRedactor.js'
export type { Participants, ParticipantsClient } from './twilio/functions/participants.js'
export type { PublicUrl } from './twilio/functions/publicUrl.js'
export type { Ledger } from './twilio/functions/readLedger.js'
export { type RedisClient, redisStore } from './twilio/functions/redisStore.js'
export type { Revision, Store, Stored } from './twilio/functions/store.js'
export { type SyncService, syncStore } from './twilio/functions/syncStore.js'
export { createVerifyCheckHandler } from './twilio/functions/verifyCheckHandler.js'
export type { VerifyClient } from './twilio/functions/verifyClient.js'
export type { VerifyAnswer, VerifySettings } from './twilio/functions/verifySettings.js'
export { createVerifyStartHandler } from './twilio/functions/verifyStartHandler.js'
export type { WebChatClient, WebChatTokenClient } from './twilio/functions/webChatClient.js'
export {
  CHANNEL_ATTRIBUTE,
  createWebChatStartHandler,
  LEDGER_ATTRIBUTE,
  type WebChatStartAnswer,
  type WebChatStartSettings,
} from './twilio/functions/webChatStartHandler.js'
export {
  createWebChatTokenHandler,
  type WebChatTokenAnswer,
  type WebChatTokenSettings,
} from './twilio/functions/webChatTokenHandler.js'
export { createWebhook, type WebHandler, type WebhookSettings } from './twilio/functions/webhook.js'
export type { WebhookCall } from './twilio/functions/webhookCall.js'
export type { Deadline } from './twilio/functions/withinBudget.js'
