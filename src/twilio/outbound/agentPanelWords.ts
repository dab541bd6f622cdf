import type { Answer, Disclosure } from '../../model/decision.js'
import type { Level } from '../../model/level.js'

/** What the badge says of each level. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  anonymous: 'Not known who this is',
  claimed: 'Says who they are, nothing proves it',
  recognized: 'Writes from an address on file, not proved',
  verified: 'Proved who they are',
  strong: 'Proved who they are in two ways',
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

/** What to ask for, by step-up method; a method without a line is named. */
export const METHOD_WORDS: Readonly<Record<string, string>> = {
  login: 'a login on the website or in the app',
  portal: 'a login to the portal',
  verify_sms: 'a code by text message to the number on file',
  verify_call: 'a code by a call to the number on file',
  verify_whatsapp: 'a code by WhatsApp to the number on file',
  verify_email: 'a code by e-mail to the address on file',
  push: 'a confirmation in their app',
  totp: 'a code from their authenticator app',
  passkey: 'a passkey',
  account_link: 'linking this chat to their account',
  agent_callback: 'calling back on the number on file',
}

/** What reasons mean to an agent; a reason without a line is shown as its code with spaces. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  ambiguous: 'more than one record fits',
  conflict: 'the proofs point to different people',
  sim_swap: 'the SIM of this number was changed lately',
  sim_swap_unknown: 'whether the SIM was changed lately is not known',
  reassigned: 'this number has changed hands',
  reassignment_unknown: 'whether this number has changed hands is not known',
  line_type_unknown: 'what kind of line this is is not known',
  non_fixed_voip: 'this is an internet number that anyone can rent',
  decision_expired: 'the check is too old, ask for a new one',
  function_failed: 'the check did not run',
  policy_invalid: 'the policy could not be read',
  attributes_over_limit: 'the check did not fit into the task',
}

/** What made the weakest part of the proof, by its kind. */
export const BOTTLENECK_WORDS: Readonly<Record<string, string>> = {
  platform: 'what the channel says of the sender',
  claim: 'what they say of themselves',
  directory: 'how the address came to be on file',
  verify_check: 'the code',
  session: 'the login',
}
