import type { Answer, Disclosure, Level, Relation } from '../../model/index.js'

/**
 * What the badge says of each level. It is about proof and never about honesty: somebody who is not
 * known may be anybody.
 */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  anonymous: 'Unknown person',
  claimed: 'Says who they are, without proof',
  recognized: 'Address on file, identity not proved',
  verified: 'Identity proved',
  strong: 'Identity proved strongly',
}

/** As what somebody acts for another person. */
export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  guardian: 'their parent or guardian',
  attorney: 'a person with a power of attorney',
  household: 'a person of the same household',
  staff_of: 'a member of their staff',
}

/** What an agent may do with a data class. */
export const DISCLOSURE_WORDS: Readonly<Record<Disclosure, string>> = {
  none: 'say nothing about it, not even whether it exists',
  accept: 'write down what they tell you, say nothing about it',
  confirm: 'say whether what they say is right, add nothing',
  masked: 'say only a part, such as the last digits',
  full: 'may be said',
  deliver_to_record: 'send it to the address on file, not here',
}

/** What an agent may do about an action. */
export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  allow: 'may be done',
  step_up: 'only after another proof',
  deliver_to_record: 'only through the address on file',
  deny: 'not in this conversation',
}

/**
 * What to ask for, by step-up method; a method without a line is named. Each says where the code
 * goes, so that an agent does not ask for a number.
 */
export const METHOD_TITLES: Readonly<Record<string, string>> = {
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
  account_link: 'to link this chat to their account',
  agent_callback: 'to call them back on the number on file',
}

/** What reasons mean to an agent; a reason without a line is shown as its code with spaces. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  // Who it may be.
  ambiguous: 'more than one customer record fits',
  conflict: 'the proofs point to different people',
  claims_only: 'only what they say leads to a record',
  not_a_person: 'this sender is a service, not a person',
  bound_in_conversation: 'the address was added during this conversation',
  quarantine: 'the address was added only recently',
  // What is wrong with the number or the login.
  sim_swap: 'the SIM card of this number was changed recently',
  sim_swap_unknown: 'it is not known whether the SIM card was changed recently',
  reassigned: 'this number has a new owner',
  reassignment_unknown: 'it is not known whether this number has a new owner',
  reassignment_stale: 'this number was confirmed too long ago',
  line_type_unknown: 'it is not known what kind of line this is',
  line_inactive: 'this number is not in use',
  non_fixed_voip: 'this is an internet number that anybody can rent',
  call_forwarding: 'calls to this number are forwarded',
  identity_changed: 'the channel says that another person may write now',
  issuer_not_trusted: 'the login is not from an issuer that we accept',
  session_revoked: 'the login was ended',
  account_takeover: 'the account was reported as taken over',
  agent_flag: 'a colleague reported a doubt',
  dmarc_fail: 'the e-mail does not come from the domain that it names',
  risk_unreadable: 'a report of a risk could not be read, so the risk may be real',
  directory_unknown: 'it could not be found out who this address belongs to',
  subject_unknown: 'a risk was reported that may be about this person',
  readers_unknown: 'it is not known who else reads this',
  // Who acts for another.
  not_a_representative: 'nothing shows that they may act for the person they name',
  representative_not_verified: 'a person who acts for somebody else must first prove who they are',
  representative_not_allowed: 'in their role for that person, they may not get this',
  representation_claimed: 'nobody has checked that they may act for that person',
  representation_expired: 'they may no longer act for that person',
  // Why a proof does not count here.
  not_approved: 'a code was wrong',
  other_conversation: 'a proof belongs to another conversation',
  other_participant: 'a proof was given by somebody else',
  other_message: 'a proof belongs to another message',
  other_epoch: 'a proof is from before somebody joined or the chat was resumed',
  other_purpose: 'a proof was given for another purpose',
  used_before: 'a proof was used before',
  proof_too_old: 'the proof is too old for this, ask for a new one',
  purpose_not_proved: 'this needs a proof given for this purpose',
  phishable_only: 'this needs a proof that cannot be phished',
  category_missing: 'this needs proofs of two kinds',
  method_missing: 'this needs another kind of proof',
  write_trust_too_low: 'it is not certain enough who is asking',
  read_trust_too_low: 'it is not certain enough who else could read the answer',
  // Why there is no decision.
  decision_expired: 'the check is too old, ask for a new one',
  function_failed: 'the check did not run',
  deadline_exceeded: 'the check took too long',
  internal_failure: 'the check failed',
  policy_invalid: 'the policy could not be read',
  attributes_over_limit: 'the result of the check was too large for the task',
}

/** What made the weakest part of the proof, by its kind; a kind without a line is named. */
export const BOTTLENECK_WORDS: Readonly<Record<string, string>> = {
  platform: 'what the channel says about the sender',
  claim: 'what they say about themselves',
  directory: 'how the address came to be on file',
  verify_check: 'the code',
  factor_challenge: 'the confirmation on their device',
  session: 'the login',
  account_link: 'how the chat was tied to the account',
  shared_contact: 'the number that WhatsApp shared',
  email_authentication: 'where the e-mail comes from',
  agent_attestation: 'what a colleague confirmed',
}
