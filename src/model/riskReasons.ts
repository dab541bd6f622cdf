/**
 * What a reason code means, and what to do about it: sentences for those who run a policy, never
 * for the person who writes.
 */
export interface ReasonMeaning {
  readonly cause: string
  readonly remedy: string
}

/** Remedies that reasons of several kinds have. */
export const HAND_ON = 'Hand the conversation to an agent who can investigate.'
export const ASK_WHY = 'Find out why the request failed.'
export const NEW_PROOF = 'Ask for a new proof.'
export const CHECK_CLOCKS = 'Check the clocks of your servers, or `at` of the test row.'

/** Pairs a cause with its remedy. */
export const because = (cause: string, remedy: string): ReasonMeaning => ({ cause, remedy })

/** Risk that is bad now. A route may ask for each of them by its code. */
export const BAD_RISK_REASONS = {
  sim_swap: because(
    'The SIM card of the number was changed recently.',
    'Ask for a proof that does not depend on the number.',
  ),
  reassigned: because('The number belongs to a new owner.', 'Remove the number from the record.'),
  non_fixed_voip: because(
    'The number is an internet number that anybody can rent.',
    'Ask for another proof.',
  ),
  line_not_personal: because('The number does not belong to one person.', 'Ask for another proof.'),
  line_inactive: because('The number is not in use.', 'Ask for another proof.'),
  call_forwarding: because(
    'Calls to the number are forwarded to another number.',
    'Do not send a code by call.',
  ),
  dmarc_fail: because(
    'The e-mail does not come from the domain that it names (DMARC failed).',
    'Ask for a proof on another channel.',
  ),
  unlinked: because(
    'The person removed the link to their account.',
    'Offer to link the account again.',
  ),
  agent_flag: because('An agent reported a doubt about this person.', HAND_ON),
  agent_lowered: because('An agent lowered the trust.', HAND_ON),
  otp_failures: because('Several codes were entered wrongly.', 'Wait, or ask for another proof.'),
  identifiers_tried: because('Several identifiers were tried in one conversation.', HAND_ON),
  velocity: because('There were too many attempts in a short time.', 'Wait, then try again.'),
  disposable_email: because(
    'The address is a disposable mailbox, which anybody can get for a short time.',
    'Ask for another proof.',
  ),
  sms_pumping: because(
    'The number is known for SMS pumping fraud.',
    'Do not send codes to this number.',
  ),
  identity_changed: because(
    'The channel reports that another person may use this address now.',
    NEW_PROOF,
  ),
  duress: because(
    'Somebody may be forcing the person.',
    'Follow the procedure of your business for duress.',
  ),
  coaching: because(
    'Somebody may be telling the person what to write.',
    'Follow the procedure of your business for coaching.',
  ),
  fraud: because('Your own system suspects fraud.', HAND_ON),
  account_takeover: because('Somebody reported that the account was taken over.', HAND_ON),
  own_signal: because(
    'A risk signal of your own system caps the trust.',
    'Check the system that sent the signal.',
  ),
  session_revoked: because('The login session was ended.', 'Ask for a new login.'),
  credential_change: because(
    'A credential of the account was changed recently.',
    'Ask for another proof.',
  ),
  assurance_level_change: because(
    'The issuer lowered the assurance level of the login.',
    'Ask for a new login.',
  ),
  device_posture_bad: because(
    'The device does not comply with its security rules.',
    'Ask for a proof from another device.',
  ),
  risk_level: because(
    'The issuer reports a higher risk for this person.',
    'Ask for a new proof, or hand the conversation to an agent who can investigate.',
  ),
  credential_compromise: because('A credential of the account was stolen.', HAND_ON),
  account_disabled: because('The account was disabled.', HAND_ON),
  identifier_changed: because(
    'The address of the account was changed.',
    'Ask the directory for the address again.',
  ),
  identifier_recycled: because(
    'The address of the account belongs to another person now.',
    'Remove the address from the record.',
  ),
  recovery: because(
    'An account recovery is in progress.',
    'Wait until the recovery is finished, or ask for another proof.',
  ),
} as const

/** Reasons of risk, and why there may be no decision at all. */
export const RISK_REASONS = {
  // Risk that is not known.
  sim_swap_unknown: because(
    'It is not known whether the SIM card was changed: Lookup was not asked, or its answer failed.',
    'Ask Lookup for `sim_swap`.',
  ),
  reassignment_unknown: because(
    'It is not known whether the number has a new owner: Lookup was not asked, or its answer failed.',
    'Ask Lookup for `reassigned_number`.',
  ),
  reassignment_stale: because(
    'The directory confirmed the number too long ago.',
    'Confirm the number again, or ask Lookup for `reassigned_number`.',
  ),
  line_type_unknown: because(
    'The type of the line is not known: Lookup was not asked, or its answer failed.',
    'Ask Lookup for `line_type_intelligence`.',
  ),
  lookup_error: because(
    'Lookup answered with an error for one package.',
    'Check the error code in the answer of Lookup.',
  ),
  lookup_failed: because('Lookup did not answer.', ASK_WHY),
  risk_unreadable: because(
    'Evidence of a risk could not be read, so the risk may be real.',
    'Correct what the other reasons name.',
  ),
  dmarc_none: because(
    'The domain of the sender publishes no DMARC policy.',
    'There is nothing to do: the address counts as claimed.',
  ),
  dmarc_not_aligned: because(
    'DMARC passed for a different domain from the one in the address.',
    'There is nothing to do: the address counts as claimed.',
  ),
  ...BAD_RISK_REASONS,
  // Why there is no decision.
  decision_expired: because(
    'The time is later than the `validUntil` of the decision.',
    'Make a new decision.',
  ),
  function_failed: because('The Function did not answer.', 'Check the log of the Function.'),
  internal_failure: because('An internal error occurred.', 'Search the log for this code.'),
  policy_invalid: because(
    'The policy could not be read.',
    'Compile the policy again with this version of countersign.',
  ),
  attributes_over_limit: because(
    'The decision is too large for the attributes of the task.',
    'Send fewer topics to the task.',
  ),
} as const
