import { createServer } from 'node:http'
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  createLoginVerifier,
  type VerifyLoginToken,
} from '../../../src/twilio/functions/loginToken.js'
import { portOf } from './portOf.js'

const AT = Date.parse('2026-11-22T10:00:00Z')
const SECONDS = AT / 1_000
const ISSUER = 'https://login.example.com'
const AUDIENCE = 'acme-shop'
const EXPECTED = { conversation: 'CH01', nonce: 'n-1', at: AT }

const CLAIMS: JWTPayload = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'u-77',
  iat: SECONDS - 60,
  exp: SECONDS + 600,
  auth_time: SECONDS - 120,
  nonce: 'n-1',
  acr: 'urn:example:silver',
  amr: ['pwd', 'otp'],
  customer_id: 'C-1001',
}

let verify: VerifyLoginToken
let key: CryptoKey
let stranger: CryptoKey

// A claim that is changed to `undefined` is left out of the token's JSON.
const sign = (
  claims: Readonly<Record<string, unknown>>,
  alg = 'ES256',
  kid = 'k1',
  by = key,
): Promise<string> => new SignJWT({ ...claims }).setProtectedHeader({ alg, kid }).sign(by)

beforeAll(async () => {
  const pair = await generateKeyPair('ES256')
  key = pair.privateKey
  stranger = (await generateKeyPair('ES256')).privateKey
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }
  verify = createLoginVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: { keys: [jwk] },
    customerClaim: 'customer_id',
  })
})

test('a login token becomes session evidence bound to the conversation', async () => {
  expect(await verify(await sign(CLAIMS), EXPECTED)).toEqual({
    ok: true,
    value: {
      kind: 'session',
      conversation: 'CH01',
      issuer: ISSUER,
      subject: 'u-77',
      customer: 'C-1001',
      acr: 'urn:example:silver',
      amr: ['pwd', 'otp'],
      authTime: '2026-11-22T09:58:00.000Z',
      expires: '2026-11-22T10:10:00.000Z',
    },
  })
})

describe('a login token is refused', () => {
  const changed: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['of another issuer', { iss: 'https://evil.example.com' }],
    ['for another audience', { aud: 'another-shop' }],
    ['that has expired', { exp: SECONDS - 60 }],
    ['from the future', { iat: SECONDS + 600 }],
    ['not yet valid', { nbf: SECONDS + 600 }],
    ['with another nonce', { nonce: 'n-2' }],
    ['without a nonce where one was given out', { nonce: undefined }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['without an expiry', { exp: undefined }],
    ['without an issue time', { iat: undefined }],
  ]
  test.each(changed)('%s', async (_, change) => {
    const token = await sign({ ...CLAIMS, ...change })
    expect(await verify(token, EXPECTED)).toEqual({
      ok: false,
      issues: [{ code: 'login_refused', path: '' }],
    })
  })

  test.each<[string, () => Promise<unknown>]>([
    ['signed by another key', () => sign(CLAIMS, 'ES256', 'k1', stranger)],
    ['signed by a key nobody published', () => sign(CLAIMS, 'ES256', 'k9', stranger)],
    ['that is not signed at all', async () => new UnsecuredJWT(CLAIMS).encode()],
    ['with `none` for an algorithm', async () => withHeader(await sign(CLAIMS), { alg: 'none' })],
    ['with an algorithm that shares its secret', async () => hmacToken()],
    ['altered after signing', async () => altered(await sign(CLAIMS))],
    ['longer than any login token', async () => `${await sign(CLAIMS)}${'A'.repeat(9_000)}`],
    ['that is empty', async () => ''],
    ['that is no text', async () => ({ sub: 'u-77' })],
    ['that is no token', async () => 'not.a.token'],
  ])('%s', async (_, make) => {
    const refused = await verify(await make(), EXPECTED)
    expect(refused).toEqual({ ok: false, issues: [{ code: 'login_refused', path: '' }] })
  })

  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url')
  const withHeader = (token: string, header: object): string =>
    [encode(header), ...token.split('.').slice(1)].join('.')
  const altered = (token: string): string => {
    const [header, , signature] = token.split('.')
    return [header, encode({ ...CLAIMS, sub: 'u-1' }), signature].join('.')
  }
  const hmacToken = (): Promise<string> =>
    new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(Buffer.from('a secret of more than thirty-two bytes'))
})

describe('where the keys cannot be had', () => {
  const against = async (status: number, body: string): Promise<unknown> => {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
    const keys = new URL(`http://127.0.0.1:${portOf(server)}/jwks.json`)
    const remote = createLoginVerifier({ issuer: ISSUER, audience: AUDIENCE, keys })
    const result = await remote(await sign(CLAIMS), EXPECTED)
    await new Promise((done) => server.close(done))
    return result
  }
  test.each([
    [500, '{}'],
    [200, 'not json'],
    [200, '{"keys":7}'],
  ])('the login is unknown, not refused for good: %d %s', async (status, body) => {
    expect(await against(status, body)).toEqual({
      ok: false,
      issues: [{ code: 'login_keys_unavailable', path: '' }],
    })
  })

  test('an empty key set refuses', async () => {
    expect(await against(200, '{"keys":[]}')).toMatchObject({
      issues: [{ code: 'login_refused' }],
    })
  })
})

test('without a nonce given out, a token with or without one will do', async () => {
  const token = await sign({ ...CLAIMS, nonce: undefined })
  expect((await verify(token, { ...EXPECTED, nonce: null })).ok).toBe(true)
})

test('a login by a clock that is ahead as far as it may be is of now, and counts at once', async () => {
  for (const ahead of [0.001, 1, 29]) {
    const claims = { ...CLAIMS, iat: SECONDS + ahead, auth_time: SECONDS + ahead }
    expect(await verify(await sign(claims), EXPECTED)).toMatchObject({
      ok: true,
      value: { authTime: '2026-11-22T10:00:00.000Z' },
    })
  }
  const behind = { ...CLAIMS, iat: SECONDS, auth_time: SECONDS - 1 }
  expect(await verify(await sign(behind), EXPECTED)).toMatchObject({
    value: { authTime: '2026-11-22T09:59:59.000Z' },
  })
})

test('nobody is logged in where the issuer or the audience is not set', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' }] }
  for (const change of [
    {},
    { aud: 'another-shop' },
    { iss: 'https://evil.example.com' },
    { aud: '' },
  ])
    for (const unset of ['issuer', 'audience'])
      for (const value of [undefined, null, '']) {
        const given = { issuer: ISSUER, audience: AUDIENCE, keys, [unset]: value }
        const login = createLoginVerifier(given)
        const token = await sign({ ...CLAIMS, ...change }, 'ES256', 'k1', privateKey)
        expect(await login(token, EXPECTED)).toMatchObject({
          issues: [{ code: 'login_not_configured' }],
        })
      }
})
