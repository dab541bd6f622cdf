import type { ReasonMeaning } from './riskReasons.js'

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
  attributes_unreadable: {
    cause: 'The attributes of the message or of the conversation are not a JSON object.',
    remedy: 'Correct what writes them.',
  },
  body_late: {
    cause: 'The body of the request did not arrive in time.',
    remedy: 'Look for what is slow between Twilio and your server.',
  },
  body_too_long: {
    cause: 'The body of the request is larger than a webhook of Twilio.',
    remedy: 'Give this address to Twilio alone.',
  },
  channel_unknown: {
    cause: 'The event does not say on which channel the person writes.',
    remedy: 'Send the `channel`.',
  },
  code_expired: {
    cause: 'Verify no longer knows this check: it is over, or the code is older than ten minutes.',
    remedy: START_AGAIN,
  },
  contact_mismatch: {
    cause: 'The code was sent for another person than the one who gives it.',
    remedy: 'Send the same `channel` and `address` to start and to check.',
  },
  conversation_missing: {
    cause: 'The conversation was not sent.',
    remedy: 'Send `conversation_sid`.',
  },
  duplicate: {
    cause: 'A parameter was sent twice, with different values.',
    remedy: 'Send it once.',
  },
  duplicate_parameter: {
    cause: 'A parameter was sent twice.',
    remedy: 'Send it once.',
  },
  flex_token_missing: {
    cause: 'No agent is known, because `Token` was not sent.',
    remedy: 'Call this Function from a Flex plugin, which sends it.',
  },
  flex_token_refused: {
    cause: 'Twilio does not accept the Flex token.',
    remedy: 'Send a new token of an agent who is signed in.',
  },
  flex_token_unchecked: {
    cause: 'Twilio could not be asked whether the Flex token is right.',
    remedy: 'Try again.',
  },
  form_redacted: {
    cause: 'A part of the form was hidden before Twilio stored it.',
    remedy: 'Nothing needs to be done.',
  },
  identifier_in_attributes: {
    cause: 'The attributes of the message hold an identifier that is to be hidden.',
    remedy: 'Do not write it there.',
  },
  identifier_in_file_name: {
    cause:
      'The name of a file holds an identifier that is to be hidden, and no webhook can change it.',
    remedy: 'The sender has to send the file under another name.',
  },
  identifier_in_first_message: {
    cause:
      'The first message of a conversation holds what is to be hidden, and no webhook can change it.',
    remedy: 'Set `unchangeable` to what your business prefers.',
  },
  identifier_in_unknown_field: {
    cause: 'A field that no webhook can change holds an identifier that is to be hidden.',
    remedy: 'Do not write it there.',
  },
  file_names_unreadable: {
    cause: 'The names of the files could not be read.',
    remedy: 'Look at what Twilio sends under `Media`.',
  },
  invalid_code: {
    cause: 'No code was sent, or it is not of the form of a code.',
    remedy: 'Send what the person typed under `code`.',
  },
  invalid_format: {
    cause: 'A parameter does not have the form that it should.',
    remedy: READ_FORM,
  },
  invalid_json: { cause: 'A parameter or the body is not valid JSON.', remedy: READ_FORM },
  invalid_name: {
    cause: 'A name of a class, an action or a fact is no name.',
    remedy: 'Write names as the policy does, separated by commas.',
  },
  invalid_request: {
    cause: 'The request is none that a webhook can have.',
    remedy: 'Give this address to Twilio alone.',
  },
  ledger_altered: {
    cause: 'The ledger was changed after it was sealed, so it counts as none.',
    remedy:
      'Pass the ledger on as it came. If nobody changed it, look at who can write the attributes.',
  },
  ledger_expired: { cause: 'The ledger is too old.', remedy: ASK_AGAIN },
  ledger_foreign: {
    cause: 'The ledger belongs to another conversation.',
    remedy: 'Pass the ledger of this conversation.',
  },
  ledger_future: {
    cause: 'The ledger was sealed later than now.',
    remedy: 'Compare the clocks of your servers.',
  },
  ledger_key_unknown: {
    cause: 'The key that sealed the ledger is not among the keys of this Function.',
    remedy: 'Keep an old key for an hour after a new one was put before it.',
  },
  ledger_key_weak: {
    cause: 'There is no key to seal the ledger with, or its secret is shorter than 32 characters.',
    remedy: `${SET_SECRET} In the project of \`init\` it is \`LEDGER_KEYS\`.`,
  },
  ledger_malformed: {
    cause: 'The ledger is sealed rightly, but cannot be read.',
    remedy: 'Use one version of countersign in all Functions.',
  },
  ledger_not_found: {
    cause: 'The event names a conversation whose ledger could not be read.',
    remedy: 'Find out why the attributes of the conversation could not be asked for.',
  },
  ledger_replayed: {
    cause: 'An older ledger of this conversation was sent again.',
    remedy: 'Pass the ledger of the last answer.',
  },
  ledger_too_long: {
    cause: 'The ledger is longer than its limit.',
    remedy: 'Begin a new conversation.',
  },
  ledger_unavailable: {
    cause: 'The ledger of the conversation could not be asked for.',
    remedy: 'Try again.',
  },
  ledger_unsealed: {
    cause: 'What was sent as `ledger` is no sealed ledger, so it counts as none.',
    remedy: 'Pass on the `ledger` of the last answer.',
  },
  login_keys_unavailable: {
    cause: 'The keys of the login could not be asked for.',
    remedy: 'Look at the address of the keys, and whether it answers.',
  },
  login_not_configured: {
    cause: 'A login token was sent, but this Function has no `login` to check it.',
    remedy: 'Give the handler the check of your login.',
  },
  login_refused: {
    cause: 'The login token is not right, or is over.',
    remedy: 'Let the person log in again.',
  },
  login_required: {
    cause: 'The chat belongs to a person who was logged in, and no login token was sent.',
    remedy: 'Send the token of the login.',
  },
  method_not_allowed: {
    cause: 'The request is no POST.',
    remedy: 'Let Twilio send webhooks as POST.',
  },
  no_code_sent: {
    cause: 'No code was sent in this conversation, or it was used already.',
    remedy: START_AGAIN,
  },
  not_a_conversation: {
    cause: 'The SID is none of a conversation: a flow has one that many people share.',
    remedy: 'Send the SID of the Conversation, or that of the execution.',
  },
  not_matched: {
    cause: 'The answers do not all belong to one record.',
    remedy: 'Ask again, or hand the conversation to an agent.',
  },
  nothing_attested: {
    cause: 'The call says nothing that an agent attests.',
    remedy: 'Send `method`, `flags` or `lower`.',
  },
  parameter_ignored: {
    cause: 'A parameter that may be left out could not be read, so it counts as left out.',
    remedy: READ_FORM,
  },
  parameter_misspelt: {
    cause: 'A parameter has nearly the name of one that was left out, so it was not read.',
    remedy: 'Compare the names with the list of parameters.',
  },
  parameter_too_long: {
    cause: 'A parameter is longer than any that Twilio sends, so it was left out.',
    remedy: 'Send less.',
  },
  participants_unreadable: {
    cause: 'The list of those who read the conversation could not be read.',
    remedy: 'Give `participants` that returns a list.',
  },
  purpose_mismatch: {
    cause: 'The code was sent for another action, amount or payee.',
    remedy: 'Send the same `purpose`, `amount`, `currency` and `payee` to start and to check.',
  },
  query_not_posted: {
    cause: 'The form was written into the address, where logs keep it.',
    remedy: 'Send it as the body of a POST.',
  },
  readers_unreadable: {
    cause: 'The list of those who read the answer could not be read, so it is not known.',
    remedy: 'Send `readers` as a JSON list, `[]` for nobody.',
  },
  repeat_too_late: {
    cause:
      'Twilio sent a message again after others were read, so it is not known what it followed.',
    remedy: 'Nothing needs to be done: the message is withheld.',
  },
  required: {
    cause: 'A parameter is missing: the conversation, the address or the channel.',
    remedy: 'Send `conversation`, `address` and `channel`.',
  },
  tails_unavailable: {
    cause: 'The end of the earlier messages could not be read or kept.',
    remedy: 'Look at the store under `tails`.',
  },
  token_key_missing: {
    cause: 'There is no secret to check the token of the chat with.',
    remedy: 'Set `API_KEY_SECRET`.',
  },
  token_refused: {
    cause: 'The token of the chat is not right, or is over.',
    remedy: 'Start the chat again.',
  },
  too_large: { cause: 'A parameter or the body is too large.', remedy: 'Send less.' },
  too_many_codes: {
    cause: 'Too many codes were asked for by this person or for this address.',
    remedy: 'Wait, or hand the conversation to an agent.',
  },
  too_many_parameters: { cause: 'There are too many parameters.', remedy: 'Send fewer.' },
  unknown_check: {
    cause: 'The policy has no knowledge check of this name, or has several and none was named.',
    remedy: 'Send its name under `check`.',
  },
  unknown_method: {
    cause: 'No method was sent, or one that cannot send a code.',
    remedy:
      'Send one of `verify_sms`, `verify_call`, `verify_whatsapp`, `verify_rcs`, `verify_email`.',
  },
  unsupported_event: {
    cause: 'The event is none that brings a person.',
    remedy: 'Send the events that the guide names.',
  },
  unsupported_type: {
    cause: 'The body is neither a form nor JSON.',
    remedy: 'Send one of the two, and say so under `Content-Type`.',
  },
  verify_unavailable: {
    cause: 'Verify did not send the code or did not answer.',
    remedy: 'Look at `VERIFY_SERVICE_SID` and at the log of Verify, then try again.',
  },
  web_chat_unavailable: {
    cause: 'Twilio did not make the chat, or it is not known where to.',
    remedy: 'Look at `WEB_CHAT_ADDRESS_SID` and the account, then try again.',
  },
  web_chat_closed: {
    cause: 'The chat is over.',
    remedy: 'Start a new one.',
  },
  web_chat_too_old: {
    cause: 'The chat began too long ago for a new token.',
    remedy: 'Start a new one.',
  },
  wrong_code: {
    cause: 'The code is wrong.',
    remedy: 'Ask for it again: `tries_left` says how often it may be tried.',
  },
}
