import { createServer, type Server } from 'node:http'
import fc from 'fast-check'
import { type CryptoKey, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../examples/fakeTwilio.mjs'
import type { JsonObject } from '../../src/model/index.js'
import {
  createLoginVerifier,
  createWebChatStartHandler,
  type VerifyLoginToken,
  type WebChatStartSettings,
} from '../../src/twilio/functions/index.js'
import { runs } from '../runs.js'
import { call, KEYS, loopbackClient } from '../twilio/functions/call.js'
import { portOf } from '../twilio/functions/portOf.js'

/** Attacks by tokens: each is signed by the issuer's own key, and none of them is a login of somebody who is there. */
const AT = Date.parse('2026-11-22T10:00:00Z')
const NOW = AT / 1_000
const ISSUER = 'https://login.example.com'
const CLAIMS = {
  iss: ISSUER,
  aud: 'acme-shop',
  sub: 'u-77',
  iat: NOW - 60,
  exp: NOW + 600,
  auth_time: NOW - 120,
  nonce: 'n-1',
  amr: ['pwd', 'otp'],
  customer_id: 'C-1001',
}
const EXPECTED = { conversation: 'CH01', nonce: 'n-1', at: AT }

let key: CryptoKey
let jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] }
let verify: VerifyLoginToken

const makeKey = async (kid: string) => {
  const pair = await generateKeyPair('ES256')
  return { key: pair.privateKey, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256' } }
}

const sign = (claims: JsonObject, header: Partial<JWTHeaderParameters> = {}, by = key) =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header }).sign(by)

beforeAll(async () => {
  const made = await makeKey('k1')
  key = made.key
  jwks = { keys: [made.jwk] }
  verify = createLoginVerifier({
    issuer: ISSUER,
    audience: 'acme-shop',
    keys: jwks,
    customerClaim: 'customer_id',
  })
})

const REFUSED = { ok: false, issues: [{ code: 'login_refused', path: '' }] }

describe('signed by the right issuer, and no login', () => {
  test.each<[string, JsonObject, Partial<JWTHeaderParameters>?]>([
    ['an access token by its header', {}, { typ: 'at+jwt' }],
    ['an access token by its header, in full', {}, { typ: 'application/at+jwt' }],
    ['an access token by its header, in capitals', {}, { typ: 'AT+JWT' }],
    ['a logout token by its header', {}, { typ: 'logout+jwt' }],
    ['a security event token by its header', {}, { typ: 'secevent+jwt' }],
    ['a token of a kind nobody heard of', {}, { typ: 'invite+jwt' }],
    ['an access token by its claims', { typ: 'Bearer' }],
    ['a refresh token by its claims', { typ: 'Refresh' }],
    ['a token used for access', { token_use: 'access' }],
    [
      'a logout token by its events',
      { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
    ],
    ['a security event by its events', { events: {} }],
    ['a token with events that are nothing', { events: null }],
    ['for another application that this one may receive', { azp: 'acme-partner' }],
    ['for several applications, not saying for which', { aud: ['acme-shop', 'acme-partner'] }],
    [
      'for several applications, and for the other',
      { aud: ['acme-shop', 'acme-partner'], azp: 'acme-partner' },
    ],
    ['for an application in another shape', { azp: ['acme-shop'] }],
    ['issued before the person logged in', { iat: NOW - 60, auth_time: NOW - 59 }],
    ['of a login in the future', { auth_time: NOW + 600 }],
    ['issued in the future', { iat: NOW + 31 }],
    ['valid only later', { nbf: NOW + 31 }],
    ['of a login at no time', { auth_time: 'yesterday' }],
    ['of a login at a time that is none', { auth_time: -1 }],
    ['that ends when nobody lives', { exp: 1e15 }],
    ['without the nonce that was given out', { nonce: undefined }],
    ['with an empty nonce', { nonce: '' }],
    ['with a nonce in a list', { nonce: ['n-1'] }],
  ])('%s', async (_, change, header = {}) => {
    expect(await verify(await sign({ ...CLAIMS, ...change }, header), EXPECTED)).toEqual(REFUSED)
  })

  test('any token, where the nonce that was given out is lost', async () => {
    for (const nonce of ['', 'n-2']) {
      expect(await verify(await sign({ ...CLAIMS, nonce }), { ...EXPECTED, nonce: '' })).toEqual(
        REFUSED,
      )
    }
  })

  test.each<[string, JsonObject, Partial<JWTHeaderParameters>?]>([
    ['that says nothing of its kind', {}],
    ['that calls itself a JWT', {}, { typ: 'JWT' }],
    ['that calls itself one in full', {}, { typ: 'application/jwt' }],
    ['that is an ID token by its claims', { typ: 'ID', token_use: 'id' }],
    [
      'for several applications, and for this one',
      { aud: ['acme-partner', 'acme-shop'], azp: 'acme-shop' },
    ],
    ['for one application in a list', { aud: ['acme-shop'] }],
    ['of a clock half a minute ahead', { iat: NOW + 29, nbf: NOW + 29, auth_time: NOW + 29 }],
  ])('a login %s is one', async (_, change, header = {}) => {
    expect(await verify(await sign({ ...CLAIMS, ...change }, header), EXPECTED)).toMatchObject({
      ok: true,
    })
  })

  test('no order of times but the possible one is accepted', async () => {
    const offset = fc.integer({ min: -90, max: 90 })
    await fc.assert(
      fc.asyncProperty(offset, offset, offset, offset, async (login, issued, starts, ends) => {
        const claims = {
          ...CLAIMS,
          auth_time: NOW + login,
          iat: NOW + issued,
          nbf: NOW + starts,
          exp: NOW + ends,
        }
        const { ok } = await verify(await sign(claims), EXPECTED)
        expect(ok).toBe(login <= issued && issued <= 30 && starts <= 30 && ends > -30)
      }),
      runs(200),
    )
  })
})

describe('keys that change', () => {
  let server: Server
  let fetches = 0
  let published: unknown
  let status = 200

  beforeEach(async () => {
    fetches = 0
    status = 200
    server = createServer((_, response) => {
      fetches += 1
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify(published))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
    vi.useFakeTimers({ now: AT, toFake: ['Date'] })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await new Promise((done) => server.close(done))
  })

  const remote = () =>
    createLoginVerifier({
      issuer: ISSUER,
      audience: 'acme-shop',
      keys: new URL(`http://127.0.0.1:${portOf(server)}/jwks.json`),
    })

  test('are asked for at once, so that nobody with a new token is refused', async () => {
    const [before, later] = [await makeKey('k1'), await makeKey('k2')]
    published = { keys: [before.jwk] }
    const check = remote()
    expect((await check(await sign(CLAIMS, {}, before.key), EXPECTED)).ok).toBe(true)
    published = { keys: [before.jwk, later.jwk] }
    const token = await sign(CLAIMS, { kid: 'k2' }, later.key)
    const answers = await Promise.all(Array.from({ length: 20 }, () => check(token, EXPECTED)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(fetches).toBe(2)
  })

  test('are not asked for again by made-up names until half a minute is over', async () => {
    const made = await makeKey('k1')
    published = { keys: [made.jwk] }
    const check = remote()
    await check(await sign(CLAIMS, {}, made.key), EXPECTED)
    for (let i = 0; i < 20; i++) {
      expect(await check(await sign(CLAIMS, { kid: `x${i}` }, made.key), EXPECTED)).toEqual(REFUSED)
    }
    expect(fetches).toBe(2)
    vi.setSystemTime(AT + 29_000)
    await check(await sign(CLAIMS, { kid: 'y' }, made.key), EXPECTED)
    expect(fetches).toBe(2)
    vi.setSystemTime(AT + 31_000)
    await check(await sign(CLAIMS, { kid: 'z' }, made.key), EXPECTED)
    expect(fetches).toBe(3)
  })

  test('and cannot be had are asked for again by the next token', async () => {
    const [before, later] = [await makeKey('k1'), await makeKey('k2')]
    published = { keys: [before.jwk] }
    const check = remote()
    await check(await sign(CLAIMS, {}, before.key), EXPECTED)
    published = { keys: [later.jwk] }
    status = 503
    const token = await sign(CLAIMS, { kid: 'k2' }, later.key)
    expect(await check(token, EXPECTED)).toMatchObject({
      issues: [{ code: 'login_keys_unavailable' }],
    })
    status = 200
    expect((await check(token, EXPECTED)).ok).toBe(true)
  })
})

describe('a browser token', () => {
  let twilio: FakeTwilio
  beforeAll(async () => {
    twilio = await startFakeTwilio()
  })
  afterAll(() => twilio.stop())

  const start = (event: object, settings: Partial<WebChatStartSettings> = {}) => {
    const client = loopbackClient(twilio.url)
    const minted: string[] = []
    const handler = createWebChatStartHandler({
      client: () => client,
      address: () => `IG${'0'.repeat(32)}`,
      ledgerKeys: () => KEYS,
      login: verify,
      now: () => AT,
      mintToken: (_, identity) => {
        minted.push(identity)
        return `token for ${identity}`
      },
      ...settings,
    })
    return call(handler, { ...event }).then((answer) => ({ answer, minted }))
  }

  test.each<[string, JsonObject]>([
    ['nobody authenticated for', { amr: undefined }],
    ['answered questions for', { amr: ['kba'] }],
    ['a risk engine guessed', { amr: ['rba'] }],
    ['of an age nobody knows', { auth_time: undefined }],
    ['of long ago', { auth_time: NOW - 31 * 86_400 }],
    ['at a level the issuer made up', { amr: undefined, acr: 'gold' }],
  ])('is not made for a login %s, and no chat is started', async (_, change) => {
    const chats = twilio.state.conversations.size
    const { answer, minted } = await start({ login_token: await sign({ ...CLAIMS, ...change }) })
    expect(answer).toMatchObject({ status: 'withheld', ok: 'false', token: '', identity: '' })
    expect(minted).toEqual([])
    expect(twilio.state.conversations.size).toBe(chats)
  })

  test('is made for a login that the policy grades', async () => {
    const login_token = await sign({ ...CLAIMS, amr: undefined, acr: 'gold' })
    const issuers = [{ issuer: ISSUER, acr: { gold: 3 as const }, amr: {} }]
    expect((await start({ login_token }, { issuers })).answer).toMatchObject({ status: 'started' })
    const others = [{ issuer: 'https://other.example.com', acr: {}, amr: {} }]
    expect((await start({ login_token }, { issuers: others })).answer).toMatchObject({
      reason: 'issuer_not_trusted',
    })
  })

  test('is not made where the nonce that this server gave out is lost', async () => {
    const login_token = await sign(CLAIMS)
    const answers = [() => null, () => ''].map((nonce) => start({ login_token }, { nonce }))
    for (const { answer, minted } of await Promise.all(answers)) {
      expect(answer).toMatchObject({ reason: 'login_refused' })
      expect(minted).toEqual([])
    }
    expect((await start({ login_token }, { nonce: () => 'n-1' })).answer).toMatchObject({
      ok: 'true',
    })
  })

  test.each([[{}], [['x']], [7], [true]])(
    'is not made for %j, which is no token and no guest',
    async (token) => {
      const { answer, minted } = await start({ login_token: token })
      expect(answer).toMatchObject({ status: 'withheld', reason: 'login_refused' })
      expect(minted).toEqual([])
    },
  )

  test('is not made for an identity other than the one that logged in', async () => {
    const client = loopbackClient(twilio.url)
    const other = {
      flexApi: {
        v2: {
          webChannels: {
            create: () => Promise.resolve({ conversationSid: 'CH01', identity: 'u_somebody_else' }),
          },
        },
      },
      conversations: client.conversations,
    }
    const { minted } = await start({ login_token: await sign(CLAIMS) }, { client: () => other })
    expect(minted).toEqual([])
  })
})
