import { because, RISK_REASONS } from './riskReasons.js'
import { STAFF_REASONS } from './staffReasons.js'

export type { ReasonMeaning } from './riskReasons.js'

/** Reasons of what could not be read, of whose it is, and of proof that does not count. */
const PROOF_REASONS = {
  // What could not be read of the engagement.
  malformed: because(
    'A field is missing, or is not what its kind of evidence carries.',
    'Pass the JSON as its source returns it; the place names the field.',
  ),
  malformed_time: because(
    'A time is missing or is no ISO 8601 time with a zone.',
    'Write it as 2026-11-22T10:00:00Z.',
  ),
  malformed_by: because(
    '`by` names nobody who could have given the proof.',
    'Write the contact as `{ channel, address }`.',
  ),
  malformed_epoch: because(
    'The epoch is not a whole number from 0.',
    'Leave it out for the first one.',
  ),
  malformed_message: because(
    '`message` is not the identifier of a message.',
    'Leave it out where the proof was given for no message.',
  ),
  malformed_purpose: because(
    '`purpose` is not the name of a class or an action.',
    'Leave it out where the proof was given for nothing in particular.',
  ),
  invalid_type: because(
    'The engagement, or a part of it, is not of the type it should be.',
    'Build it with `toEngagement` or one of the parsers.',
  ),
  invalid_time: because(
    'The time of the decision is not a time.',
    'Pass milliseconds, a Date or ISO 8601 text.',
  ),
  invalid_phone: because(
    'The address is not a telephone number in full.',
    'Write it as +14155550100.',
  ),
  invalid_email: because('The address is not an e-mail address.', 'Write it as ada@example.com.'),
  invalid_address: because(
    'The address is not one of its channel.',
    'Pass the address as Twilio gives it.',
  ),
  scheme_missing: because(
    'The address lacks the prefix of its channel.',
    'Pass the address as Twilio gives it, such as messenger:1234.',
  ),
  scheme_mismatch: because(
    "The prefix of the address is another channel's.",
    'Let the channel and the address agree.',
  ),
  unknown_scheme: because(
    'No channel has this prefix.',
    'Declare the channel under `channels`, or name the one meant.',
  ),
  unknown_channel: because(
    'No channel has this name.',
    'Declare it under `channels`, or name the one meant.',
  ),
  short_code: because(
    'The sender is a short code, which is a service and no person.',
    'Nothing: nobody can be trusted who writes from one.',
  ),
  not_a_person: because(
    'The sender is a service and no person.',
    'Nothing: nobody can be trusted who writes from one.',
  ),
  too_long: because('A text is longer than any there is.', 'Look at what made it.'),
  too_many: because(
    'There are more items than may be read.',
    'Pass what speaks of this conversation alone.',
  ),
  unreadable: because('Reading it failed.', 'Pass plain JSON.'),
  unknown_kind: because('No evidence is of this kind.', 'Name one of the kinds in the reference.'),
  unknown_value: because(
    'A word is none of those its source uses.',
    'Pass the JSON as its source returns it; the place names the field.',
  ),
  unknown_reader: because(
    "Another reader's address could not be read, so a stranger may read the answer.",
    'Pass each as `{ channel, address }`.',
  ),
  readers_unknown: because(
    'Nobody knows who else reads the conversation.',
    'Give the decide handler a client, or pass `readers`.',
  ),
  unknown_class: because(
    'What was asked for is no class of the policy.',
    'Name one of its classes.',
  ),
  unknown_action: because(
    'What was asked for is no action of the policy.',
    'Name one of its actions.',
  ),
  // Whose it is.
  ambiguous: because(
    'The address leads to several records.',
    'Ask for proof of one of them, such as a login.',
  ),
  conflict: because(
    'The proofs lead to different customers.',
    'Hand it to somebody who can look into it.',
  ),
  claims_only: because('All that leads to a record is what the person says.', 'Ask for proof.'),
  bound_in_conversation: because(
    'The address was put on file in this very conversation.',
    'Ask for proof that was enrolled before.',
  ),
  quarantine: because(
    'The address was put on file too lately.',
    'Wait until it has passed, or ask for other proof.',
  ),
  subject_unknown: because(
    'There is bad news about somebody whom nothing here names.',
    'Name the customer in it as the directory does.',
  ),
  directory_unknown: because(
    'The directory did not answer about the contact.',
    'See why the look-up failed; it caps until it answers.',
  ),
  directory_failed: because('The directory did not answer.', 'See why the look-up failed.'),
  // On whose behalf.
  not_a_representative: because(
    'Nothing that counts says that they may act for whom they name.',
    'Let the directory say `acts_for` and `as` on their own record.',
  ),
  representative_not_verified: because(
    'They may act for another once it is sure who they are.',
    'Offer what `stepUp` names.',
  ),
  representative_not_allowed: because(
    'The rule gives nothing to somebody who acts for another, or not as this.',
    'Name the relation under `representative` of the class or action.',
  ),
  representation_expired: because(
    'They might act for another, and that is over.',
    "Look at the directory's `until`.",
  ),
  representation_claimed: because(
    'The record that says they act for another was typed in and never confirmed.',
    'Confirm the record.',
  ),
  // Why a proof does not count.
  refused: because(
    'The policy or a pack refuses this kind of evidence.',
    'Use another kind; the rule says which law.',
  ),
  not_approved: because('The check was not passed.', 'Ask for a new code.'),
  no_authentication: because(
    'The login names no way in which the person signed in.',
    "Map the issuer's words under `issuers`.",
  ),
  issuer_not_trusted: because(
    'The policy does not name the issuer of the login.',
    'Name it under `issuers`.',
  ),
  knowledge_not_declared: because(
    'The policy declares no check that asks what was asked here.',
    'Declare it under `knowledge`, with what it asks.',
  ),
  too_many_attempts: because(
    'More attempts were made than the check allows.',
    'Ask for other proof.',
  ),
  no_effect: because('The event says nothing that holds anything down.', 'Nothing.'),
  second_person_missing: because(
    'Another person has not confirmed the change.',
    'Let a second agent approve it.',
  ),
  unbound: because(
    'The proof does not say in which conversation it was given.',
    'Write its `conversation`.',
  ),
  other_number: because(
    'Lookup answered about another number than the one asked.',
    'Look at what was asked.',
  ),
  other_conversation: because(
    'The proof was given in another conversation.',
    'Ask for proof here.',
  ),
  other_participant: because(
    'The proof was given by somebody else.',
    'Ask for proof from the one who writes.',
  ),
  other_message: because('The proof was given for another message.', 'Ask for proof for this one.'),
  other_epoch: because(
    'The proof is from before somebody joined or came back.',
    'Ask for proof again.',
  ),
  other_purpose: because('The proof was given for something else.', 'Ask for proof for this.'),
  used_before: because('The same approval was presented before.', 'Ask for a new one.'),
  expired: because('The proof is no longer valid.', 'Ask for a new one.'),
  not_yet: because(
    'The proof is dated after the decision.',
    "Look at the clocks, or at the test's time.",
  ),
  proof_too_old: because('The rule asks for a fresher proof.', 'Ask for a new one.'),
  purpose_not_proved: because(
    'The rule asks for a proof given for exactly this.',
    'Ask for one with this purpose.',
  ),
  amount_or_payee_not_proved: because(
    'The proof did not show this amount and payee.',
    'Ask for one that shows both.',
  ),
  method_missing: because(
    'The rule asks for a proof by another method.',
    'Offer one of its methods.',
  ),
  category_missing: because(
    'The rule asks for proofs of more categories.',
    'Offer one of another category.',
  ),
  phishable_only: because(
    'The rule asks for a proof that nobody can be talked into passing on.',
    'Offer a passkey.',
  ),
  channel_not_allowed: because(
    'The rule gives it on other channels alone.',
    'Go on over one of its channels, or deliver to the address on file.',
  ),
  condition_not_met: because(
    'The rule is for other cases: a fact it asks for is another one, or not known.',
    'Give the fact in `context`, where it is so; no proof of the person changes it.',
  ),
  unknown_fact: because(
    'A fact was given under a name that the policy does not declare.',
    'Write it as `facts` of the policy does, case and all.',
  ),
  unknown_fact_value: because(
    'A fact was given with a value that it cannot have, so it is not known; `"true"` in quotes is no `true`.',
    'Give one of the values that the policy declares. What a Studio flow gives is always text: declare words there.',
  ),
  unknown_amount: because(
    'The amount cannot be read, so no rule about an amount is met.',
    'Write it with a point before the decimals that its currency has, and nothing else: `1000.50`.',
  ),
  unknown_currency: because(
    'The amount is in no currency that the policy compares, or in none that is named.',
    'Give `currency` with the amount.',
  ),
  fact_unreadable: because(
    'A fact of the flow was given twice, as something other than text, or under a name that is none.',
    'Give each once, as a parameter `context.NAME`.',
  ),
  skill_not_known: because(
    'The fact whose value would be a skill is not known, so no skill is asked for it.',
    'Give the fact in `context`.',
  ),
  not_yet_in_force: because(
    'The rule is in force from a later moment on.',
    'Look at its `from`; the decision says until when it holds.',
  ),
  no_longer_in_force: because(
    'The rule is in force no longer.',
    'Look at its `until`, or take the rule out.',
  ),
  write_trust_too_low: because('Who is asking is not sure enough.', 'Offer what `stepUp` names.'),
  read_trust_too_low: because(
    'Who would read the answer is not sure enough.',
    'Answer on a channel that is theirs alone, or deliver to the address on file.',
  ),
  never_disclosed: because(
    'No rung of the class is ever given.',
    'Nothing: the policy or a pack closes it.',
  ),
  never_allowed: because(
    'The action is never allowed in a conversation.',
    'Nothing: the policy or a pack denies it.',
  ),
} as const

/**
 * Every reason code that a decision or an answer can carry. What is not here is a misspelt code.
 *
 * A code is a promise: routes, tests and logs name it, so it is never renamed. Its sentences are
 * none: they may be said better at any time. Nothing of an engagement stands in a reason but its
 * code and its place.
 */
export const REASONS = { ...PROOF_REASONS, ...RISK_REASONS, ...STAFF_REASONS }

/** A reason code. For a switch that has to be complete. */
export type ReasonCode = keyof typeof REASONS

/** Every reason code, as text. */
export const REASON_CODES: readonly string[] = Object.keys(REASONS)
