import { because, type ReasonMeaning } from './riskReasons.js'

const SET_SECRET =
  'Set a secret of at least 32 characters for it, in the environment of the Function.'
const START_AGAIN = 'Start the check again, and send the new code.'
const ASK_AGAIN = 'Begin again without the ledger: the person gives a new proof.'
const READ_FORM = 'Send the value as the reference writes it.'

/**
 * What a Function says under `reason` or `reasons` beside the reasons of decisions: about its call,
 * its ledger, codes, logins and web chats. Nothing of a call stands in an answer but these codes.
 */
export const ANSWER_REASONS: Readonly<Record<string, ReasonMeaning>> = {
  attributes_unreadable: because(
    'The attributes of the message or of the conversation are not a JSON object.',
    'Correct what writes them.',
  ),
  body_late: because(
    'The body of the request did not arrive in time.',
    'Look for what is slow between Twilio and your server.',
  ),
  body_too_long: because(
    'The body of the request is larger than a webhook of Twilio, or is no text in UTF-8.',
    'Give this address to Twilio alone, and let no proxy change what it sends.',
  ),
  channel_unknown: because(
    'The event does not say on which channel the person writes.',
    'Send the `channel`.',
  ),
  code_expired: because(
    'Verify no longer knows this check: it is over, or the code is older than ten minutes.',
    START_AGAIN,
  ),
  contact_mismatch: because(
    'The code was sent for another person than the one who gives it.',
    'Send the same `channel` and `address` to start and to check.',
  ),
  conversation_missing: because('The conversation was not sent.', 'Send `conversation_sid`.'),
  directory_late: because(
    'The directory did not answer in time.',
    'Look for what is slow between the Function and the directory.',
  ),
  directory_partial: because(
    'The directory said more than the matches, such as where the next page is, so they may not be all.',
    'Let it answer with all `matches` of an address, and nothing beside them.',
  ),
  duplicate: because('A parameter was sent twice, with different values.', 'Send it once.'),
  duplicate_parameter: because('A parameter was sent twice.', 'Send it once.'),
  flex_token_missing: because(
    'No agent is known, because `Token` was not sent.',
    'Call this Function from a Flex plugin, which sends it.',
  ),
  flex_token_refused: because(
    'Twilio does not accept the Flex token.',
    'Send a new token of an agent who is signed in.',
  ),
  flex_token_unchecked: because(
    'Twilio could not be asked whether the Flex token is right.',
    'Try again.',
  ),
  form_redacted: because(
    'A part of the form was hidden before Twilio stored it.',
    'Nothing needs to be done.',
  ),
  identifier_in_attributes: because(
    'The attributes of the message hold an identifier that is to be hidden.',
    'Do not write it there.',
  ),
  identifier_in_file_name: because(
    'The name of a file holds an identifier that is to be hidden, and no webhook can change it.',
    'The sender has to send the file under another name.',
  ),
  identifier_in_first_message: because(
    'The first message of a conversation holds what is to be hidden, and no webhook can change it.',
    'Set `unchangeable` to what your business prefers.',
  ),
  identifier_in_unknown_field: because(
    'A field that no webhook can change holds an identifier that is to be hidden.',
    'Do not write it there.',
  ),
  facts_failed: because(
    'The `facts` of the handler threw an error, or gave no record at once, as an `async` function does.',
    'Let `facts` return a record that is there already, such as `{ open: true }`.',
  ),
  file_names_unreadable: because(
    'The names of the files could not be read.',
    'Look at what Twilio sends under `Media`.',
  ),
  in_progress: because(
    'Another server is handling the same request.',
    'Nothing needs to be done: Twilio tries again.',
  ),
  invalid_code: because(
    'No code was sent, or it is not of the form of a code.',
    'Send what the person typed under `code`.',
  ),
  invalid_format: because('A parameter does not have the form that it should.', READ_FORM),
  invalid_json: because('A parameter or the body is not valid JSON.', READ_FORM),
  invalid_name: because(
    'A name of a class, an action or a fact is no name.',
    'Write names as the policy does, separated by commas.',
  ),
  invalid_request: because(
    'The request is none that a webhook can have.',
    'Give this address to Twilio alone.',
  ),
  ledger_altered: because(
    'The ledger was changed after it was sealed, so it counts as none.',
    'Pass the ledger on as it came. If nobody changed it, look at who can write the attributes.',
  ),
  ledger_expired: because('The ledger is too old.', ASK_AGAIN),
  ledger_foreign: because(
    'The ledger belongs to another conversation.',
    'Pass the ledger of this conversation.',
  ),
  ledger_future: because(
    'The ledger was sealed later than now.',
    'Compare the clocks of your servers.',
  ),
  ledger_key_unknown: because(
    'The key that sealed the ledger is not among the keys of this Function.',
    'Keep an old key for an hour after a new one was put before it.',
  ),
  ledger_key_weak: {
    cause: 'There is no key to seal the ledger with, or its secret is shorter than 32 characters.',
    remedy: `${SET_SECRET} In the project of \`init\` it is \`LEDGER_KEYS\`.`,
  },
  ledger_malformed: because(
    'The ledger is sealed rightly, but cannot be read.',
    'Use one version of countersign in all Functions.',
  ),
  ledger_not_found: because(
    'The event names a conversation whose ledger could not be read.',
    'Find out why the attributes of the conversation could not be asked for.',
  ),
  ledger_replayed: because(
    'An older ledger of this conversation was sent again.',
    'Pass the ledger of the last answer.',
  ),
  ledger_too_long: because('The ledger is longer than its limit.', 'Begin a new conversation.'),
  ledger_unavailable: because(
    'The ledger of the conversation could not be asked for.',
    'Try again.',
  ),
  ledger_unsealed: because(
    'What was sent as `ledger` is no sealed ledger, so it counts as none.',
    'Pass on the `ledger` of the last answer.',
  ),
  login_keys_unavailable: because(
    'The keys of the login could not be asked for.',
    'Look at the address of the keys, and whether it answers.',
  ),
  login_not_configured: because(
    'A login token was sent, but this Function has no `login` to check it, or not its issuer and audience.',
    'Give the handler the check of your login. In the project of `init` set `LOGIN_ISSUER`, `LOGIN_AUDIENCE` and `LOGIN_KEYS_URL`.',
  ),
  login_refused: because(
    'The login token is not right, or is over.',
    'Let the person log in again.',
  ),
  login_required: because(
    'The chat belongs to a person who was logged in, and no login token was sent.',
    'Send the token of the login.',
  ),
  lookup_late: because(
    'Lookup did not answer in time.',
    'Look for what is slow between the Function and Twilio.',
  ),
  message_not_rewritten: because(
    'Twilio did not rewrite or remove the message, so it is shown as it was.',
    'Look at the credentials of the `client`, and redact the message by hand.',
  ),
  message_unknown: because(
    'The event does not name the conversation and the message, so nothing was redacted.',
    'Let Twilio send `onMessageAdded` to this webhook.',
  ),
  method_not_allowed: because('The request is no POST.', 'Let Twilio send webhooks as POST.'),
  no_code_sent: because(
    'No code was sent in this conversation, or it was used already.',
    START_AGAIN,
  ),
  not_a_conversation: because(
    'The SID is none of a conversation: a flow has one that many people share.',
    'Send the SID of the Conversation, or that of the execution.',
  ),
  not_matched: because(
    'The answers do not all belong to one record.',
    'Ask again, or hand the conversation to an agent.',
  ),
  not_signed: because(
    'Twilio did not sign this request, or signed it for another address or with another token.',
    'Behind a proxy say under `url` what Twilio calls. Give the auth token of the account under `tokens`.',
  ),
  nothing_attested: because(
    'The call says nothing that an agent attests.',
    'Send `method`, `flags` or `lower`.',
  ),
  parameter_ignored: because(
    'A parameter that may be left out could not be read, so it counts as left out.',
    READ_FORM,
  ),
  parameter_misspelt: because(
    'A parameter has nearly the name of one that was left out, so it was not read.',
    'Compare the names with the list of parameters.',
  ),
  parameter_too_long: because(
    'A parameter is longer than any that Twilio sends, so it was left out.',
    'Send less.',
  ),
  participants_failed: because(
    'Twilio could not be asked who reads the conversation.',
    'Look at the credentials of the `client`, or at what `participants` throws.',
  ),
  participants_late: because(
    'Twilio did not say in time who reads the conversation.',
    'Look for what is slow between the Function and Twilio.',
  ),
  participants_unreadable: because(
    'The list of those who read the conversation could not be read.',
    'Give `participants` that returns a list.',
  ),
  purpose_mismatch: because(
    'The code was sent for another action, amount or payee.',
    'Send the same `purpose`, `amount`, `currency` and `payee` to start and to check.',
  ),
  query_not_posted: because(
    'The form was written into the address, where logs keep it.',
    'Send it as the body of a POST.',
  ),
  readers_unreadable: because(
    'The list of those who read the answer could not be read, so it is not known.',
    'Send `readers` as a JSON list, `[]` for nobody.',
  ),
  repeat_too_late: because(
    'Twilio sent a message again after others were read, so it is not known what it followed.',
    'Nothing needs to be done: the message is withheld.',
  ),
  required: because(
    'A parameter is missing: the conversation, the address or the channel.',
    'Send `conversation`, `address` and `channel`.',
  ),
  tails_unavailable: because(
    'The end of the earlier messages could not be read or kept.',
    'Look at the store under `tails`.',
  ),
  token_key_missing: because(
    'There is no secret to check the token of the chat with, or no key to make one with.',
    'Set `API_KEY_SID`, `API_KEY_SECRET` and `CONVERSATIONS_SERVICE_SID`.',
  ),
  token_refused: because(
    'The token of the chat is not right, or is over.',
    'Start the chat again.',
  ),
  too_large: because('A parameter or the body is too large.', 'Send less.'),
  too_many_codes: because(
    'Too many codes were asked for by this person or for this address.',
    'Wait, or hand the conversation to an agent.',
  ),
  too_many_parameters: because('There are too many parameters.', 'Send fewer.'),
  unknown_check: because(
    'The policy has no knowledge check of this name, or has several and none was named.',
    'Send its name under `check`.',
  ),
  unknown_method: because(
    'No method was sent, or one that cannot send a code.',
    'Send one of `verify_sms`, `verify_call`, `verify_whatsapp`, `verify_rcs`, `verify_email`.',
  ),
  unsupported_event: because(
    'The event is none that brings a person.',
    'Send the events that the guide names.',
  ),
  unsupported_type: because(
    'The body is neither a form nor JSON.',
    'Send one of the two, and say so under `Content-Type`.',
  ),
  verify_unavailable: because(
    'Verify did not send the code or did not answer.',
    'Look at `VERIFY_SERVICE_SID` and at the log of Verify, then try again.',
  ),
  web_chat_unavailable: because(
    'Twilio did not make the chat, or it is not known where to.',
    'Look at `WEB_CHAT_ADDRESS_SID` and the account, then try again.',
  ),
  web_chat_closed: because('The chat is over.', 'Start a new one.'),
  web_chat_too_old: because('The chat began too long ago for a new token.', 'Start a new one.'),
  wrong_code: because(
    'The code is wrong.',
    'Ask for it again: `tries_left` says how often it may be tried.',
  ),
}
