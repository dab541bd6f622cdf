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
export const RISK_NAMES: readonly string[] = [
  'sim_swap',
  'reassigned',
  'non_fixed_voip',
  'line_not_personal',
  'line_inactive',
  'call_forwarding',
  'dmarc_fail',
  'unlinked',
  'agent_flag',
  'agent_lowered',
  'otp_failures',
  'identifiers_tried',
  'velocity',
  'disposable_email',
  'sms_pumping',
  'identity_changed',
  'duress',
  'coaching',
  'fraud',
  'account_takeover',
  'own_signal',
  'session_revoked',
  'credential_change',
  'assurance_level_change',
  'device_posture_bad',
  'risk_level',
  'credential_compromise',
  'account_disabled',
  'identifier_changed',
  'identifier_recycled',
  'recovery',
  'risk_unreadable',
  'directory_unknown',
  'subject_unknown',
  'ambiguous',
  'conflict',
]

/** Evidence kinds that prove something about the person. */
export const PROOF_KINDS = [
  'verify_check',
  'factor_challenge',
  'session',
  'account_link',
  'agent_attestation',
] as const

// The channels that a proof of a kind comes by.
const VIAS: Readonly<Record<string, string>> = {
  sms: 'verify_check',
  call: 'verify_check',
  whatsapp: 'verify_check',
  sna: 'verify_check',
  email: 'verify_check',
  push: 'factor_challenge',
  totp: 'factor_challenge',
  passkeys: 'factor_challenge',
}

/** What a requirement may name under `methods`: evidence kinds that prove, and their own channels. */
export const PROOF_METHODS: readonly string[] = [...PROOF_KINDS, ...Object.keys(VIAS)]

/** Gives the evidence kind that a method is of. */
export const kindOf = (method: string): string => VIAS[method] ?? method

/** Evidence kinds and enrichments that a policy or pack may refuse as input. */
export const REFUSABLE = [
  ...PROOF_KINDS,
  'directory',
  'lookup',
  'email_authentication',
  'bot_handover',
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
