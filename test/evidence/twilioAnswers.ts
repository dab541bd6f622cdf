import type { JsonObject } from '../../src/model/index.js'

// Every field that Twilio's published description of an answer has, with values of our own:
// https://github.com/twilio/twilio-oai, `spec/json`.

const sid = (prefix: string): string => prefix + '0'.repeat(32)
const DAY = '2026-11-22T10:00:00Z'
const NUMBER = '+14155550100'

const CHECK = {
  sid: sid('VE'),
  service_sid: sid('VA'),
  account_sid: sid('AC'),
  to: NUMBER,
  channel: 'sms',
  status: 'approved',
  valid: true,
  amount: null,
  payee: null,
  sna_attempts_error_codes: [],
  date_created: DAY,
  date_updated: DAY,
}

/** Answers of `VerificationCheck` to the right code. */
export const APPROVED_CHECKS: readonly JsonObject[] = [
  CHECK,
  { ...CHECK, channel: 'call' },
  { ...CHECK, channel: 'whatsapp' },
  {
    ...CHECK,
    channel: 'sna',
    sna_attempts_error_codes: [{ attempt_sid: sid('VL'), code: 60_001 }],
  },
  { ...CHECK, channel: 'email', to: 'ada@example.com' },
  { ...CHECK, amount: '12.50', payee: 'Acme' },
]

const CHALLENGE = {
  sid: sid('YC'),
  account_sid: sid('AC'),
  service_sid: sid('VA'),
  entity_sid: sid('YE'),
  identity: 'e-1',
  factor_sid: sid('YF'),
  date_created: DAY,
  date_updated: DAY,
  date_responded: DAY,
  expiration_date: DAY,
  status: 'approved',
  responded_reason: 'none',
  details: {
    message: 'Do you sign in?',
    date: DAY,
    fields: [{ label: 'Action', value: 'Sign in' }],
  },
  hidden_details: { ip: '192.0.2.1' },
  metadata: { os: 'Android' },
  factor_type: 'push',
  url: 'https://verify.example.com/challenge',
  links: { notifications: 'https://verify.example.com/notifications' },
}

const PASSKEY = {
  ...CHALLENGE,
  factor_type: 'passkeys',
  date_responded: null,
  details: null,
  expiration_date: null,
  hidden_details: null,
  links: null,
  metadata: null,
  options: {
    publicKey: {
      rp: { id: 'example.com', name: 'Example' },
      user: { id: 'dS03Nw', name: 'ada', displayName: 'Ada' },
      challenge: 'bm90aGluZw',
      pubKeyCredParams: { type: 'public-key', alg: -7 },
      timeout: 600_000,
      excludeCredentials: [],
      attestation: 'none',
    },
  },
}

const TOTP = { ...CHALLENGE, factor_type: 'totp', metadata: null }

/** Answers about a challenge, in each of its states. */
export const CHALLENGES: readonly JsonObject[] = [CHALLENGE, TOTP, PASSKEY].flatMap((challenge) => [
  challenge,
  { ...challenge, status: 'pending' },
  { ...challenge, status: 'expired' },
  { ...challenge, status: 'denied' },
])

/** The answer to a passkey that was enrolled: about a factor, not about a challenge. */
export const ENROLLED_PASSKEY: JsonObject = {
  sid: sid('YF'),
  account_sid: sid('AC'),
  service_sid: sid('VA'),
  entity_sid: sid('YE'),
  identity: 'e-1',
  date_created: DAY,
  date_updated: DAY,
  friendly_name: 'phone',
  status: 'verified',
  factor_type: 'passkeys',
  config: {
    relying_party: { id: 'example.com', name: 'Example', origins: ['https://example.com'] },
    authenticator_attachment: 'platform',
    discoverable_credentials: 'preferred',
    user_verification: 'preferred',
  },
  metadata: null,
  url: 'https://verify.example.com/factor',
}

// Lookup names every package in every answer; those that were not asked for are null.
const LOOKUP = {
  calling_country_code: '1',
  country_code: 'US',
  phone_number: NUMBER,
  national_format: '(415) 555-0100',
  valid: true,
  validation_errors: [],
  caller_name: null,
  sim_swap: null,
  call_forwarding: null,
  line_type_intelligence: null,
  line_status: null,
  identity_match: null,
  reassigned_number: null,
  sms_pumping_risk: null,
  phone_number_quality_score: null,
  pre_fill: null,
  url: 'https://lookups.example.com/number',
}

const carrier = {
  carrier_name: 'Example Mobile',
  mobile_country_code: '310',
  mobile_network_code: '02',
  error_code: null,
}

const swap = (date: string | null, period: string, swapped: boolean) => ({
  ...carrier,
  last_sim_swap: {
    last_sim_swap_date: date,
    swapped_period: period,
    swapped_in_period: swapped,
  },
})

const reassigned = (word: string) => ({
  last_verified_date: '2024-03-01',
  is_number_reassigned: word,
  error_code: null,
})

/** Answers of Lookup about a number that is one, package by package. */
export const LOOKUPS: readonly JsonObject[] = [
  {},
  { caller_name: { caller_name: 'ADA EXAMPLE', caller_type: 'CONSUMER', error_code: null } },
  { sim_swap: swap('2026-11-22T08:00:00Z', 'PT48H', true) },
  { sim_swap: swap(null, 'PT24H', true) },
  { sim_swap: swap(null, 'PT24H', false) },
  { call_forwarding: { call_forwarding_enabled: true, error_code: null } },
  {
    sim_swap: swap('2026-11-22T08:00:00Z', 'PT24H', true),
    call_forwarding: { call_forwarding_enabled: true, error_code: null },
  },
  { line_status: { status: 'active', error_code: null } },
  { line_status: { status: 'inactive', error_code: null } },
  { line_type_intelligence: { ...carrier, type: 'nonFixedVoip' } },
  { identity_match: { first_name_match: 'exact_match', summary_score: 90, error_code: null } },
  { sms_pumping_risk: { carrier_risk_category: 'moderate', number_blocked: false } },
  { reassigned_number: reassigned('yes') },
  { reassigned_number: reassigned('no') },
  { reassigned_number: reassigned('no_data_available') },
  { phone_number_quality_score: { quality_score: 0, quality_category: 'low', error_code: null } },
  { pre_fill: { first_name: 'Ada', last_name: 'Example', country_code: 'US', error_code: null } },
].map((packages) => ({ ...LOOKUP, ...packages }))

/** Lookup's answer about what is no number. */
export const INVALID_LOOKUP: JsonObject = {
  ...LOOKUP,
  phone_number: '+141555501000',
  country_code: null,
  national_format: null,
  calling_country_code: null,
  valid: false,
  validation_errors: ['TOO_LONG'],
}
