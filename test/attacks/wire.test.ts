import { createHmac } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Evidence, JsonObject, RedactionRule } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import {
  createDecideHandler,
  createLoginVerifier,
  createVerifyCheckHandler,
  createVerifyStartHandler,
  createWebChatStartHandler,
  createWebhook,
  fileDirectory,
  fromFunction,
  memoryStore,
  messageRedactor,
  type Store,
  sealLedger,
  type WebHandler,
} from '../../src/twilio/functions/index.js'
import { KEYS } from '../twilio/functions/call.js'
import { formRequest, jsonRequest, TOKEN, URL_CALLED } from '../twilio/functions/signedCalls.js'

/** Attacks from the request on the wire to the answer on the wire: what nobody may get, whatever is sent and signed. */
const AT = Date.parse('2026-11-22T10:00:00Z')
const ADA = '+14155550100'
const EVE = '+14155550101'
const CH = `CH${'0'.repeat(32)}`

const compiled = compilePolicy(`
policy: bank
version: 1
classes:
  balance: { fields: [balance], masked: recognized, full: { write: verified, read: verified } }
actions: { pay: { write: verified, linked: true } }
stepUp: [verify_sms]
routes: [{ id: general, queue: care }]
`)
if (!compiled.ok) throw new TypeError(JSON.stringify(compiled.issues))
const policy = compiled.value
const onFile = (customer: string, address: string) => ({
  customer,
  addresses: [{ address, basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
})
const customers = fileDirectory([onFile('C-1001', ADA), onFile('C-1002', EVE)])
if (!customers.ok) throw new TypeError('customers')
const directory = customers.value

const code = (address = ADA, more: Readonly<Record<string, unknown>> = {}): Evidence => ({
  kind: 'verify_check',
  at: '2026-11-22T09:59:30Z',
  conversation: CH,
  by: { channel: 'sms', address },
  result: { sid: 'VE01', to: address, channel: 'sms', status: 'approved', valid: true },
  ...more,
})

const seal = (
  evidence: readonly Evidence[],
  more: Partial<{ conversation: string; sequence: number; expires: number }> = {},
) => {
  const ledger = {
    conversation: CH,
    sequence: 1,
    issued: AT,
    expires: AT + 600_000,
    evidence,
    ...more,
  }
  const text = sealLedger(ledger, KEYS)
  if (!text.ok) throw new TypeError('no ledger')
  return text.value
}

let readers: readonly { readonly channel: string; readonly address: string }[] = []
const decideWith = (store?: Store) =>
  createWebhook({
    tokens: [TOKEN],
    handle: fromFunction(
      createDecideHandler({
        policy,
        directory: () => directory,
        ledgerKeys: () => KEYS,
        participants: () => () => Promise.resolve(readers),
        now: () => AT,
        ...(store && { store: () => store }),
      }),
    ),
  })
const decide = decideWith()

type WireFields = Readonly<Record<string, string>>

const ask: WireFields = { conversation: CH, channel: 'sms', address: ADA, classes: 'balance' }
const json = async (answer: Response): Promise<JsonObject> => JSON.parse(await answer.text())
const send = async (fields: WireFields, handler: WebHandler = decide) =>
  json(await handler(formRequest(fields)))

/** What no attack may be told or let do. */
const nothing = expect.objectContaining({
  disclose_balance: 'none',
  action_pay: expect.stringMatching(/deny|step_up/),
})

test('whoever is who they say gets it: what is attacked below is there to be got', async () => {
  expect(await send({ ...ask, ledger: seal([code()]) })).toMatchObject({ disclose_balance: 'full' })
  expect(await send(ask)).toMatchObject({ disclose_balance: 'masked' })
})

describe('a call that nobody signed, or for something else', () => {
  const status = async (request: Request) => (await decide(request)).status
  test.each<[string, () => Request]>([
    ['no signature', () => formRequest(ask, { headers: { 'x-twilio-signature': '' } })],
    ['another key', () => formRequest(ask, { token: 'a guess' })],
    [
      'another address',
      () => formRequest(ask, { url: `${URL_CALLED}/other`, arrives: URL_CALLED }),
    ],
    [
      'a field added to it',
      () => {
        const { headers } = formRequest(ask)
        const body = new URLSearchParams({ ...ask, channel: 'whatsapp' }).toString()
        return new Request(URL_CALLED, { method: 'POST', headers, body })
      },
    ],
    [
      'its JSON changed after it was hashed',
      () => {
        const { headers, url } = jsonRequest(JSON.stringify(ask))
        return new Request(url, {
          method: 'POST',
          headers,
          body: JSON.stringify({ ...ask, address: EVE }),
        })
      },
    ],
    [
      'a signature given twice',
      () => {
        const request = formRequest(ask)
        request.headers.append('x-twilio-signature', 'x')
        return request
      },
    ],
  ])('is refused: %s', async (_, make) => {
    expect(await status(make())).toBe(403)
  })

  test.each<[string, () => Request, number]>([
    ['too long', () => formRequest({ ...ask, text: 'x'.repeat(70_000) }), 413],
    ['read by GET', () => new Request(URL_CALLED), 405],
    [
      'of no known type',
      () =>
        new Request(URL_CALLED, {
          method: 'POST',
          body: 'x',
          headers: { 'content-type': 'text/xml' },
        }),
      415,
    ],
    ['half JSON', () => jsonRequest('{"conversation":'), 400],
  ])('is not looked at: %s', async (_, make, expected) => {
    expect(await status(make())).toBe(expected)
  })
})

describe('a call that is signed and pretends', () => {
  const pretending: Readonly<Record<string, unknown>> = {
    verified: true,
    trust: 'strong',
    level: 4,
    rank: 4,
    customer: 'C-1001',
    countersign: { level: 'strong' },
  }
  test.each<[string, WireFields]>([
    ['a form that is a decision', { claims: JSON.stringify(pretending) }],
    [
      'a form that is a session',
      {
        channel_attributes: JSON.stringify({
          countersign_channel: 'web_chat_authenticated',
          pre_engagement_data: pretending,
        }),
      },
    ],
    ['evidence beside the ledger', { evidence: JSON.stringify([code(EVE)]) }],
    ['evidence in a form', { claims: JSON.stringify({ evidence: [code(EVE)] }) }],
    ['evidence that is no ledger', { ledger: JSON.stringify({ evidence: [code(EVE)] }) }],
    ['a channel with a session', { channel: 'web_chat_authenticated', address: 'u-77' }],
    ['a customer', { customer: 'C-1001', subject: 'C-1001' }],
    ['an agent', { agent: '{"worker":"WK01","roles":["admin"]}', break_glass: 'true', Token: 'x' }],
    ['a prototype', { __proto__: 'x', 'constructor.prototype.level': 'strong' }],
    ['facts of the business', { 'context.verified': 'true', context: '{"trust":4}' }],
    ['a name of another', { claims: '{"phone":"+14155550100"}', name: 'Ada' }],
  ])('gets nothing by it: %s', async (_, more) => {
    const stranger = { ...ask, address: '+14155550177', ...more }
    expect(await send(stranger)).toEqual(nothing)
  })

  test.each<[string, string]>([
    ['of another conversation', seal([code()], { conversation: `CH${'1'.repeat(32)}` })],
    ['that has ended', seal([code()], { expires: AT - 1 })],
    ['that was changed', seal([code()]).replace(/\.eyJ/, '.eyJJ')],
    ['under another key', seal([code()]).replace('cs1.k1', 'cs1.k2')],
    ['that is too long', `${seal([code()])}${'A'.repeat(9_000)}`],
    ['with somebody else’s code', seal([code(EVE)])],
    ['with a code for another message', seal([code(ADA, { message: 'IM99' })])],
    ['with a code of yesterday', seal([code(ADA, { at: '2026-11-21T09:59:30Z' })])],
    ['with a code of tomorrow', seal([code(ADA, { at: '2026-11-23T09:59:30Z' })])],
  ])('gets no more than its number by a ledger %s', async (_, ledger) => {
    expect((await send({ ...ask, ledger }))['disclose_balance']).toMatch(/none|masked/)
  })

  test('gets nothing of one by the ledger of the other, in one conversation', async () => {
    const ledger = seal([code()])
    expect(await send({ ...ask, address: EVE, ledger })).toMatchObject({
      disclose_balance: 'masked',
    })
    expect((await send({ ...ask, address: '+14155550177', ledger }))['disclose_balance']).toBe(
      'none',
    )
  })

  test.each([
    ' +1 (415) 555-0100 ',
    '+1-415-555-0100',
    '1 415 555 0100',
    'tel:+14155550100',
    '+1415555٠١٠٠',
    '＋14155550100',
    'whatsapp:+14155550100',
    '+14155550100;ext=1',
    '+14155550100\u200b',
    ADA.replace('+', '00'),
  ])('is one person or nobody by another spelling of the number: %s', async (address) => {
    const answer = await send({ ...ask, address, ledger: seal([code()]) })
    expect(['none', 'masked', 'full']).toContain(answer['disclose_balance'])
    if (answer['ok'] === 'true') expect(JSON.stringify(answer)).not.toContain('C-1002')
    const eve = await send({
      ...ask,
      address: address.replace('0100', '0177').replace('٠١٠٠', '٠١٧٧'),
      ledger: seal([code()]),
    })
    expect(eve['disclose_balance']).toBe('none')
  })

  test('is told less as soon as somebody joins who reads', async () => {
    const ledger = seal([code()])
    readers = [{ channel: 'sms', address: '+14155550177' }]
    expect((await send({ ...ask, ledger }))['disclose_balance']).toBe('none')
    readers = []
    expect((await send({ ...ask, ledger }))['disclose_balance']).toBe('full')
  })

  test.each<[string, unknown]>([
    ['a list', []],
    ['a number', 7],
    ['text', 'x'],
    ['null', null],
    ['nothing', {}],
    ['numbers for text', { ...ask, conversation: 5, address: 14155550100 }],
    ['lists for text', { ...ask, address: [ADA, EVE] }],
    ['depth', { ...ask, claims: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) }],
    ['a getter’s name', { ...ask, toString: 'x', hasOwnProperty: 'y' }],
  ])('is answered in full shape and closed where it is %s', async (_, body) => {
    const answer = await decide(jsonRequest(JSON.stringify(body)))
    expect(answer.status).toBe(200)
    const { disclose_balance } = await json(answer)
    expect(disclose_balance).toMatch(/none|masked/)
  })
})

describe('a code', () => {
  const verifyOf = (store: Store = memoryStore(), more: { readonly deadline?: number } = {}) => {
    let checks = 0
    let isSpent = false
    const service = {
      verifications: {
        create: async ({ to, channel }: { to: string; channel: string }) => {
          isSpent = false
          return {
            sid: 'VE01',
            to,
            channel,
            status: 'pending',
            valid: false,
          }
        },
      },
      verificationChecks: {
        create: async ({ code: typed }: { code?: string }) => {
          checks += 1
          // As Verify does: what was approved is spent.
          if (isSpent) throw Object.assign(new Error('spent'), { status: 404 })
          isSpent = typed === '123456'
          const status = typed === '123456' ? 'approved' : 'pending'
          return { sid: 'VE01', to: ADA, channel: 'sms', status, valid: status === 'approved' }
        },
      },
    }
    const settings = {
      service: () => `VA${'0'.repeat(32)}`,
      client: () => ({ verify: { v2: { services: () => service } } }),
      ledgerKeys: () => KEYS,
      store: () => store,
      directory: () => directory,
      pace: 0,
      now: () => AT,
      ...more,
    }
    const start = createWebhook({
      tokens: [TOKEN],
      handle: fromFunction(createVerifyStartHandler(settings)),
    })
    const check = createWebhook({
      tokens: [TOKEN],
      handle: fromFunction(createVerifyCheckHandler(settings)),
    })
    return {
      start: (more: WireFields = {}) => send({ ...ask, method: 'verify_sms', ...more }, start),
      check: (more: WireFields = {}) => send({ ...ask, code: '123456', ...more }, check),
      checks: () => checks,
    }
  }

  test('is no good by an older ledger, once a newer one was given', async () => {
    const store = memoryStore()
    const { start, check } = verifyOf(store)
    const handler = decideWith(store)
    await start()
    const first = String((await check())['ledger'])
    expect(await send({ ...ask, ledger: first }, handler)).toMatchObject({
      disclose_balance: 'full',
    })
    await start()
    const second = String((await check({ ledger: first }))['ledger'])
    expect(await send({ ...ask, ledger: second }, handler)).toMatchObject({
      disclose_balance: 'full',
    })
    const answer = await send({ ...ask, ledger: first }, handler)
    expect(answer).toMatchObject({ disclose_balance: 'masked' })
    expect(String(answer['reasons'])).toContain('ledger_replayed')
  })

  test('counts once of two that come at once', async () => {
    const { start, check } = verifyOf()
    await start()
    const both = await Promise.all([check(), check()])
    expect(both.filter(({ ok }) => ok === 'true')).toHaveLength(1)
  })

  test('is judged five times at most of many guesses at once', async () => {
    const { start, check, checks } = verifyOf()
    await start()
    await Promise.all(Array.from({ length: 20 }, (_, at) => check({ code: String(100_000 + at) })))
    expect(checks()).toBeLessThanOrEqual(5)
  })

  test.each<[string, WireFields]>([
    ['somebody else in the conversation', { address: EVE }],
    ['another conversation', { conversation: `CH${'1'.repeat(32)}` }],
    ['another purpose', { purpose: 'change_address' }],
    ['another payee', { payee: 'Mallory' }],
    ['another currency', { currency: 'USD' }],
    ['no currency', { currency: '' }],
  ])('is no good for %s', async (_, more) => {
    const payment = { purpose: 'pay', amount: '100', payee: 'Acme', currency: 'EUR' }
    const { start, check } = verifyOf()
    await start(payment)
    expect(await check({ ...payment, ...more })).toMatchObject({ ok: 'false', ledger: '' })
    expect(await check(payment)).toMatchObject({ ok: 'true' })
  })

  test.each(['get', 'put'] as const)(
    'is withheld by name where the store fails or hangs at %s',
    async (part) => {
      for (const fail of [
        () => Promise.reject(new TypeError(ADA)),
        () => new Promise<never>(() => {}),
      ]) {
        const store = memoryStore()
        const { start } = verifyOf(store)
        await start()
        const faulty: Store = { ...store, [part]: fail }
        const answer = await verifyOf(faulty, { deadline: 400 }).check()
        expect(answer['ok']).toBe('false')
        expect(String(answer['reason'])).toMatch(/store_failed|deadline_exceeded/)
        expect(JSON.stringify(answer)).not.toContain(ADA)
      }
    },
    60_000,
  )
})

describe('a login token', () => {
  let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
  let secret: string
  let start: WebHandler
  const claims = {
    iss: 'https://login.example.com',
    aud: 'acme',
    sub: 'u-77',
    iat: AT / 1000 - 60,
    exp: AT / 1000 + 600,
    auth_time: AT / 1000 - 60,
    customer_id: 'C-1001',
    amr: ['pwd', 'otp'],
  }
  beforeAll(async () => {
    const pair = await generateKeyPair('ES256', { extractable: true })
    key = pair.privateKey
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }
    secret = JSON.stringify(jwk)
    const login = createLoginVerifier({
      issuer: claims.iss,
      audience: 'acme',
      keys: { keys: [jwk] },
      customerClaim: 'customer_id',
    })
    const opened = { conversationSid: CH, identity: '' }
    const conversation = {
      fetch: async () => ({ attributes: '{}' }),
      update: async () => ({}),
      messages: { create: async () => ({}) },
    }
    const client = {
      flexApi: {
        v2: {
          webChannels: {
            create: async ({ identity = 'FX01' }: { identity?: string }) => ({
              ...opened,
              identity,
            }),
          },
        },
      },
      conversations: { v1: { conversations: () => conversation } },
    }
    start = createWebhook({
      tokens: [TOKEN],
      handle: fromFunction(
        createWebChatStartHandler({
          client: () => client,
          address: () => `IG${'0'.repeat(32)}`,
          ledgerKeys: () => KEYS,
          login,
          now: () => AT,
        }),
      ),
    })
  })
  const sign = (more: object = {}, header: object = {}) =>
    new SignJWT({ ...claims, ...more })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header })
      .sign(key)
  const begin = async (login_token: string) => send({ login_token }, start)

  test('opens a chat that is signed in where it is one', async () => {
    expect(await begin(await sign())).toMatchObject({ ok: 'true', authenticated: 'true' })
  })

  test.each<[string, () => Promise<string> | string]>([
    ['no algorithm', () => new UnsecuredJWT(claims).encode()],
    [
      'the public key as a secret',
      () => {
        const part = (one: object) => Buffer.from(JSON.stringify(one)).toString('base64url')
        const text = `${part({ alg: 'HS256', kid: 'k1' })}.${part(claims)}`
        return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
      },
    ],
    ['another key’s name', () => sign({}, { kid: '../../k1' })],
    ['a key of its own', () => sign({}, { jwk: { kty: 'EC' } as object, kid: 'k9' })],
    ['somebody else’s audience', () => sign({ aud: 'other' })],
    ['two audiences and no party', () => sign({ aud: ['acme', 'other'] })],
    ['another issuer', () => sign({ iss: 'https://login.example.com.evil.example' })],
    ['an end that is text', () => sign({ exp: String(AT / 1000 + 600) })],
    ['an end that is past', () => sign({ exp: AT / 1000 - 60 })],
    ['no end', () => sign({ exp: undefined })],
    ['a token within it', async () => sign({}, { cty: 'JWT', typ: 'at+jwt' })],
    ['a subject that is a list', () => sign({ sub: ['u-77'] })],
    [
      'critical words that nobody knows',
      () => sign({}, { crit: ['exp'], exp: 1 }).catch(() => 'x.y.z'),
    ],
    ['nothing after it', async () => (await sign()).split('.').slice(0, 2).join('.')],
  ])('starts nothing with %s', async (_, make) => {
    expect(await begin(await make())).toMatchObject({
      ok: 'false',
      conversation_sid: '',
      identity: '',
    })
  })
})

describe('a message on its way in', () => {
  const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]
  const add: WireFields = { EventType: 'onMessageAdd', ConversationSid: CH, Author: ADA }
  const redactor = (tails = memoryStore()) =>
    createWebhook(messageRedactor({ tokens: [TOKEN], rules: DROP, tails }))
  const published = async (fields: WireFields, handler = redactor()) => {
    const answer = await handler(formRequest({ ...add, ...fields }))
    if (answer.status !== 200) return ''
    const { body, attributes, friendly_name } = await json(answer)
    return JSON.stringify({
      ...add,
      ...fields,
      ...(body !== undefined && { Body: body }),
      ...(attributes !== undefined && { Attributes: attributes }),
      ...(friendly_name !== undefined && { FriendlyName: friendly_name }),
    })
  }
  test.each<[string, WireFields]>([
    ['its text', { Body: 'my card is 4111 1111 1111 1111' }],
    ['an event in other letters', { EventType: ' ONMESSAGEADD ', Body: '4111 1111 1111 1111' }],
    ['an event that nobody knows', { EventType: 'onMessageForward', Body: '4111 1111 1111 1111' }],
    ['attributes', { Body: 'hi', Attributes: '{"a":"x","a":"4111 1111 1111 1111"}' }],
    [
      'attributes in attributes',
      { Body: 'hi', Attributes: JSON.stringify({ a: JSON.stringify({ b: '4111111111111111' }) }) },
    ],
    [
      'attributes that are escaped',
      { Body: 'hi', Attributes: '{"a":"\\u0034111 1111 1111 1111"}' },
    ],
    [
      'attributes that pretend to be ours',
      { Body: 'hi', Attributes: '{"countersign":{"withheld":["4111 1111 1111 1111"]}}' },
    ],
    ['a file', { Body: '', Media: '[{"Filename":"4111-1111-1111-1111.pdf"}]' }],
    ['a field in other letters', { Body: 'hi', body: '4111 1111 1111 1111' }],
    ['a field that nobody knows', { Body: 'hi', Whatever: '4111 1111 1111 1111' }],
    ['a first message', { EventType: 'onConversationAdd', MessageBody: '4111 1111 1111 1111' }],
    [
      'a conversation’s form',
      {
        EventType: 'onConversationAdd',
        Attributes: '{"pre_engagement_data":{"card":"4111 1111 1111 1111"}}',
      },
    ],
    [
      'a conversation’s name',
      { EventType: 'onConversationAdd', FriendlyName: '4111 1111 1111 1111' },
    ],
  ])('publishes no card in %s', async (_, fields) => {
    expect(await published(fields)).not.toMatch(/1111 ?-?1111 ?-?1111/)
  })

  test('is handled once however often it is delivered, by whatever is told of it', async () => {
    let handled = 0
    const store = memoryStore()
    const inbound = createWebhook({
      tokens: [TOKEN],
      store,
      handle: () => {
        handled += 1
        return Promise.resolve({ handled })
      },
    })
    const form = { MessageSid: 'SM01', SmsMessageSid: 'SM01', From: ADA, To: EVE, Body: 'hi' }
    await Promise.all([
      inbound(formRequest(form)),
      inbound(formRequest(form)),
      inbound(formRequest(form, { headers: { 'i-twilio-idempotency-token': 'forged' } })),
    ])
    expect(handled).toBe(1)
  })
})
