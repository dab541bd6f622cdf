import { SignJWT } from 'jose'
import twilio from 'twilio'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { startLogin } from '../../../examples/signIn.mjs'
import { createLoginVerifier } from '../../../src/twilio/functions/loginToken.js'
import { createWebChatStartHandler } from '../../../src/twilio/functions/webChatStartHandler.js'
import {
  createWebChatTokenHandler,
  type WebChatTokenSettings,
} from '../../../src/twilio/functions/webChatTokenHandler.js'
import { call, KEYS, loopbackClient } from './call.js'

const SECRET = 'the secret of an API key, in these tests'
const ANSWER = ['expiration', 'identity', 'ok', 'reason', 'status', 'token']

let api: FakeTwilio
let login: Awaited<ReturnType<typeof startLogin>>
beforeAll(async () => {
  api = await startFakeTwilio()
  login = await startLogin()
  api.settings.jwks = login.jwks
})
afterAll(() => api.stop())
beforeEach(() => api.settings.fail.clear())

// As a Function mints it, with Twilio's own class.
const mintToken = (_: unknown, identity: string, ttl = 600): string => {
  const { AccessToken } = twilio.jwt
  const token = new AccessToken(`AC${'0'.repeat(32)}`, `SK${'0'.repeat(32)}`, SECRET, {
    identity,
    ttl,
  })
  token.addGrant(new AccessToken.ChatGrant({ serviceSid: `IS${'0'.repeat(32)}` }))
  return token.toJwt()
}

const shared = () => ({
  client: () => loopbackClient(api.url),
  ledgerKeys: () => KEYS,
  login: createLoginVerifier({
    issuer: 'https://login.example.com',
    audience: 'acme-shop',
    keys: new URL(`${api.url}/login.example.com/jwks.json`),
    customerClaim: 'customer_id',
  }),
  mintToken,
})
const start = (event: object) =>
  call(createWebChatStartHandler({ ...shared(), address: () => `IG${'0'.repeat(32)}` }), {
    ...event,
  })
const renew = (event: object, settings: Partial<WebChatTokenSettings> = {}) =>
  call(createWebChatTokenHandler({ ...shared(), tokenSecret: () => SECRET, ...settings }), {
    ...event,
  })

describe('starting a chat as Twilio’s web chat for React asks for it', () => {
  test('the form, as JSON or as text, becomes claims, and the answer has the names it reads', async () => {
    const formData = { friendlyName: 'Ada', query: 'Where is my order?' }
    for (const sent of [formData, JSON.stringify(formData)]) {
      const answer = await start({ formData: sent })
      expect(answer).toMatchObject({
        status: 'started',
        conversationSid: answer['conversation_sid'],
      })
      const left = Number(answer['expiration']) - Date.now()
      expect(left > 500_000 && left <= 600_000).toBe(true)
      expect(api.state.messages.at(-1)).toMatchObject({
        conversation: answer['conversationSid'],
        Author: answer['identity'],
        Body: 'Where is my order?',
      })
      // Without it no flow would hear of the message.
      expect(api.calls.at(-1)?.path).toMatch(/\/Messages$/)
    }
  })

  test('nothing asked is nothing posted, and a login is in the chat before what was asked', async () => {
    const before = api.state.messages.length
    await start({ formData: { friendlyName: 'Ada', query: ' ' } })
    expect(api.state.messages.length).toBe(before)
    const answer = await start({
      login_token: await login.signIn('u-77', 'C-1001'),
      formData: { query: 'Hello' },
    })
    const calls = api.calls.map(({ method, path }) => `${method} ${path}`)
    const chat = `POST /v1/Conversations/${answer['conversationSid']}`
    expect(calls.lastIndexOf(chat)).toBeLessThan(calls.lastIndexOf(`${chat}/Messages`))
  })
})

describe('a token is renewed', () => {
  test('for a guest in an open chat', async () => {
    const { conversationSid, identity, token } = await start({})
    const answer = await renew({ conversationSid, token })
    expect(answer).toMatchObject({ status: 'renewed', ok: 'true', identity })
    expect(Number(answer['expiration'])).toBeGreaterThan(Date.now())
  })

  test('for whoever signed in, with a login of the same account', async () => {
    const login_token = await login.signIn('u-77', 'C-1001')
    const { conversationSid, identity, token } = await start({ login_token })
    expect(await renew({ conversationSid, token, login_token })).toMatchObject({
      ok: 'true',
      identity,
    })
  })
})

describe('a token is not renewed, and the answer keeps its shape', () => {
  const refused = async (event: object, reason: string, settings = {}) => {
    const answer = await renew(event, settings)
    expect(Object.keys(answer).sort()).toEqual(ANSWER)
    expect(answer).toMatchObject({
      status: 'withheld',
      ok: 'false',
      reason,
      token: '',
      identity: '',
    })
  }

  test('for whoever signed in, without the login, with another’s, or with one that does not verify', async () => {
    const login_token = await login.signIn('u-77', 'C-1001')
    const { conversationSid, token } = await start({ login_token })
    const chat = { conversationSid, token }
    await refused(chat, 'login_required')
    await refused({ ...chat, login_token: await login.signIn('u-78', 'C-1002') }, 'login_refused')
    await refused({ ...chat, login_token: `${login_token}x` }, 'login_refused')
    await refused({ ...chat, login_token }, 'login_refused', { ledgerKeys: () => [] })
  })

  test('that is signed by nobody, by another key, under another algorithm, or has ended', async () => {
    const { conversationSid, identity, token } = await start({})
    const claims = { grants: { identity } }
    const forge = (alg: string, key: string) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(key))
    const body = String(token).split('.')[1]
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
    const forged = [
      await forge('HS256', 'another secret, of nobody here at all'),
      none,
      '',
      'x',
      {},
    ]
    for (const each of [...forged, await forge('HS512', SECRET)])
      await refused({ conversationSid, token: each }, 'token_refused')
    await refused(
      { conversationSid, token: mintToken(null, String(identity), -1) },
      'token_refused',
    )
    for (const unset of ['', undefined]) {
      const chat = { conversationSid, token }
      await refused(chat, 'token_key_missing', { tokenSecret: () => unset })
      await refused(chat, 'token_key_missing', { mintToken: () => unset })
    }
  })

  test('in a chat that is over, too old, of somebody else, not named, or not to be asked for', async () => {
    const { conversationSid, token } = await start({})
    const sid = String(conversationSid)
    const other = await start({})
    await refused({ conversationSid: other['conversationSid'], token }, 'web_chat_unavailable')
    await refused({ token }, 'conversation_missing')
    api.state.created.set(sid, new Date(Date.now() - 86_400_000).toISOString())
    await refused({ conversationSid, token }, 'web_chat_too_old')
    api.state.created.set(sid, 'no date')
    await refused({ conversationSid, token }, 'web_chat_unavailable')
    api.state.created.set(sid, new Date().toISOString())
    api.state.closed.add(sid)
    await refused({ conversationSid, token }, 'web_chat_closed')
    api.settings.fail.set('conversations.twilio.com', 503)
    await refused({ conversationSid, token }, 'web_chat_unavailable')
  })
})
