/**
 * Words a policy may use for things that other rooms describe. A contract test holds each list against the table it
 * speaks of.
 */

/** Channels by name, as the channel table spells them. */
export const CHANNEL_NAMES = [
  'sms',
  'mms',
  'group_mms',
  'rcs',
  'whatsapp',
  'messenger',
  'instagram',
  'line',
  'viber',
  'telegram',
  'apple',
  'web_chat',
  'web_chat_authenticated',
  'in_app',
  'email',
  'custom',
] as const

/** Channels on which a proof covers later messages, and so tells who reads. */
export const SESSION_CHANNELS: readonly string[] = [
  'whatsapp',
  'messenger',
  'instagram',
  'line',
  'viber',
  'telegram',
  'apple',
  'web_chat',
  'web_chat_authenticated',
  'in_app',
]

/** Risks that can be bad now, by the codes the trust room gives them. */
export const RISK_NAMES = ['sim_swap', 'reassigned', 'ambiguous', 'conflict'] as const

/** Identifier types that can be found in text. */
export const IDENTIFIER_TYPES = ['phone', 'email', 'payment_card', 'us_ssn'] as const

/** Evidence kinds that prove something about the person. */
export const PROOF_METHODS = [
  'verify_check',
  'factor_challenge',
  'session',
  'account_link',
  'email_authentication',
  'agent_attestation',
] as const

/** Evidence kinds and enrichments that a policy or pack may refuse as input. */
export const REFUSABLE = [
  ...PROOF_METHODS,
  'directory',
  'lookup',
  'security_event',
  'risk_signal',
  'conversation_memory',
  'resolve_profile',
  'segment_profile',
] as const

/** Kinds of data that packs have rules for; a class is of a kind by its name or by its `kind`. */
export const CLASS_KINDS = [
  'public',
  'general',
  'contact',
  'account',
  'financial',
  'phi',
  'pan',
  'sad',
  'cpni',
  'cpni_call_detail',
  'special',
  'government_id',
  'credential',
  'security_answer',
  'biometric',
] as const

/** Kinds of action that packs have rules for. */
export const ACTION_KINDS = [
  'change_contact',
  'change_credential',
  'pay',
  'payout',
  'cancel',
  'know_categories',
  'know_specific',
  'delete_data',
] as const
