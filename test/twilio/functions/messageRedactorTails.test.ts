import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import type { CallParameters } from '../../../src/twilio/functions/formParameters.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import { WITHHELD_MESSAGE } from '../../../src/twilio/functions/redactorAnswer.js'
import type { MessageRedactorSettings } from '../../../src/twilio/functions/redactorSettings.js'
import type { Store, Stored } from '../../../src/twilio/functions/store.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'

const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]

/** Sends messages one after another and gives each as it would be published. */
async function publish(
  messages: readonly CallParameters[],
  settings: Partial<MessageRedactorSettings> = {},
): Promise<readonly string[]> {
  const handler = createWebhook(
    messageRedactor({ tokens: 'gateway', rules: DROP, tails: memoryStore(), ...settings }),
  )
  const published: string[] = []
  for (const message of messages) {
    const body = new URLSearchParams({
      EventType: 'onMessageAdd',
      ConversationSid: 'CH01',
      Author: '+14155550100',
      ...message,
    })
    const answer = await handler(
      new Request('https://hooks.example.com/redact', { method: 'POST', body }),
    )
    expect(answer.status).toBe(200)
    const json: CallParameters = JSON.parse(await answer.text())
    published.push(json['body'] ?? message['Body'] ?? '')
  }
  return published
}

const say = (...texts: readonly string[]): readonly CallParameters[] =>
  texts.map((Body) => ({ Body }))

describe('a value typed over several messages', () => {
  test.each([
    [['4111', '1111', '1111', '1111'], '[payment_card]'],
    [[...'4111111111111111'], '[payment_card]'],
    [['my card is 4111 1111', '1111 1111 thanks'], '[payment_card] thanks'],
    [['+44 7911', '123456'], '[phone]'],
    [['ada.lovelace', '@example.com'], '[email]'],
    [['ada@', 'example.com'], '[email]'],
    [['DE89 3704 0044', '0532 0130 00'], '[iban]'],
    [['4111 1111 1111 1111', '03/27', '482'], '[card_code]'],
  ])('%j ends in %s', async (texts, last) => {
    expect((await publish(say(...texts))).at(-1)).toBe(last)
  })

  test('is one author’s in one conversation', async () => {
    const half = { Body: '4111 1111' }
    const rest = { Body: '1111 1111' }
    expect(await publish([half, { ...rest, Author: 'agent' }])).toEqual(['4111 1111', '1111 1111'])
    expect(await publish([half, { ...rest, ConversationSid: 'CH02' }])).toEqual([
      '4111 1111',
      '1111 1111',
    ])
    expect(await publish([half, { Author: 'agent', Body: 'go on' }, rest])).toEqual([
      '4111 1111',
      'go on',
      '[payment_card]',
    ])
  })

  const edit = (Body: string) => ({ EventType: 'onMessageUpdate', MessageSid: 'IM01', Body })

  test.each([
    ['its second half', [...say('4111 1111', 'ok'), edit('1111 1111')]],
    ['its first half', [...say('ok', '1111 1111'), edit('4111 1111')]],
    ['its first half, and its second is new', [edit('4111 1111'), ...say('1111 1111')]],
    ['its middle', [...say('4111', '1111', 'ok', '1111'), edit('1111')]],
    ['what was there before', [...say('4111 1111'), edit('1111 1111')]],
    [
      'two messages one after the other',
      [...say('hi', 'ok'), edit('4111 1111'), edit('1111 1111')],
    ],
  ])('is hidden where an edit brings %s', async (_, messages) => {
    const published = await publish(messages)
    expect(published.at(-1)).toBe('[payment_card]')
  })

  test.each([
    'see you tomorrow',
    'the room is 12',
    'BOOKED AB12',
    'write to ada',
    'it was 4',
    'my pin is',
  ])('goes on over an edit that ends otherwise: %s', async (text) => {
    const halves: readonly (readonly [string, string, string])[] = [
      ['DE89 3704 0044', '0532 0130 00', '0532'],
      ['4111 1111', '1111 1111', '1111 1111'],
      ['ada.lovelace', '@example.com', '@example'],
      ['+44 7911', '123456', '123456'],
      ['my password is', 'hunter2', 'hunter2'],
    ]
    for (const [one, other, secret] of halves)
      for (const edits of [1, 2]) {
        const between = Array.from({ length: edits }, () => edit(text))
        const published = await publish([...say(one), ...between, ...say(other)])
        expect([one, edits, published.at(-1)]).toEqual([
          one,
          edits,
          expect.not.stringContaining(secret),
        ])
      }
  })

  test('goes on over an edit of another message', async () => {
    const harmless = edit('hello there, how are you all today my friends?')
    const last = async (...texts: readonly CallParameters[]) => (await publish(texts)).at(-1)
    expect(await last(...say('my pin is'), harmless, ...say('4821'))).toBe('[pin_code]')
    expect(await last(...say('4111 1111'), harmless, ...say('1111 1111'))).toBe('[payment_card]')
    expect(await last(...say('4111 1111 1111 1111'), harmless, ...say('482'))).toBe('[card_code]')
    const asked = [{ Author: 'agent', Body: 'your security code please?' }]
    const again = { ...edit('thanks for waiting'), Author: 'agent' }
    expect(await last(...asked, again, ...say('482'))).toBe('[card_code]')
    const other = { ...edit('security code?'), Author: 'agent' }
    expect(await last({ Author: 'agent', Body: 'order number?' }, other, ...say('482'))).toBe(
      '[card_code]',
    )
  })
})

test('the other side’s question tells what the answer is, and what it is not', async () => {
  const ask = (Body: string) => ({ Author: 'agent', Body })
  expect(await publish([ask('your security code please?'), ...say('482')])).toEqual([
    'your security code please?',
    '[card_code]',
  ])
  expect(await publish([ask('date of birth?'), ...say('04/07/1982')])).toEqual([
    'date of birth?',
    '[date_of_birth]',
  ])
  expect(await publish([ask('order number?'), ...say('256496929')])).toEqual([
    'order number?',
    '256496929',
  ])
})

test('each author has rules of their own, and what is ours stays', async () => {
  const keep: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'keep' }]
  const rules = (author: string) => (author === 'agent' ? keep : DROP)
  const texts = [{ Author: 'agent', Body: 'call (415) 555-0132' }, ...say('call (415) 555-0132')]
  expect(await publish(texts, { rules })).toEqual(['call (415) 555-0132', 'call [phone]'])
  const options = { allow: ['+1 415 555 0132', '(415) 555-0132'] }
  expect(await publish(say('call (415) 555-0132'), { options })).toEqual(['call (415) 555-0132'])
})

test('nobody known is shown by nobody’s rules', async () => {
  const keep: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'keep' }]
  const rules = (author: string) => (author === '+14155550100' ? DROP : keep)
  const texts = [{ Author: '', Body: 'call (415) 555-0132' }]
  expect(await publish(texts, { rules })).toEqual([WITHHELD_MESSAGE])
  expect(await publish(texts, { rules, tails: undefined })).toEqual([WITHHELD_MESSAGE])
  expect(await publish(texts)).toEqual(['call [phone]'])
})

test('what an author announces tells what their next message holds, in its attributes as well', async () => {
  const texts = [{ Body: 'my security code is' }, { Body: '482' }]
  expect(await publish(texts)).toEqual(['my security code is', '[card_code]'])
  const handler = createWebhook(
    messageRedactor({ tokens: 'gateway', rules: DROP, tails: memoryStore() }),
  )
  const answers: unknown[] = []
  for (const message of [
    { Body: 'it is 4111 1111 1111 1111', Attributes: '{}' },
    { Body: 'ok', Attributes: '{"note":"03/27"}' },
  ]) {
    const body = new URLSearchParams({
      EventType: 'onMessageAdd',
      ConversationSid: 'CH01',
      Author: 'ada',
      ...message,
    })
    const answer = await handler(
      new Request('https://hooks.example.com/redact', { method: 'POST', body }),
    )
    answers.push(await answer.json())
  }
  expect(answers).toEqual([
    { body: 'it is [payment_card]' },
    { attributes: '{"countersign":{"withheld":["identifier_in_attributes"]}}' },
  ])
})

test('what the customer’s record holds is found', async () => {
  const recordOf = async (conversation: string) =>
    conversation === 'CH01' ? { name: 'Ada Lovelace', order: 'AB-10023' } : null
  const texts = say('it is ada lovelace, order AB-10023')
  expect(await publish(texts, { recordOf })).toEqual(['it is [known_name], order [known_value]'])
  const failing = () => Promise.reject(new TypeError('unavailable'))
  expect(await publish(texts, { recordOf: failing })).toEqual([WITHHELD_MESSAGE])
})

describe('a message is withheld', () => {
  const answering = (get: Store['get'], put: Store['put'] = async () => true): Store => ({
    get,
    put,
  })

  test('where the store cannot be asked, is late or busy', async () => {
    const failing = () => Promise.reject(new TypeError('unavailable'))
    const never = () => new Promise<never>(() => {})
    for (const tails of [
      answering(failing),
      answering(async () => null, failing),
      answering(
        async () => null,
        async () => false,
      ),
      answering(never),
    ])
      expect(await publish(say('hello'), { tails, budget: 200 })).toEqual([WITHHELD_MESSAGE])
  })

  test('where what is stored cannot be read, and the next begins anew', async () => {
    const garbled: readonly Stored[] = [
      {},
      { tails: [], said: [] },
      { tails: {}, said: [1] },
      { tails: { a: { pieces: [{}], age: 0 } }, said: [] },
      { tails: { a: { pieces: [], age: 'x' } }, said: [] },
    ]
    for (const value of garbled) {
      const store = memoryStore()
      let isFirst = true
      const tails: Store = {
        put: store.put,
        get: async (key) => {
          if (!isFirst) return store.get(key)
          isFirst = false
          await store.put(key, value, null, 60)
          return store.get(key)
        },
      }
      expect(await publish(say('hello', 'hello'), { tails })).toEqual([WITHHELD_MESSAGE, 'hello'])
    }
  })

  test('where nothing tells whose conversation it is', async () => {
    expect(await publish([{ ConversationSid: '', Body: 'hello' }])).toEqual([WITHHELD_MESSAGE])
  })
})

test('what is stored says neither who nor where, is small, and is forgotten in time', async () => {
  const kept: { key: string; value: Stored; seconds: number }[] = []
  const store = memoryStore()
  const tails: Store = {
    get: store.get,
    put: (key, value, revision, seconds) => {
      kept.push({ key, value, seconds })
      return store.put(key, value, revision, seconds)
    },
  }
  const long = 'my street is Rue de la Paix 1 and my mail ada@example.com '.repeat(40)
  await publish([...say(long, `${long} 4111 1111`), { Author: 'agent', Body: long }], { tails })
  expect(kept).toHaveLength(3)
  for (const { key, value, seconds } of kept) {
    const json = JSON.stringify([key, value])
    expect(json).not.toMatch(/CH01|14155550100|agent|ada@|Paix 1/)
    expect(json.length).toBeLessThan(1_500)
    expect(seconds).toBeLessThanOrEqual(1_800)
  }
})

describe('a delivery that Twilio tries again', () => {
  const TOKEN = 'I-Twilio-Idempotency-Token'

  async function deliver(deliveries: readonly (readonly [text: string, token: string])[]) {
    const handler = createWebhook(
      messageRedactor({ tokens: 'gateway', rules: DROP, tails: memoryStore() }),
    )
    const bodies: string[] = []
    for (const [Body, token] of deliveries) {
      const body = new URLSearchParams({
        EventType: 'onMessageAdd',
        ConversationSid: 'CH01',
        Author: '+14155550100',
        Body,
      })
      const request = { method: 'POST', body, headers: { [TOKEN]: token } }
      const answer = await handler(new Request('https://hooks.example.com/redact', request))
      const json: CallParameters = JSON.parse(await answer.text())
      bodies.push(json['body'] ?? Body)
    }
    return bodies
  }

  const HALVES = ['4111 1111', '1111 1111'] as const

  test.each([
    [
      [0, 1],
      [0, 0, 1],
    ],
    [
      [0, 1],
      [0, 0, 0, 1],
    ],
    [
      [0, 1],
      [0, 1, 1],
    ],
  ])('counts once: %j said, %j delivered', async (said, delivered) => {
    const sent = delivered.map((at) => [HALVES[at === 0 ? 0 : 1], `token-${at}`] as const)
    const bodies = await deliver(sent)
    expect(bodies.at(-1)).toBe('[payment_card]')
    expect(bodies.slice(0, delivered.indexOf(said.length - 1))).not.toContain('[payment_card]')
  })

  test('gets the answer it got, and the same words said twice are two messages', async () => {
    const card = [...'4111111111111111']
    expect((await deliver(card.map((digit, at) => [digit, `token-${at}`]))).at(-1)).toBe(
      '[payment_card]',
    )
    const again = card.flatMap((digit, at) => [
      [digit, `token-${at}`] as const,
      [digit, `token-${at}`] as const,
    ])
    const bodies = await deliver(again)
    expect(bodies.slice(-2)).toEqual(['[payment_card]', '[payment_card]'])
  })
})
