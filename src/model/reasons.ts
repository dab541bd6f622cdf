import { CLAIM_REASONS } from './claimReasons.js'
import { ASK_WHY, because, CHECK_CLOCKS, HAND_ON, NEW_PROOF, RISK_REASONS } from './riskReasons.js'
import { STAFF_REASONS } from './staffReasons.js'

export type { ReasonMeaning } from './riskReasons.js'

/** Reasons of what could not be read, of whose it is, and of proof that does not count. */
const PROOF_REASONS = {
  // Parts of the engagement that could not be read.
  malformed: because(
    'A field of the evidence is missing, or has a form that this kind of evidence does not have.',
    'Pass the JSON as its source returns it. The path names the field.',
  ),
  malformed_time: because(
    'A time is missing, or is not an ISO 8601 time with a time zone.',
    'Write the time like 2026-11-22T10:00:00Z.',
  ),
  malformed_by: because(
    'The field `by` does not name a person who could have given the proof.',
    'Write the contact as `{ channel, address }`.',
  ),
  malformed_epoch: because(
    'The epoch is not a whole number of 0 or more.',
    'Pass such a number, or leave it out for the first epoch.',
  ),
  malformed_message: because(
    'The field `message` is not the identifier of a message.',
    'Pass the SID of the message, or leave the field out if the proof was not given for a message.',
  ),
  malformed_purpose: because(
    'The field `purpose` is not the name of a class or an action.',
    'Name a class or an action of the policy, or leave the field out if the proof had no purpose.',
  ),
  invalid_type: because(
    'The engagement, or a part of it, has the wrong type.',
    'Make it with `toEngagement` or with a parser.',
  ),
  invalid_time: because(
    'The time of the decision is not a valid time.',
    'Pass milliseconds, a `Date` or an ISO 8601 text.',
  ),
  invalid_phone: because(
    'The address is not a complete telephone number.',
    'Write it with `+` and the country code, like +14155550100.',
  ),
  invalid_email: because('The address is not an e-mail address.', 'Write it like ada@example.com.'),
  invalid_address: because(
    'The address does not have the form that its channel uses.',
    'Pass the address as Twilio gives it.',
  ),
  scheme_missing: because(
    'The address does not have the prefix of its channel.',
    'Pass the address as Twilio gives it, like messenger:1234.',
  ),
  scheme_mismatch: because(
    'The prefix of the address belongs to another channel.',
    'Pass a channel and an address that belong together.',
  ),
  unknown_scheme: because(
    'No channel has the prefix of this address.',
    'Declare the channel under `channels`, or correct the prefix.',
  ),
  unknown_channel: because(
    'No channel has this name.',
    'Declare the channel under `channels`, or correct the name.',
  ),
  short_code: because(
    'The sender is a short code. A short code belongs to a service, not to a person.',
    'There is nothing to do: it is never trusted.',
  ),
  not_a_person: because(
    'The sender is a service, not a person.',
    'There is nothing to do: a service is never trusted.',
  ),
  too_long: because('A text is longer than the limit.', 'Check the program that made the text.'),
  too_many: because('There are too many items.', 'Pass only the items of this conversation.'),
  unreadable: because('The value could not be read.', 'Pass plain JSON.'),
  unknown_kind: because(
    'The `kind` of this evidence is not known.',
    'Use one of the kinds that the reference lists.',
  ),
  unknown_value: because(
    'A field has a value that its source does not use.',
    'Pass the JSON as its source returns it. The path names the field.',
  ),
  unknown_reader: because(
    'The address of another reader could not be read, so a stranger may read the answer.',
    'Pass each reader as `{ channel, address }`.',
  ),
  readers_unknown: because(
    'It is not known who else reads the conversation.',
    'Pass `readers`, or give the decide handler a `client` so that it can ask Twilio.',
  ),
  unknown_class: because(
    'The policy has no class with the name that was asked for.',
    'Ask for one of the classes of the policy.',
  ),
  unknown_action: because(
    'The policy has no action with the name that was asked for.',
    'Ask for one of the actions of the policy.',
  ),
  // Whose it is.
  ambiguous: because(
    'The address belongs to more than one customer record.',
    'Ask for a proof that belongs to one record, such as a login.',
  ),
  conflict: because('The proofs belong to different customers.', HAND_ON),
  bound_in_conversation: because(
    'The address was added to the record during this conversation.',
    'Ask for a proof that was set up before this conversation.',
  ),
  quarantine: because(
    'The address was added to the record too recently.',
    'Wait until the time that the policy sets is over, or ask for another proof.',
  ),
  subject_unknown: because(
    'A risk is reported about a customer whom no evidence here names.',
    'Name the customer in the risk report as the directory names them.',
  ),
  directory_unknown: because(
    'The directory gave no answer about this contact.',
    'Find out why the request failed. Trust stays capped until the directory answers.',
  ),
  directory_failed: because('The directory did not answer.', ASK_WHY),
  // About acting on behalf of another person.
  not_a_representative: because(
    'No evidence that counts shows that this person may act for the other person.',
    'Let the directory return `acts_for` and `as` with the record of this person.',
  ),
  representative_not_verified: because(
    'This person may act for another person only after proving their own identity.',
    'Offer one of the methods that `stepUp` names.',
  ),
  representative_not_allowed: because(
    'The rule gives nothing to a person who acts for somebody else, or not to one in this role.',
    'Name the role under `representative` of the class or action.',
  ),
  representation_expired: because(
    'This person may no longer act for the other person.',
    'Check the `until` that the directory returns.',
  ),
  representation_claimed: because(
    'The record names this person as a representative, but nobody confirmed it.',
    'Confirm the entry in the directory.',
  ),
  // Why a proof does not count.
  refused: because(
    'The policy or a pack refuses this kind of evidence.',
    'Use another kind of evidence. The rule names the law.',
  ),
  not_approved: because('The check was not passed.', 'Ask for a new code.'),
  no_authentication: because(
    'The login does not say how the person signed in.',
    'Say under `issuers` what the words of this issuer mean.',
  ),
  issuer_not_trusted: because(
    'The policy does not name the issuer of this login.',
    'Name the issuer under `issuers`.',
  ),
  knowledge_not_declared: because(
    'The policy declares no knowledge check with these questions.',
    'Declare the check under `knowledge`, with all that it asks.',
  ),
  too_many_attempts: because('There were too many attempts.', 'Ask for another proof.'),
  no_effect: because('The event has no effect on trust.', 'There is nothing to do.'),
  second_person_missing: because(
    'The change needs a second agent, and none has approved it.',
    'Ask a second agent to approve it.',
  ),
  unbound: because(
    'The proof does not say which conversation it was given in.',
    'Set the field `conversation` of the proof.',
  ),
  other_number: because(
    'Lookup answered about a different number from the one that was asked about.',
    'Check the number that you sent to Lookup.',
  ),
  other_conversation: because(
    'The proof was given in another conversation.',
    'Ask for a proof in this conversation.',
  ),
  other_participant: because(
    'The proof was given by another participant.',
    'Ask the person who writes for a proof.',
  ),
  other_message: because(
    'The proof was given for another message.',
    'Ask for a proof for this message.',
  ),
  other_epoch: because(
    'The proof is from before somebody joined or the conversation was resumed.',
    NEW_PROOF,
  ),
  other_purpose: because(
    'The proof was given for another purpose.',
    'Ask for a proof for this class or action.',
  ),
  used_before: because('The same proof was used before.', NEW_PROOF),
  expired: because('The proof is no longer valid.', NEW_PROOF),
  not_yet: because('The proof has a later time than the decision.', CHECK_CLOCKS),
  proof_too_old: because('The proof is older than the rule allows.', NEW_PROOF),
  purpose_not_proved: because(
    'The rule needs a proof that was given for this class or action.',
    'Ask for a proof with this purpose.',
  ),
  amount_or_payee_not_proved: because(
    'No proof names the amount and payee that are asked for, or the request lacks one of the two.',
    'Name both in the request, and start the code with `amount`, `currency` and `payee`.',
  ),
  method_missing: because(
    'The rule needs a proof by another method.',
    'Offer one of the methods that the rule names.',
  ),
  category_missing: because(
    'The rule needs proofs of more categories, such as something known and something held.',
    'Offer a proof of another category.',
  ),
  phishable_only: because('The rule needs a proof that cannot be phished.', 'Offer a passkey.'),
  channel_not_allowed: because(
    'The rule does not allow this channel.',
    'Continue on a channel that the rule names, or deliver to the address on file.',
  ),
  condition_not_met: because(
    'A condition of the rule does not hold: a fact has another value, or is not known.',
    'Give the fact in `context` if it is true. A proof by the person does not change this.',
  ),
  unknown_fact: because(
    'The policy declares no fact with this name.',
    'Write the name exactly as `facts` of the policy does, with the same capital letters.',
  ),
  unknown_fact_value: because(
    'The fact cannot have this value, so it counts as not known. The text `"true"` is not the value `true`.',
    'Give one of the values that the policy declares. A Studio flow always gives text, so declare text values for it.',
  ),
  unknown_amount: because(
    'The amount could not be read, so no condition about an amount holds.',
    'Write only digits, and a point before the decimals: `1000.50`.',
  ),
  unknown_currency: because(
    'The currency is missing, or the policy compares no amounts in it.',
    'Give `currency` together with the amount.',
  ),
  fact_unreadable: because(
    'A fact of the flow was given twice, is not text, or has no valid name.',
    'Give each fact once, as a parameter `context.NAME`.',
  ),
  skill_not_known: because(
    'A skill is the value of a fact, and this fact is not known. So the task does not ask for the skill.',
    'Give the fact in `context`.',
  ),
  not_yet_in_force: because(
    'The rule applies only from a later time on.',
    'Check the `from` of the rule. The decision says until when it is valid.',
  ),
  no_longer_in_force: because(
    'The rule does not apply any more.',
    'Check the `until` of the rule, or remove the rule.',
  ),
  write_trust_too_low: because(
    'It is not certain enough who is asking.',
    'Offer one of the methods that `stepUp` names.',
  ),
  read_trust_too_low: because(
    'It is not certain enough who will read the answer.',
    'Answer on a channel that only the customer reads, or deliver to the address on file.',
  ),
  never_disclosed: because(
    'The policy or a pack never discloses this class.',
    'There is nothing to do in this conversation.',
  ),
  never_allowed: because(
    'The policy or a pack never allows this action in a conversation.',
    'There is nothing to do in this conversation.',
  ),
} as const

/**
 * Every reason code that a decision or an answer can carry. What is not here is a misspelt code.
 *
 * A code is a promise: routes, tests and logs name it, so it is never renamed. Its sentences are
 * none: they may be said better at any time. Nothing of an engagement stands in a reason but its
 * code and its place.
 */
export const REASONS = { ...PROOF_REASONS, ...CLAIM_REASONS, ...RISK_REASONS, ...STAFF_REASONS }

/** A reason code, for a switch that must be complete. */
export type ReasonCode = keyof typeof REASONS

/** Every reason code, as text. */
export const REASON_CODES: readonly string[] = Object.keys(REASONS)
