import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { startLogin } from '../../../examples/signIn.mjs'
import { openLedger } from '../../../src/twilio/functions/ledger.js'
import { createLoginVerifier } from '../../../src/twilio/functions/loginToken.js'
import {
  createWebChatStartHandler,
  type WebChatStartSettings,
} from '../../../src/twilio/functions/webChatStartHandler.js'
import { call, KEYS, loopbackClient } from './call.js'

const KEYS_OF_ANSWER = [
  'authenticated',
  'conversationSid',
  'conversation_sid',
  'expiration',
  'identity',
  'ok',
  'reason',
  'status',
  'token',
]

let twilio: FakeTwilio
let login: Awaited<ReturnType<typeof startLogin>>

beforeAll(async () => {
  twilio = await startFakeTwilio()
  login = await startLogin()
  twilio.settings.jwks = login.jwks
})
afterAll(() => twilio.stop())
beforeEach(() => twilio.settings.fail.clear())

const desk = (settings: Partial<WebChatStartSettings> = {}) => {
  const client = loopbackClient(twilio.url)
  const handler = createWebChatStartHandler({
    client: () => client,
    address: () => `IG${'0'.repeat(32)}`,
    ledgerKeys: () => KEYS,
    login: createLoginVerifier({
      issuer: 'https://login.example.com',
      audience: 'acme-shop',
      keys: new URL(`${twilio.url}/login.example.com/jwks.json`),
      customerClaim: 'customer_id',
    }),
    mintToken: (_, identity) => `token for ${identity}`,
    ...settings,
  })
  return (event: object) => call(handler, { ...event })
}

const attributesOf = (conversation: unknown): Readonly<Record<string, unknown>> =>
  JSON.parse(twilio.state.conversations.get(String(conversation)) ?? '{}')

describe('a guest', () => {
  test('gets the identity that Twilio gives, whatever the browser asks for', async () => {
    const answer = await desk()({
      identity: 'u_someone',
      Identity: 'u_someone',
      form: '{"identity":"u_someone"}',
    })
    expect(answer).toMatchObject({ status: 'started', authenticated: 'false' })
    expect(answer['identity']).toMatch(/^FX/)
    expect(answer['token']).toBe(`token for ${answer['identity']}`)
    expect(JSON.stringify(attributesOf(answer['conversation_sid']))).not.toMatch(/u_someone|ledger/)
  })

  test('is not called by a name that looks like a number or like staff', async () => {
    const nameOf = async (friendlyName: string) => {
      await desk()({ form: JSON.stringify({ friendlyName }) })
      return twilio.calls.at(-1)?.body['CustomerFriendlyName']
    }
    expect(await nameOf('Ada')).toBe('Ada')
    expect(await nameOf('+1 415 555 0100')).toBe('Guest')
    expect(await nameOf('')).toBe('Guest')
  })

  test('has a form that stays a form', async () => {
    const form =
      '{"friendlyName":"Ada","__proto__":{"rank":4},"countersign_ledger":"cs1.k1.x.y","verified":true}'
    const answer = await desk()({ form })
    const attributes = attributesOf(answer['conversation_sid'])
    expect(Object.keys(attributes)).toEqual(['pre_engagement_data'])
    expect(attributes['pre_engagement_data']).toMatchObject({ friendlyName: 'Ada' })
    expect(JSON.stringify(attributes)).not.toMatch(/rank|verified/)
  })
})

describe('a person who signed in', () => {
  test('gets an identity of their account, and a ledger bound to the conversation', async () => {
    const login_token = await login.signIn('u-77', 'C-1001')
    const answer = await desk()({
      login_token,
      identity: 'u_someone',
      form: { friendlyName: 'Ada' },
    })
    expect(answer).toMatchObject({ status: 'started', ok: 'true', authenticated: 'true' })
    expect(answer['identity']).toMatch(/^u_[0-9a-f]{32}$/)
    const conversation = String(answer['conversation_sid'])
    const attributes = attributesOf(conversation)
    expect(attributes).toMatchObject({
      pre_engagement_data: { friendlyName: 'Ada' },
      countersign_channel: 'web_chat_authenticated',
    })
    const opened = openLedger(attributes['countersign_ledger'], {
      keys: KEYS,
      conversation,
      at: Date.now(),
    })
    expect(opened).toMatchObject({
      ok: true,
      value: { evidence: [{ kind: 'session', conversation, subject: 'u-77', customer: 'C-1001' }] },
    })
  })

  test('has the same identity next time, and another account another', async () => {
    const start = desk()
    const identityOf = async (subject: string) =>
      (await start({ login_token: await login.signIn(subject, 'C-1001') }))['identity']
    expect(await identityOf('u-77')).toBe(await identityOf('u-77'))
    expect(await identityOf('u-77')).not.toBe(await identityOf('u-78'))
  })
})

describe('no chat is started, and the answer keeps its shape', () => {
  const withhold = async (
    settings: Partial<WebChatStartSettings>,
    event: object,
    reason: string,
  ) => {
    const chats = twilio.state.conversations.size
    const answer = await desk(settings)(event)
    expect(Object.keys(answer).sort()).toEqual(KEYS_OF_ANSWER)
    expect(answer).toMatchObject({
      status: 'withheld',
      ok: 'false',
      reason,
      conversation_sid: '',
      identity: '',
    })
    expect(twilio.state.conversations.size).toBe(chats)
  }

  test('with a login token that does not verify', async () => {
    const token = await login.signIn('u-77', 'C-1001')
    await withhold({}, { login_token: `${token}x` }, 'login_refused')
    await withhold({}, { login_token: 'none' }, 'login_refused')
  })

  test('with a token for another nonce', async () => {
    const login_token = await login.signIn('u-77', 'C-1001')
    await withhold({ nonce: () => 'n-1' }, { login_token }, 'login_refused')
  })

  test('when the key set cannot be had', async () => {
    twilio.settings.fail.set('login.example.com', 503)
    const login_token = await login.signIn('u-77', 'C-1001')
    await withhold({}, { login_token }, 'login_keys_unavailable')
  })

  test('without a key to seal with', async () => {
    const login_token = await login.signIn('u-77', 'C-1001')
    await withhold({ ledgerKeys: () => [] }, { login_token }, 'ledger_key_weak')
  })

  test('that a login could not be carried into', async () => {
    twilio.settings.fail.set('conversations.twilio.com', 503)
    const login_token = await login.signIn('u-77', 'C-1001')
    const answer = await desk()({ login_token })
    expect(answer).toMatchObject({ ok: 'false', reason: 'web_chat_unavailable', token: '' })
  })

  test('when Twilio refuses', async () => {
    twilio.settings.fail.set('flex-api.twilio.com', 429)
    await withhold({}, {}, 'web_chat_unavailable')
  })
})
