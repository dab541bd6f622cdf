import { address, type SentFields, shortWord, sid } from './fields.js'

/**
 * The form of a Conversations webhook, as far as it decides who is there
 * (https://www.twilio.com/docs/conversations/conversations-webhooks). Other fields may be of any
 * form.
 */
export const ConversationWebhook = {
  EventType: shortWord,
  ConversationSid: sid,
  MessageSid: sid,
  ParticipantSid: sid,
  Author: address,
  Identity: address,
  ClientIdentity: address,
  Source: shortWord,
  'MessagingBinding.Type': shortWord,
  'MessagingBinding.AuthorAddress': address,
  'MessagingBinding.ProxyAddress': address,
}

/** The fields that a Conversations webhook is decided by. */
export type ConversationFields = SentFields<typeof ConversationWebhook>
