/**
 * What a reason code means, and what to do about it: sentences for those who run a policy, never
 * for the person who writes.
 */
export interface ReasonMeaning {
  readonly cause: string
  readonly remedy: string
}

/** Pairs a cause with its remedy. */
export const because = (cause: string, remedy: string): ReasonMeaning => ({ cause, remedy })

/** Risk that is bad now. A route may ask for each of them by its code. */
export const BAD_RISK_REASONS = {
  sim_swap: because(
    'The SIM of the number was changed lately.',
    'Ask for proof that does not rest on the number.',
  ),
  reassigned: because('The number has changed hands.', 'Take it off the record.'),
  non_fixed_voip: because('The number is one that anyone can rent.', 'Ask for other proof.'),
  line_not_personal: because("The number is not one person's.", 'Ask for other proof.'),
  line_inactive: because('The number is out of use.', 'Ask for other proof.'),
  call_forwarding: because('Calls to the number go elsewhere.', 'Send no code by call.'),
  dmarc_fail: because('The e-mail is not from where it says.', 'Ask for proof on another channel.'),
  unlinked: because('The person ended the link to their account.', 'Offer to link it again.'),
  agent_flag: because('An agent has doubts.', 'Hand it to somebody who can look into it.'),
  agent_lowered: because(
    'An agent lowered the trust.',
    'Hand it to somebody who can look into it.',
  ),
  otp_failures: because('Several codes were wrong.', 'Wait, or ask for other proof.'),
  identifiers_tried: because(
    'Several identifiers were tried in one conversation.',
    'Hand it to somebody who can look into it.',
  ),
  velocity: because('There are too many attempts in a short time.', 'Wait.'),
  disposable_email: because(
    'The mailbox is one that anyone can take for an hour.',
    'Ask for other proof.',
  ),
  sms_pumping: because('The number draws fraud traffic.', 'Send it no codes.'),
  identity_changed: because(
    'The channel says that the sender has changed.',
    'Ask for proof again.',
  ),
  duress: because('The person may be forced.', "Follow the house's rule for it."),
  coaching: because('The person may be told what to write.', "Follow the house's rule for it."),
  fraud: because('Your own system suspects fraud.', 'Hand it to somebody who can look into it.'),
  account_takeover: because(
    'The account was reported as taken over.',
    'Hand it to somebody who can look into it.',
  ),
  own_signal: because('A signal of your own holds this down.', 'See what sent it.'),
  session_revoked: because('The login was ended.', 'Ask for a new login.'),
  credential_change: because(
    'A credential of the account was changed lately.',
    'Ask for other proof.',
  ),
  assurance_level_change: because(
    'The issuer lowered what it says of the login.',
    'Ask for a new login.',
  ),
  device_posture_bad: because('The device does not comply.', 'Ask for proof from another device.'),
  risk_level: because(
    'The issuer says that the risk has risen.',
    'Ask for proof again, or hand it on.',
  ),
  credential_compromise: because(
    'A credential of the account was stolen.',
    'Hand it to somebody who can look into it.',
  ),
  account_disabled: because(
    'The account was disabled.',
    'Hand it to somebody who can look into it.',
  ),
  identifier_changed: because("The account's address was changed.", 'Look it up again.'),
  identifier_recycled: because(
    "The account's address belongs to somebody else now.",
    'Take it off the record.',
  ),
  recovery: because(
    'The account is being recovered.',
    'Wait until it is done, or ask for other proof.',
  ),
} as const

/** Reasons of risk, and why there may be no decision at all. */
export const RISK_REASONS = {
  // Risk that is not known.
  sim_swap_unknown: because(
    'Nobody asked whether the SIM was changed, or the answer failed.',
    'Ask Lookup for `sim_swap`.',
  ),
  reassignment_unknown: because(
    'Nobody asked whether the number has changed hands, or the answer failed.',
    'Ask Lookup for `reassigned_number`.',
  ),
  reassignment_stale: because(
    "The directory's confirmation of the number has grown old.",
    'Confirm the number again, or ask Lookup.',
  ),
  line_type_unknown: because(
    'Nobody asked what kind of line it is, or the answer failed.',
    'Ask Lookup for `line_type_intelligence`.',
  ),
  lookup_error: because(
    'Lookup answered a package with an error.',
    'See the error code in what Lookup gave.',
  ),
  lookup_failed: because('Lookup did not answer.', 'See why the call failed.'),
  risk_unreadable: because(
    'There is news that could not be read and may be bad.',
    'Mend what the other reasons name.',
  ),
  dmarc_none: because(
    "The sender's domain publishes no DMARC policy.",
    'Nothing: the address counts as claimed.',
  ),
  dmarc_not_aligned: because(
    'DMARC passed for another domain than the address.',
    'Nothing: the address counts as claimed.',
  ),
  ...BAD_RISK_REASONS,
  // Why there is no decision.
  decision_expired: because('The decision is past its `validUntil`.', 'Decide again.'),
  function_failed: because('The Function did not answer.', 'See its log.'),
  deadline_exceeded: because(
    'The answer did not come within the time allowed.',
    'See what was slow; the limit is a setting.',
  ),
  internal_failure: because('Something failed inside.', 'See the log, by its code.'),
  policy_invalid: because('The policy could not be read.', 'Compile it again with this version.'),
  attributes_over_limit: because(
    "The answer did not fit into the task's attributes.",
    'Send fewer topics to the task.',
  ),
} as const
