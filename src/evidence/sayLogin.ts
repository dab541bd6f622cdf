import type { KnownLogin } from './loginKinds.js'

/** What the words of RFC 8176 stand for, as somebody would say it who does not know them. */
const METHODS: ReadonlyMap<string, string> = new Map([
  ['face', 'face'],
  ['fpt', 'fingerprint'],
  ['geo', 'place'],
  ['hwk', 'hardware key'],
  ['iris', 'iris'],
  ['kba', 'security questions'],
  ['mca', 'a second channel'],
  ['mfa', 'several factors'],
  ['otp', 'one-time code'],
  ['pin', 'PIN'],
  ['pop', 'proof of a key'],
  ['pwd', 'password'],
  ['rba', 'assessment of risk'],
  ['retina', 'retina'],
  ['sc', 'smart card'],
  ['sms', 'text message'],
  ['swk', 'software key'],
  ['tel', 'phone call'],
  ['user', 'presence'],
  ['vbm', 'voice'],
  ['wia', 'Windows sign-in'],
])

/** The same for the contexts of a login that are known to everybody, most of them by an address. */
const CONTEXTS: ReadonlyMap<string, string> = new Map([
  ['phr', 'that resists phishing'],
  ['phrh', 'that resists phishing, with a hardware key'],
  ['http://idmanagement.gov/ns/assurance/aal/1', 'at NIST level AAL1'],
  ['http://idmanagement.gov/ns/assurance/aal/2', 'at NIST level AAL2'],
  ['http://idmanagement.gov/ns/assurance/aal/3', 'at NIST level AAL3'],
  ['http://eidas.europa.eu/LoA/low', 'at eIDAS level low'],
  ['http://eidas.europa.eu/LoA/substantial', 'at eIDAS level substantial'],
  ['http://eidas.europa.eu/LoA/high', 'at eIDAS level high'],
])

/**
 * Says how somebody logged in: `login by password and one-time code`. A word of the issuer's own, which only its policy
 * explains, is said as it is.
 */
export function sayLogin({ amr, acr }: Pick<KnownLogin, 'amr' | 'acr'>): string {
  const said = amr.map((word) => METHODS.get(word) ?? word)
  const by = said.length === 0 ? '' : ` by ${said.join(' and ')}`
  const context = acr === undefined ? '' : ` ${CONTEXTS.get(acr) ?? `at level ${acr}`}`
  return `login${by}${context}`
}
