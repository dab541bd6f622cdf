import {
  createLocalJWKSet,
  createRemoteJWKSet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import type { Evidence } from '../../model/engagement.js'
import { printInstant, SECOND } from '../../model/instant.js'
import { fail, ok, type Result } from '../../model/result.js'
import { textOf } from './readField.js'

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
  readonly keys: readonly Readonly<Record<string, unknown>>[]
}

/** How login tokens of one issuer are checked. */
export interface LoginSettings {
  readonly issuer: string
  /** Who the token is for: this application. */
  readonly audience: string
  /** Where the issuer publishes its keys, or the key set itself. */
  readonly keys: URL | LoginKeys
  /** Algorithms accepted; ES256 and RS256 unless told otherwise. */
  readonly algorithms?: readonly (typeof LOGIN_ALGORITHMS)[number][]
  /** The claim that names your customer record. Absent: the token proves an account and names no record. */
  readonly customerClaim?: string
}

/** What one token must be bound to. */
export interface LoginExpectation {
  readonly conversation: string
  /** The nonce this server gave out for this login; `null` where it gave none, and then it must be absent or any. */
  readonly nonce: string | null
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Checks one token and gives session evidence. */
export type VerifyLoginToken = (
  token: unknown,
  expected: LoginExpectation,
) => Promise<Result<Evidence>>

const ALGORITHMS = ['ES256', 'RS256'] as const
// A login token is a kilobyte or two; longer is not one.
const LIMIT = 8_192
const SKEW_SECONDS = 30
// Key sets: asked for at most once in half a minute, kept ten minutes, waited for two seconds.
const KEY_SET = { cooldownDuration: 30_000, cacheMaxAge: 600_000, timeoutDuration: 2_000 }

/**
 * Makes the check of an OpenID Connect ID token: signature by a published key, algorithm from the list (never `none`,
 * never a shared secret), issuer, audience, expiry, issue time, nonce. Made once and kept, so that keys are cached.
 *
 * Every failure is one code, `login_refused`, or `login_keys_unavailable` where the issuer's keys cannot be had: which
 * check failed would help a forger, and jose's errors carry the claims.
 */
export function createLoginVerifier(settings: LoginSettings): VerifyLoginToken {
  const allowed = settings.algorithms ?? ALGORITHMS
  const algorithms = LOGIN_ALGORITHMS.filter((name) => allowed.includes(name))
  const find = keyFinder(settings.keys)
  return async (token, expected) => {
    if (typeof token !== 'string' || token.length > LIMIT) return fail('login_refused')
    try {
      const { payload } = await jwtVerify(token, find, {
        algorithms,
        issuer: settings.issuer,
        audience: settings.audience,
        clockTolerance: SKEW_SECONDS,
        currentDate: new Date(expected.at),
        requiredClaims: ['sub', 'exp', 'iat'],
      })
      return sessionOf(payload, settings, expected)
    } catch (error) {
      return fail(isKeyFailure(error) ? 'login_keys_unavailable' : 'login_refused')
    }
  }
}

// A set is copied, so that jose may mark what it has read; one that is none has no key.
const keyFinder = (keys: URL | LoginKeys): JWTVerifyGetKey =>
  keys instanceof URL
    ? createRemoteJWKSet(keys, KEY_SET)
    : createLocalJWKSet(JSON.parse(JSON.stringify({ keys: keys.keys })))

function sessionOf(
  payload: JWTPayload,
  { issuer, customerClaim }: LoginSettings,
  { at, conversation, nonce }: LoginExpectation,
): Result<Evidence> {
  const { exp, iat } = payload
  const subject = textOf(payload, 'sub')
  if (nonce !== null && payload['nonce'] !== nonce) return fail('login_refused')
  if (subject === undefined || exp === undefined || !(Number(iat) <= at / SECOND + SKEW_SECONDS)) {
    return fail('login_refused')
  }
  const customer = customerClaim === undefined ? undefined : textOf(payload, customerClaim)
  const acr = textOf(payload, 'acr')
  return ok({
    kind: 'session',
    conversation,
    issuer,
    subject,
    ...(customer !== undefined && { customer }),
    ...(acr !== undefined && { acr }),
    ...(Array.isArray(payload['amr']) && { amr: payload['amr'] }),
    ...timeOf(payload['auth_time']),
    expires: printInstant(exp * SECOND),
  })
}

const timeOf = (authTime: unknown): { readonly authTime?: string | null } =>
  typeof authTime === 'number' ? { authTime: printInstant(authTime * SECOND) } : {}

// jose names its own failures ERR_J…; those of the key set, and of the network below it, are told apart.
function isKeyFailure(error: unknown): boolean {
  const code = textOf(error, 'code') ?? ''
  return KEY_FAILURES.includes(code) || !code.startsWith('ERR_J')
}

const KEY_FAILURES = ['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']
