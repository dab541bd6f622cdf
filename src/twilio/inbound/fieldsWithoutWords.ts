import { ConversationWebhook } from './conversationFields.js'
import { isMailReaderField } from './mailReaders.js'
import { MessageWebhook } from './messageWebhook.js'
import { isOtherRecipientField } from './otherRecipients.js'

// Beside what a decision is made by: names and times that Twilio writes, and addresses (Conversations webhooks, Webhook
// Bodies by Event Type; Messaging, Twilio's Request to Your Webhook URL).
const WITHOUT_WORDS: ReadonlySet<string> = new Set([
  ...Object.keys(ConversationWebhook),
  ...Object.keys(MessageWebhook),
  ...['ProfileName', 'ProfileUsername', 'Username', 'ExternalUserId', 'ParentExternalUserId'],
  ...['AccountSid', 'ChatServiceSid', 'ContentSid', 'InstanceSid', 'MessagingServiceSid'],
  ...['RoleSid', 'WebhookSid', 'WebhookType', 'DateCreated', 'DateUpdated', 'DateRemoved'],
  ...['Index', 'RetryCount', 'State', 'ModifiedBy', 'UniqueName', 'ChannelMetadata', 'WaId'],
  ...['MessagingBinding.Address', 'MessagingBinding.ProjectedAddress', 'AuthorFriendlyName'],
])

/**
 * Tells whether a field of Twilio's webhooks for messages holds nobody's words: it names things that Twilio made, or says
 * who writes and who reads. A field that is not known may hold anything.
 */
export const isFieldWithoutWords = (name: string): boolean =>
  WITHOUT_WORDS.has(name) || isMailReaderField(name) || isOtherRecipientField(name)
