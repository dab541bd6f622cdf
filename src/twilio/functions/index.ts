export {
  type AttestationAnswer,
  type AttestationSettings,
  createAttestationHandler,
} from './attestationHandler.js'
export { checkSignature, type SignedCall } from './checkSignature.js'
export { createDecideHandler, type DecideAnswer, type DecideSettings } from './decideHandler.js'
export { decisionAttributes } from './decisionAttributes.js'
export type { Account, Directory, DirectoryMatch } from './directory.js'
export { type ExpressRequest, type ExpressResponse, toExpress } from './expressAdapter.js'
export { fileDirectory } from './fileDirectory.js'
export { fileStore } from './fileStore.js'
export {
  createFlexTokenCheck,
  type FlexTokenSettings,
  type FlexWorker,
  type ValidateFlexToken,
} from './flexToken.js'
export { fromFunction } from './fromFunction.js'
export { toFunction } from './functionAdapter.js'
export type {
  FunctionCallback,
  FunctionContext,
  FunctionEvent,
  FunctionHandler,
} from './functionHandler.js'
export type { FromContext, HandlerSettings } from './handlerSettings.js'
export { type HttpDirectorySettings, httpDirectory } from './httpDirectory.js'
export {
  createKnowledgeHandler,
  type FindByKnowledge,
  type KnowledgeAnswer,
  type KnowledgeSettings,
} from './knowledgeHandler.js'
export {
  type LedgerExpectation,
  type LedgerKey,
  openLedger,
  sealLedger,
} from './ledger.js'
export {
  createLoginVerifier,
  type LoginExpectation,
  type LoginKeys,
  type LoginSettings,
  type VerifyLoginToken,
} from './loginToken.js'
export { createLookup, type Lookup, type LookupClient } from './lookup.js'
export {
  type MemoryClient,
  type MemoryDirectorySettings,
  memoryDirectory,
  type OwnRecord,
} from './memoryDirectory.js'
export { memoryStore } from './memoryStore.js'
export { messageRedactor } from './messageRedactor.js'
export type { Participants, ParticipantsClient } from './participants.js'
export type { PublicUrl } from './publicUrl.js'
export type { PublishedClient } from './publishedClient.js'
export { publishedRedactor } from './publishedRedactor.js'
export type { PublishedRecord, PublishedRedactorSettings } from './publishedSettings.js'
export type { Ledger } from './readLedger.js'
export type { RedactorRecord } from './redactorAnswer.js'
export type { MessageRedactorSettings } from './redactorSettings.js'
export { type RedisClient, redisStore } from './redisStore.js'
export type { Revision, Store, Stored } from './store.js'
export { type SyncService, syncStore } from './syncStore.js'
export { createVerifyCheckHandler } from './verifyCheckHandler.js'
export type { VerifyClient } from './verifyClient.js'
export type { VerifyAnswer, VerifySettings } from './verifySettings.js'
export { createVerifyStartHandler } from './verifyStartHandler.js'
export type { WebChatClient, WebChatTokenClient } from './webChatClient.js'
export {
  CHANNEL_ATTRIBUTE,
  createWebChatStartHandler,
  LEDGER_ATTRIBUTE,
  type WebChatStartAnswer,
  type WebChatStartSettings,
} from './webChatStartHandler.js'
export {
  createWebChatTokenHandler,
  type WebChatTokenAnswer,
  type WebChatTokenSettings,
} from './webChatTokenHandler.js'
export {
  createWebhook,
  type Refusal,
  refusal,
  type WebHandler,
  type WebhookSettings,
} from './webhook.js'
export type { WebhookCall } from './webhookCall.js'
export type { Deadline } from './withinBudget.js'
