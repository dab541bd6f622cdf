import { because } from './riskReasons.js'

/** Reasons about what the person says of themselves: it proves nothing, and where it cannot be read that is said. */
export const CLAIM_REASONS = {
  claims_only: because('Only what the person says leads to a customer record.', 'Ask for a proof.'),
  claim_email_unread: because(
    'Something that the person typed looks like an e-mail address and is none, or is more than one.',
    'Ask for the address again.',
  ),
  claim_number_unread: because(
    'Something that the person typed may be a phone number, but it is not known of which country.',
    'If it is a phone number, ask for its country code, or name its country under `regions`.',
  ),
  claim_number_ambiguous: because(
    'Something that the person typed may be a phone number of more than one country.',
    'If it is a phone number, ask for its country code.',
  ),
}
