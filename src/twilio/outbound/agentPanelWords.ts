import type { Answer, Disclosure, Level, Relation } from '../../model/index.js'

/**
 * What the badge says of each level. It speaks of proof and never of honesty: who is not known may
 * be anybody.
 */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  anonymous: 'Not known who this is',
  claimed: 'Says who they are, nothing proves it',
  recognized: 'Writes from an address on file, not proved',
  verified: 'Proved who they are',
  strong: 'Proved who they are in two ways',
}

/** As what somebody acts for another person. */
export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  guardian: 'their parent or guardian',
  attorney: 'somebody with a power of attorney',
  household: 'somebody of the same household',
  staff_of: 'staff of theirs',
}

/** What an agent may do with a data class. */
export const DISCLOSURE_WORDS: Readonly<Record<Disclosure, string>> = {
  none: 'say nothing of it, not even whether there is any',
  accept: 'take in what they tell you, say nothing back',
  confirm: 'confirm what they say themselves, add nothing',
  masked: 'only masked, such as the last digits',
  full: 'may be said',
  deliver_to_record: 'send it to the address on file, not here',
}

/** What an agent may do about an action. */
export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  allow: 'may be done',
  step_up: 'only after a further proof',
  deliver_to_record: 'only by way of the address on file',
  deny: 'not in this conversation',
}

/**
 * What to ask for, by step-up method; a method without a line is named. Each says where the code
 * goes, so that an agent does not ask for a number.
 */
export const METHOD_WORDS: Readonly<Record<string, string>> = {
  login: 'a login on the website or in the app',
  portal: 'a login to the portal',
  verify_sms: 'a code by text message to the number on file',
  verify_call: 'a code by a call to the number on file',
  verify_whatsapp: 'a code by WhatsApp to the number on file',
  verify_rcs: 'a code by RCS to the number on file',
  verify_email: 'a code by e-mail to the address on file',
  verify_sna: 'a silent check of their number by its network',
  push: 'a confirmation in their app',
  totp: 'a code from their authenticator app',
  passkey: 'a passkey',
  account_link: 'linking this chat to their account',
  agent_callback: 'calling back on the number on file',
}

/** What reasons mean to an agent; a reason without a line is shown as its code with spaces. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  // Who it may be.
  ambiguous: 'more than one record fits',
  conflict: 'the proofs point to different people',
  claims_only: 'all there is comes from what they say',
  not_a_person: 'this sender is a service, not a person',
  bound_in_conversation: 'the address was only added in this conversation',
  quarantine: 'the address was added lately',
  // What is wrong with the number or the login.
  sim_swap: 'the SIM of this number was changed lately',
  sim_swap_unknown: 'whether the SIM was changed lately is not known',
  reassigned: 'this number has changed hands',
  reassignment_unknown: 'whether this number has changed hands is not known',
  reassignment_stale: 'the tie to this number was confirmed too long ago',
  line_type_unknown: 'it is not known what kind of line this is',
  line_inactive: 'this number is out of use',
  non_fixed_voip: 'this is an internet number that anyone can rent',
  call_forwarding: 'calls to this number are forwarded',
  identity_changed: 'the channel says the sender has changed',
  issuer_not_trusted: 'the login is not one of ours',
  session_revoked: 'the login was ended',
  account_takeover: 'the account was reported as taken over',
  agent_flag: 'a colleague has doubts',
  dmarc_fail: 'the e-mail is not from where it says',
  risk_unreadable: 'there is news that could not be read, and it may be bad',
  directory_unknown: 'who this address belongs to could not be looked up',
  subject_unknown: 'there is bad news that may be about this person',
  readers_unknown: 'who else reads this is not known',
  // Who acts for another.
  not_a_representative: 'nothing shows that they may act for the person they name',
  representative_not_verified: 'who acts for another has to prove first who they are themselves',
  representative_not_allowed: 'as what they act for that person, they may not have this',
  representation_claimed: 'that they may act for that person was only said, never checked',
  representation_expired: 'they may no longer act for that person',
  // Why a proof does not count here.
  not_approved: 'a code was not typed right',
  other_conversation: 'a proof belongs to another conversation',
  other_participant: 'a proof was given by somebody else',
  other_message: 'a proof belongs to another message',
  other_epoch: 'a proof is from before somebody joined or came back',
  other_purpose: 'a proof was given for something else',
  used_before: 'a proof was used before',
  proof_too_old: 'the proof is too old for this, ask for a new one',
  purpose_not_proved: 'this needs a proof of its own',
  phishable_only: 'this needs a proof that cannot be passed on',
  category_missing: 'this needs proofs of two kinds',
  method_missing: 'this needs another kind of proof',
  write_trust_too_low: 'who is asking is not sure enough for this',
  read_trust_too_low: 'who else could read the answer is not sure enough for this',
  // Why there is no decision.
  decision_expired: 'the check is too old, ask for a new one',
  function_failed: 'the check did not run',
  deadline_exceeded: 'the check took too long',
  internal_failure: 'the check failed',
  policy_invalid: 'the policy could not be read',
  attributes_over_limit: 'the check did not fit into the task',
}

/** What made the weakest part of the proof, by its kind; a kind without a line is named. */
export const BOTTLENECK_WORDS: Readonly<Record<string, string>> = {
  platform: 'what the channel says of the sender',
  claim: 'what they say of themselves',
  directory: 'how the address came to be on file',
  verify_check: 'the code',
  factor_challenge: 'the confirmation on their device',
  session: 'the login',
  account_link: 'how the chat was tied to the account',
  shared_contact: 'the number that WhatsApp handed over',
  email_authentication: 'where the e-mail comes from',
  agent_attestation: 'the word of a colleague',
}
