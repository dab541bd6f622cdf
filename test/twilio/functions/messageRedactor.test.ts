import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import { WITHHELD_MESSAGE } from '../../../src/twilio/functions/redactorAnswer.js'
import type { MessageRedactorSettings } from '../../../src/twilio/functions/redactorSettings.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'

const RULES: readonly RedactionRule[] = [
  { target: 'text', identifier: 'email', action: 'keep' },
  { target: 'text', identifier: 'default', action: 'mask' },
]

const URL_CALLED = 'https://hooks.example.com/redact'
/** Attributes that say nothing but why the others, or the whole message, were withheld. */
const coded = (...withheld: readonly string[]) => JSON.stringify({ countersign: { withheld } })
const withheldBy = (code: string) => ({ body: WITHHELD_MESSAGE, attributes: coded(code) })

const form = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body,
})

const breaking = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ pull: (controller) => controller.error(new Error('cut')) })

const redact = async (
  form: Readonly<Record<string, string>>,
  settings: Partial<MessageRedactorSettings> = {},
) => {
  const handler = createWebhook(messageRedactor({ tokens: 'gateway', rules: RULES, ...settings }))
  const answer = await handler(
    new Request(URL_CALLED, {
      method: 'POST',
      body: new URLSearchParams({ EventType: 'onMessageAdd', ConversationSid: 'CH01', ...form }),
    }),
  )
  const json: Readonly<Record<string, unknown>> = JSON.parse(await answer.text())
  return { status: answer.status, json }
}

describe('a message on its way in', () => {
  test('with a card in it is rewritten', async () => {
    const { status, json } = await redact({ Body: 'pay with 4111 1111 1111 1111 please' })
    expect(status).toBe(200)
    expect(json['body']).toMatch(/^pay with .* please$/)
    expect(json['body']).not.toContain('4111 1111')
  })

  test('without identifiers, or with those that may stay, is left alone', async () => {
    expect(await redact({ Body: 'where is my parcel?' })).toEqual({ status: 200, json: {} })
    expect(await redact({ Body: 'write to ada@example.com' })).toEqual({ status: 200, json: {} })
    expect(await redact({})).toEqual({ status: 200, json: {} })
  })

  test('loses attributes that hold what would be redacted, and keeps others', async () => {
    const card = JSON.stringify({ note: 'card 4111 1111 1111 1111' })
    expect(await redact({ Body: 'hi', Attributes: card })).toEqual({
      status: 200,
      json: { attributes: coded('identifier_in_attributes') },
    })
    expect(await redact({ Body: 'hi', Attributes: '{"a":1}' })).toEqual({ status: 200, json: {} })
  })
})

test.each(['onConversationUpdate', 'onParticipantAdd'])(
  '%s brings no message and is left alone',
  async (EventType) => {
    const Attributes = '{"phone":"+14155550100"}'
    expect(await redact({ EventType, Attributes })).toEqual({ status: 200, json: {} })
  },
)

describe('a message that cannot be redacted is withheld', () => {
  test('when a finder fails', async () => {
    const options = {
      finders: [
        () => {
          throw new Error('4111 1111 1111 1111')
        },
      ],
    }
    const { status, json } = await redact({ Body: 'hello' }, { options })
    expect(status).toBe(200)
    expect(json['body']).toBe(WITHHELD_MESSAGE)
  })

  test('when a rule is not understood', async () => {
    const rules: readonly RedactionRule[] = JSON.parse('[{"target":"smell"}]')
    expect((await redact({ Body: 'hello' }, { rules })).json).toMatchObject({
      body: WITHHELD_MESSAGE,
    })
  })

  test('when the body is longer than a message can be', async () => {
    expect(await redact({ Body: 'x'.repeat(1_048_576) })).toEqual({
      status: 200,
      json: withheldBy('body_too_long'),
    })
    expect(await redact({ Body: '!'.repeat(65_537) })).toEqual({
      status: 200,
      json: withheldBy('body_too_long'),
    })
  })

  test.each<[string, string, RequestInit & { readonly duplex?: 'half' }]>([
    ['comes as no POST', 'method_not_allowed', { method: 'GET' }],
    [
      'comes as neither form nor JSON',
      'unsupported_type',
      { headers: { 'content-type': 'text/xml' }, body: '<a/>' },
    ],
    ['comes without a type', 'unsupported_type', { body: new Uint8Array([66, 111, 100, 121, 61]) }],
    ['is said twice', 'duplicate_parameter', form('Body=a&Body=4111+1111+1111+1111')],
    [
      'has a thousand parameters',
      'too_many_parameters',
      form('a='.repeat(1_000).replaceAll('=a', '=&a')),
    ],
    ['is no text', 'body_too_long', { ...form(''), body: new Uint8Array([66, 61, 255, 254]) }],
    [
      'is JSON that is none',
      'invalid_json',
      { headers: { 'content-type': 'application/json' }, body: '{"Body":' },
    ],
    [
      'says that it is longer than it is',
      'body_too_long',
      { ...form('Body=a', { 'content-length': '999999' }) },
    ],
    ['never ends', 'body_late', { ...form(''), body: new ReadableStream(), duplex: 'half' }],
    ['breaks off', 'body_too_long', { ...form(''), body: breaking(), duplex: 'half' }],
    ['is not signed', 'not_signed', form('Body=4111+1111+1111+1111')],
  ])('when it %s', async (_, code, init) => {
    const settings = { tokens: ['a token'], rules: RULES, budget: 50 }
    const handler = createWebhook(messageRedactor(settings))
    const answer = await handler(new Request(URL_CALLED, { method: 'POST', ...init }))
    expect([answer.status, await answer.json()]).toEqual([200, withheldBy(code)])
  })

  test.each([
    '[{"Body":"4111 1111 1111 1111"}]',
    '{"Body":["4111 1111 1111 1111"]}',
    '{"Body":4111111111111111}',
    '{"EventType":"onMessageAdd","Attributes":{"a":"4111 1111 1111 1111"}}',
    '"4111 1111 1111 1111"',
  ])('when it is JSON of another form: %s', async (body) => {
    const handler = createWebhook(messageRedactor({ tokens: 'gateway', rules: RULES }))
    const headers = { 'content-type': 'application/json' }
    const answer = await handler(new Request(URL_CALLED, { method: 'POST', headers, body }))
    expect(await answer.json()).toEqual(withheldBy('unreadable_input'))
  })

  test('and what is no message is left as it is', async () => {
    const handler = createWebhook(messageRedactor({ tokens: ['a token'], rules: RULES }))
    const init = { method: 'POST', ...form('EventType=onConversationUpdate&Attributes=%7B%7D') }
    expect(await (await handler(new Request(URL_CALLED, init))).json()).toEqual({})
  })
})

describe('the whole of a message is looked through', () => {
  const CARD = '4111 1111 1111 1111'
  const masked = { status: 200, json: { body: expect.not.stringContaining(CARD) } }

  test('where it is 32 KB, which is 97 KB on the wire', async () => {
    const long = '!'.repeat(32_000)
    expect(await redact({ Body: long })).toEqual({ status: 200, json: {} })
    expect(await redact({ Body: `${long} ${CARD}` })).toEqual(masked)
  })

  test.each(['onmessageadd', 'ONMESSAGEADD', 'OnMessageUpdate', 'onMessageSend', ''])(
    'whatever case its event is named in: %j',
    async (EventType) => {
      expect(await redact({ EventType, Body: CARD })).toEqual(masked)
    },
  )

  test('in its attributes, however they are escaped', async () => {
    const escaped = fc
      .array(fc.boolean(), { minLength: CARD.length, maxLength: CARD.length })
      .map((flags) =>
        [...CARD]
          .map((one, index) =>
            flags[index] ? `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}` : one,
          )
          .join(''),
      )
    const places: readonly ((card: string) => string)[] = [
      (card) => `{"note":"my card ${card}"}`,
      (card) => `{"a":[{"b":["${card}"]}]}`,
      (card) => `{"${card}":1}`,
      (card) => `{"a":"${card}","a":"b"}`,
      (card) => `"${card}"`,
      (card) => JSON.stringify({ inner: `{"note":"${card}"}` }),
      (card) => JSON.stringify([JSON.stringify(JSON.stringify(`{"note":"${card}"}`))]),
    ]
    await fc.assert(
      fc.asyncProperty(escaped, fc.constantFrom(...places), async (card, place) => {
        const answer = await redact({ Body: 'hi', Attributes: place(card) })
        expect(answer.json).toEqual({ attributes: coded('identifier_in_attributes') })
      }),
    )
  })

  test.each([
    ['a number', '{"note":4111111111111111}', 'identifier_in_attributes'],
    ['no JSON', '{"note":'],
    ['more than can be looked through', JSON.stringify(Array.from({ length: 2_000 }, () => 1))],
    ['too deep to be read', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('in attributes that are %s', async (_, Attributes, code = 'attributes_unreadable') => {
    expect(await redact({ Body: 'hi', Attributes })).toEqual({
      status: 200,
      json: { attributes: coded(code) },
    })
  })
})
