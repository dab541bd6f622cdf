import { createLocalJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import {
  type Evidence,
  fail,
  type Instant,
  LATEST_INSTANT,
  ok,
  printInstant,
  type Result,
  SECOND,
  withoutAbsent,
} from '../../model/index.js'
import { textOf } from './readField.js'
import { remoteKeys } from './remoteKeys.js'

/** Signature algorithms that may be allowed: asymmetric ones only (RFC 8725 §3.1, §3.2). */
const LOGIN_ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
] as const

/** A JSON Web Key Set (RFC 7517 §5). */
export interface LoginKeys {
  /** Each a JSON Web Key (RFC 7517 §4), public keys only. */
  readonly keys: readonly Readonly<Record<string, unknown>>[]
}

/** How login tokens of one issuer are checked. */
export interface LoginSettings {
  /** The `iss` that a token must have. */
  readonly issuer: string
  /** Who the token is for: this application. */
  readonly audience: string
  /** Where the issuer publishes its keys, or the key set itself. */
  readonly keys: URL | LoginKeys
  /** Algorithms accepted; the default is ES256 and RS256. */
  readonly algorithms?: readonly (typeof LOGIN_ALGORITHMS)[number][]
  /**
   * The claim that names your customer record. Without it, the token proves an account and names no
   * record.
   */
  readonly customerClaim?: string | undefined
}

/** What a token must match. */
export interface LoginExpectation {
  /** The conversation that the login is bound to. */
  readonly conversation: string
  /**
   * The nonce that this server gave out for this login; `null` if it gives none, and then any nonce
   * is accepted.
   */
  readonly nonce: string | null
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Checks one login token and gives `session` evidence. */
export type VerifyLoginToken = (
  token: unknown,
  expected: LoginExpectation,
) => Promise<Result<Evidence>>

/** What nearly every issuer signs with. */
const ALGORITHMS = ['ES256', 'RS256'] as const
// A login token is a kilobyte or two; longer is not one.
const LIMIT = 8_192

/** How far the issuer's clock may be ahead or behind, in milliseconds. */
export const SKEW = 30 * SECOND

/**
 * Makes the check of an OpenID Connect ID token: the signature by a published key, the algorithm
 * (never `none`, never a shared secret), the kind, issuer, audience, expiry, times and nonce. Make
 * it once and keep it, so that the keys are cached.
 *
 * Every failure is the code `login_refused`, or `login_keys_unavailable` if the keys of the issuer
 * could not be fetched, or `login_not_configured` if the issuer or the audience is not set. It does
 * not say which check failed, because that would help a forger, and the errors of jose hold the
 * claims.
 *
 * @example
 * ```ts
 * const login = createLoginVerifier({
 *   issuer: 'https://login.example.com/',
 *   audience: 'chat',
 *   keys: new URL('https://login.example.com/jwks.json'),
 * })
 * ```
 */
export function createLoginVerifier(settings: LoginSettings): VerifyLoginToken {
  const allowed = settings.algorithms ?? ALGORITHMS
  const algorithms = LOGIN_ALGORITHMS.filter((name) => allowed.includes(name))
  const find = keyFinder(settings.keys)
  // What is not set is not compared: a variable that is missing would accept tokens for everybody.
  const isSet = [settings.issuer, settings.audience].every(Boolean)
  return async (token, expected) => {
    if (!isSet) return fail('login_not_configured')
    if (typeof token !== 'string' || token.length > LIMIT) return fail('login_refused')
    try {
      const { payload, protectedHeader } = await jwtVerify(token, find, {
        algorithms,
        issuer: settings.issuer,
        audience: settings.audience,
        clockTolerance: SKEW / SECOND,
        currentDate: new Date(expected.at),
        requiredClaims: ['sub', 'exp', 'iat'],
      })
      const isLogin =
        isLoginKind(protectedHeader.typ, payload) &&
        isFor(settings.audience, payload) &&
        areTimesPossible(payload, expected.at) &&
        isAnswerTo(expected.nonce, payload)
      return isLogin ? sessionOf(payload, settings, expected) : fail('login_refused')
    } catch (error) {
      return fail(isKeyFailure(error) ? 'login_keys_unavailable' : 'login_refused')
    }
  }
}

// A set is copied, so that jose may mark what it has read; one that is none has no key.
const keyFinder = (keys: URL | LoginKeys): JWTVerifyGetKey =>
  keys instanceof URL
    ? remoteKeys(keys)
    : createLocalJWKSet(JSON.parse(JSON.stringify({ keys: keys.keys })))

/**
 * Makes session evidence of the claims of a token that was checked. What is a record's name is told
 * by `customerClaim` alone; other claims of the token stay behind.
 */
function sessionOf(
  payload: JWTPayload,
  { issuer, customerClaim }: LoginSettings,
  { conversation, at }: LoginExpectation,
): Result<Evidence> {
  const { exp } = payload
  const subject = textOf(payload, 'sub')
  if (subject === undefined || exp === undefined) return fail('login_refused')
  const customer = customerClaim === undefined ? undefined : textOf(payload, customerClaim)
  const acr = textOf(payload, 'acr')
  return ok({
    kind: 'session',
    conversation,
    issuer,
    subject,
    ...withoutAbsent({ customer, acr }),
    ...(Array.isArray(payload['amr']) && { amr: payload['amr'] }),
    ...timeOf(payload['auth_time'], at),
    expires: printInstant(exp * SECOND),
  })
}

/**
 * When the person logged in, where the token says it, by our clock: an issuer's that is ahead as far
 * as it may be makes no login of the future. Without it the login is of unknown age.
 */
const timeOf = (authTime: unknown, at: Instant): { readonly authTime?: string | null } =>
  typeof authTime === 'number' ? { authTime: printInstant(Math.min(authTime * SECOND, at)) } : {}

// What a token calls itself, in its header (RFC 8725 §3.11) or, as some issuers write it, in its
// claims.
const LOGIN_TYPES: readonly unknown[] = [undefined, 'jwt', 'id', 'id+jwt', 'id_token']

/**
 * Tells whether a token is a login: access tokens (RFC 9068), logout tokens and security events
 * (RFC 8417, which have `events`) are signed by the same keys and say nothing of a person who is
 * there now.
 */
function isLoginKind(type: unknown, payload: JWTPayload): boolean {
  const kinds = [type, payload['typ'], payload['token_use']].map((kind) =>
    typeof kind === 'string'
      ? kind.toLowerCase().replace(/^application\//, '')
      : (kind ?? undefined),
  )
  return kinds.every((kind) => LOGIN_TYPES.includes(kind)) && payload['events'] === undefined
}

/**
 * Tells whether a token was made for this application: where it is for several, `azp` must say for
 * which (OpenID Connect Core §3.1.3.7), and where it says so at all it must be this one.
 */
function isFor(audience: string, { aud, azp }: JWTPayload): boolean {
  if (azp === undefined || azp === null) return !Array.isArray(aud) || aud.length === 1
  return azp === audience
}

/** Tells whether its times can be: issued after the person logged in, and neither after now. */
function areTimesPossible(payload: JWTPayload, at: number): boolean {
  const { exp, iat, nbf = 0, auth_time: login } = payload
  const [issued, now] = [secondsOf(iat), (at + SKEW) / SECOND]
  return (
    Number(exp) * SECOND < LATEST_INSTANT &&
    issued <= now &&
    secondsOf(nbf) <= now &&
    secondsOf(login ?? iat) <= issued
  )
}

/** A time that a token names; `NaN` for what is none, which is neither before nor after any. */
const secondsOf = (time: unknown): number =>
  typeof time === 'number' && time >= 0 && time * SECOND < LATEST_INSTANT ? time : Number.NaN

/**
 * Tells whether it carries the nonce that was given out; one that should have been and is lost is
 * carried by none.
 */
const isAnswerTo = (nonce: string | null, payload: JWTPayload): boolean =>
  nonce === null || (typeof nonce === 'string' && nonce !== '' && payload['nonce'] === nonce)

// jose names its own failures ERR_J…; those of the key set, and of the network below it, are told
// apart.
function isKeyFailure(error: unknown): boolean {
  const code = textOf(error, 'code') ?? ''
  return KEY_FAILURES.includes(code) || !code.startsWith('ERR_J')
}

/** The key set could not be had, or is none: no fault of the token. */
const KEY_FAILURES = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']
