import { decodeJwt, jwtVerify } from 'jose'
import { fail, isRecord, ok, type Result, SECOND } from '../../model/index.js'
import { textOf } from './readField.js'

// An access token is a kilobyte; longer is not one.
const LIMIT = 8_192

/**
 * Says when an access token ends, in milliseconds since the epoch; 0 for what is no token. It was
 * made here a moment ago, so it is read without checking its signature.
 */
export function expirationOf(token: string): number {
  try {
    return (decodeJwt(token).exp ?? 0) * SECOND
  } catch {
    return 0
  }
}

/**
 * Reads whose access token it is: signed with your API key's secret, for now. One that has ended
 * renews nothing, for it may have been lying about.
 *
 * Codes: `token_key_missing` where there is no secret to check with, `token_refused` for all else.
 */
export async function readAccessToken(
  token: unknown,
  secret: string | undefined,
  at: number,
): Promise<Result<string>> {
  if (!secret) return fail('token_key_missing')
  if (typeof token !== 'string' || token === '' || token.length > LIMIT)
    return fail('token_refused')
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp'],
      currentDate: new Date(at),
    })
    const grants = payload['grants']
    const identity = isRecord(grants) ? textOf(grants, 'identity') : undefined
    return identity === undefined || identity === '' ? fail('token_refused') : ok(identity)
  } catch {
    return fail('token_refused')
  }
}
