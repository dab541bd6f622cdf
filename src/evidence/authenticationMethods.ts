import type { Category, Rank } from '../model/index.js'

/** What one RFC 8176 authentication method reference proves. */
export interface AuthenticationMethod {
  readonly category: Category | null
  readonly grade: Rank
  /** Whether the key cannot be used for another site (63B-4 §3.2.5). */
  readonly phishingResistant: boolean
}

/** A factor of its category, worth one. */
const factor = (category: Category): AuthenticationMethod => ({
  category,
  grade: 3,
  phishingResistant: false,
})

// These words describe the login and prove nothing of the person.
const NOTHING: AuthenticationMethod = { category: null, grade: 0, phishingResistant: false }
// Something was proved, and not said what: it never counts as a second factor.
const ONE_FACTOR: AuthenticationMethod = { category: null, grade: 3, phishingResistant: false }
// The key is held by hardware and bound to the site, which is enough by itself (63B-4 §3.2.5).
const HARDWARE_KEY: AuthenticationMethod = {
  category: 'possession',
  grade: 4,
  phishingResistant: true,
}

/**
 * The RFC 8176 §2 registry. `kba` proves nothing (63A-4 §3.1.2.1); `geo`, `rba`, `user`, `mca` and `tel` describe
 * circumstances, not factors; `mfa` alone names no factor and stays at one; `hwk` and `sc` are hardware-held keys
 * and resist phishing; `swk` and `pop` are keys whose origin binding is not stated.
 */
export const AUTHENTICATION_METHODS: ReadonlyMap<unknown, AuthenticationMethod> = new Map([
  ['face', factor('inherence')],
  ['fpt', factor('inherence')],
  ['geo', NOTHING],
  ['hwk', HARDWARE_KEY],
  ['iris', factor('inherence')],
  ['kba', NOTHING],
  ['mca', NOTHING],
  ['mfa', ONE_FACTOR],
  ['otp', factor('possession')],
  ['pin', factor('knowledge')],
  ['pop', factor('possession')],
  ['pwd', factor('knowledge')],
  ['rba', NOTHING],
  ['retina', factor('inherence')],
  ['sc', HARDWARE_KEY],
  ['sms', factor('possession')],
  ['swk', factor('possession')],
  ['tel', NOTHING],
  ['user', NOTHING],
  ['vbm', factor('inherence')],
  ['wia', ONE_FACTOR],
])

/**
 * Authentication context classes with a meaning of their own: OpenID EAP ACR values (phishing-resistant), the NIST
 * assurance levels, and eIDAS levels (Implementing Regulation (EU) 2015/1502, Annex).
 */
export const AUTHENTICATION_CONTEXTS: ReadonlyMap<unknown, AuthenticationMethod> = new Map([
  ['phr', { category: null, grade: 4, phishingResistant: true }],
  ['phrh', { category: null, grade: 4, phishingResistant: true }],
  ['http://idmanagement.gov/ns/assurance/aal/1', ONE_FACTOR],
  ['http://idmanagement.gov/ns/assurance/aal/2', { ...ONE_FACTOR, grade: 4 }],
  [
    'http://idmanagement.gov/ns/assurance/aal/3',
    { category: null, grade: 4, phishingResistant: true },
  ],
  ['http://eidas.europa.eu/LoA/low', ONE_FACTOR],
  ['http://eidas.europa.eu/LoA/substantial', { ...ONE_FACTOR, grade: 4 }],
  ['http://eidas.europa.eu/LoA/high', { ...ONE_FACTOR, grade: 4 }],
])

/** Lists the words that an issuer's mapping names, or the known ones where it has none. */
export const wordsOfLogins = (
  mapped: Readonly<Record<string, Rank>> | undefined,
  known: ReadonlyMap<unknown, unknown>,
): readonly string[] => (mapped === undefined ? [...known.keys()].map(String) : Object.keys(mapped))

/** The registered words for how somebody logged in. */
export const LOGIN_WORDS: readonly string[] = wordsOfLogins(undefined, AUTHENTICATION_METHODS)
