import { describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import type { RedactorRecord } from '../../../src/twilio/functions/redactorAnswer.js'
import type { MessageRedactorSettings } from '../../../src/twilio/functions/redactorSettings.js'
import type { Store } from '../../../src/twilio/functions/store.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { sparsely } from '../../runs.js'

const RULES: readonly RedactionRule[] = [
  { target: 'text', identifier: 'booking', action: 'drop', finds: { pattern: 'BK-?\\d{6}' } },
  { target: 'text', identifier: 'phone', action: 'drop', regions: ['FR'] },
  { target: 'text', identifier: 'default', action: 'drop' },
]

// What a text says, and the part of it that nobody may see. Published sample numbers, and what is made up.
const SECRETS = [
  ['my card is 4111 1111 1111 1111 thanks', '1111 1111'],
  ['4111 1111\n1111 1111', '1111 1111'],
  ['4111 1111 1111 1111 exp 03/27 code 482', '482'],
  ['4111 1111 1111 1111, 03/27, 482', '03/27'],
  ['my card ends in 4242', '4242'],
  ['the card is four one one one one one one one one one one one one one one one', 'one one'],
  ['{"note":"ssn 536-90-4399"}', '4399'],
  ['my pin is 4821', '4821'],
  ['password: hunter2!', 'hunter2'],
  ['write to ada.lovelace@example.com', 'lovelace'],
  ['> you wrote:\n> DE89 3704 0044 0532 0130 00', '0532'],
  ['0612345678', '345678'],
  ['booking BK-123456', '123456'],
  ['it is Ada Lovelace', 'Lovelace'],
] as const

const RECORD = { name: 'Ada Lovelace' }

const json = JSON.stringify

// Fields of Twilio's webhooks for messages in which somebody's words stand, with how they stand there (Conversations
// webhooks, Webhook Bodies by Event Type; Event Streams, Conversations; Twilio's Request to Your Webhook URL).
const MESSAGE: readonly (readonly [string, (text: string) => unknown])[] = [
  ['Body', (text) => text],
  ['Attributes', (text) => json({ note: text })],
  ['Attributes', (text) => json({ a: [{ b: json({ note: text }) }] })],
  ['Attributes', (text) => json([text])],
  ['Attributes', (text) => json({ [text]: 1 })],
  ['Media', (text) => json([{ Sid: 'ME01', Filename: text, ContentType: 'image/png', Size: 9 }])],
  ['Media', (text) => json([{ MediaSid: 'ME01', filename: `${text}.png` }])],
  ['Media', (text) => json([{ Sid: 'ME01', Caption: text }])],
  ['Media', (text) => json([{ Sid: 'ME01', [text]: true }])],
  ['Media', (text) => json({ email: { subject: text } })],
  ...[
    'Subject',
    'MessageSubject',
    'ButtonText',
    'ButtonPayload',
    'ListId',
    'ListTitle',
    'Label',
  ].map((name) => [name, (text: string) => text] as const),
  ...['Address', 'ReferralBody', 'ReferralHeadline', 'Html', 'body', 'Whatever'].map(
    (name) => [name, (text: string) => text] as const,
  ),
  ...['ContentVariables', 'InteractiveData', 'FlowData', 'Contacts'].map(
    (name) => [name, (text: string) => json({ 1: text })] as const,
  ),
  ['text/html', (text) => `<p>${text}</p>`],
  ['Contacts', (text) => `BEGIN:VCARD\nVERSION:3.0\nNOTE:${text}\nEND:VCARD`],
]
const CONVERSATION: typeof MESSAGE = [
  ['FriendlyName', (text) => text],
  ...MESSAGE.filter(([name]) => name !== 'Body'),
  // Where the form of a web chat that Twilio hosts lands.
  ['Attributes', (text) => json({ pre_engagement_data: { friendlyName: 'Grace', query: text } })],
]
const EVENTS = [
  ['onMessageAdd', MESSAGE],
  ['onMessageUpdate', MESSAGE],
  ['onConversationAdd', [['MessageBody', (text: string) => text] as const, ...CONVERSATION]],
  ['onConversationUpdate', CONVERSATION.filter(([name]) => name !== 'Attributes')],
] as const

// What Twilio sends beside them.
const AROUND = {
  AccountSid: `AC${'0'.repeat(32)}`,
  ChatServiceSid: `IS${'1'.repeat(32)}`,
  ConversationSid: 'CH4111111111111111',
  MessageSid: 'IM5369043995369043',
  ParticipantSid: 'MB01',
  Author: 'whatsapp:+14155550100',
  Source: 'WHATSAPP',
  Index: '4821',
  DateCreated: '2026-11-29T09:59:00.000Z',
  RetryCount: '0',
  WaId: '14155550100',
  ProfileName: 'Ada Lovelace',
  ChannelMetadata: json({ type: 'whatsapp', data: { context: { WaId: '14155550100' } } }),
  OtherRecipients0: '+14155550101',
  To: 'help@acme.example',
  Cc: 'grace@example.com',
  'MessagingBinding.Address': 'whatsapp:+14155550100',
  'MessagingBinding.ProxyAddress': 'whatsapp:+14155550199',
}

const REWRITES = { body: 'Body', attributes: 'Attributes', friendly_name: 'FriendlyName' } as const

interface PublishedAnswer {
  /** What Twilio publishes after the answer: nothing where it is refused (Conversations webhooks, HTTP 40x). */
  readonly published: Readonly<Record<string, unknown>>
  readonly answer: string
  readonly records: readonly RedactorRecord[]
  readonly stored: string
}

/** Sends one call and tells what becomes of it, wherever its words may go. */
async function send(
  said: Readonly<Record<string, unknown>>,
  isJson: boolean,
  settings: Partial<MessageRedactorSettings> = {},
): Promise<PublishedAnswer> {
  const fields: Readonly<Record<string, unknown>> = { ...AROUND, ...said }
  const records: RedactorRecord[] = []
  const stored: unknown[] = []
  const store = memoryStore()
  const tails: Store = {
    get: store.get,
    put: (key, value, revision, seconds) => {
      stored.push(key, value)
      return store.put(key, value, revision, seconds)
    },
  }
  const handler = createWebhook(
    messageRedactor({
      tokens: 'gateway',
      rules: RULES,
      tails,
      recordOf: async () => RECORD,
      record: (record) => records.push(record),
      ...settings,
    }),
  )
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  const answer = await handler(
    new Request('https://hooks.example.com/redact', {
      method: 'POST',
      ...(isJson
        ? { headers: { 'content-type': 'application/json' }, body: json(fields) }
        : { body: form }),
    }),
  )
  const text = await answer.text()
  const rewritten: Readonly<Record<string, unknown>> = JSON.parse(text)
  const published: Record<string, unknown> = answer.status === 200 ? { ...fields } : {}
  for (const [name, field] of Object.entries(REWRITES))
    if (answer.status === 200 && rewritten[name] !== undefined) published[field] = rewritten[name]
  return { published, answer: text, records, stored: json(stored) }
}

/** The same list, begun at another place. */
const turned = <One>(list: readonly One[], place: number): readonly One[] => {
  const from = place % list.length
  return [...list.slice(from), ...list.slice(0, from)]
}

/** All of them where a text is looked through as a message, or stands in a form of its own; elsewhere a few by turns. */
const secretsFor = (EventType: string, at: number, [name, put]: (typeof MESSAGE)[number]) => {
  const isReadApart = EventType === 'onMessageAdd' && (name === 'Body' || put('x') !== 'x')
  const secrets = isReadApart ? SECRETS : sparsely(turned(SECRETS, at), 7)
  // A name on file is known where the conversation is: one that is not made yet has none.
  return secrets.filter(([text]) => EventType.includes('Message') || text !== 'it is Ada Lovelace')
}

describe.each(EVENTS)('%s', (EventType, fields) => {
  test.each(fields.map((field, at) => [field[0], at, field] as const))(
    'publishes nothing in %s that the rules hide',
    async (name, at, field) => {
      for (const [turn, [text, secret]] of secretsFor(EventType, at, field).entries()) {
        const sent = { EventType, [name]: field[1](text) }
        const { published, answer, records } = await send(sent, (at + turn) % 2 === 1)
        expect(json([published[name] ?? null, answer, records])).not.toContain(secret)
        expect(records).toHaveLength(1)
        expect(records.map(({ outcome }) => outcome)).not.toContain('left')
      }
    },
  )

  const harmless = ['where is my parcel', 'IMG-20261129-WA0003', 'order 10023456']
  test.each(fields.map(([name, put], at) => [name, at, put] as const))(
    'leaves in %s what nobody is named by',
    async (name, at, put) => {
      for (const text of sparsely(turned(harmless, at), EventType === 'onMessageAdd' ? 1 : 3)) {
        const said = await send({ EventType, [name]: put(text) }, name === 'Contacts')
        expect([text, said.answer]).toEqual([text, '{}'])
        expect(said.records).toEqual([{ outcome: 'left', reasons: [], redacted: [] }])
      }
    },
  )
})

describe('what no answer can rewrite', () => {
  const media = (Filename: string) => json([{ Sid: 'ME01', Filename }])
  const EventType = 'onMessageAdd'

  test.each([
    [{ EventType, Media: media('4111-1111-1111-1111.pdf') }, 'identifier_in_file_name'],
    [{ EventType, Media: '[{' }, 'file_names_unreadable'],
    [{ EventType, Subject: 'ssn 536-90-4399' }, 'identifier_in_unknown_field'],
    [
      { EventType: 'onConversationAdd', MessageBody: 'my pin is 4821' },
      'identifier_in_first_message',
    ],
    [
      { EventType: 'onConversationAdd', Attributes: json({ pre_engagement_data: { cvv: '482' } }) },
      'identifier_in_attributes',
    ],
    [{ EventType: 'onConversationAdd', Attributes: '{' }, 'attributes_unreadable'],
  ])('is refused, with a code: %j', async (said, code) => {
    const { published, answer, records } = await send({ Body: '', ...said }, false)
    expect([published, answer]).toEqual([{}, json({ code })])
    expect(records).toEqual([{ outcome: 'refused', reasons: [code], redacted: [] }])
    const open = await send({ Body: '', ...said }, false, { unchangeable: 'publish' })
    expect(open.answer).toBe('{}')
  })

  test('is refused where nothing can be looked at, and what an answer rewrites is withheld', async () => {
    const failing = { recordOf: () => Promise.reject(new TypeError('4111 1111 1111 1111')) }
    const file = { EventType, Body: 'hi', Media: media('photo.jpg') }
    expect((await send(file, false, failing)).published).toEqual({})
    const rules = () => {
      throw new TypeError('4111 1111 1111 1111')
    }
    const form = { EventType: 'onConversationAdd', Attributes: json({ topic: 'returns' }) }
    expect((await send(form, false, { rules })).published).toEqual({})
    const { published, records } = await send({ EventType, Body: 'hi' }, false, failing)
    expect(published['Body']).toBe('[message withheld]')
    expect(records).toEqual([{ outcome: 'withheld', reasons: ['internal_failure'], redacted: [] }])
  })

  test('goes where it is a ledger that was sealed here, whatever chance makes it look like', async () => {
    const sealed = (payload: string) => ({
      EventType: 'onConversationAdd',
      Attributes: json({ countersign_ledger: `cs1.k1.eyJ_${payload}_.${'09af'.repeat(16)}` }),
    })
    expect((await send(sealed('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'), false)).answer).toBe('{}')
    expect((await send(sealed('4111111111111111'), false)).published).toEqual({})
  })

  test('goes where a message is removed, whatever it said', async () => {
    const said = { EventType: 'onMessageRemove', Body: '4111 1111 1111 1111', Media: media('4111') }
    expect((await send(said, false)).answer).toBe('{}')
  })

  test('what keeps a record and fails keeps nobody from an answer', async () => {
    const record = () => {
      throw new TypeError('full')
    }
    const { published } = await send({ EventType, Body: 'my pin is 4821' }, false, { record })
    expect(published['Body']).toBe('my pin is [pin_code]')
  })
})

test('attributes go on from what the text says, and the first message of a conversation is remembered', async () => {
  const note = (text: string) => json({ note: text })
  for (const [Body, part] of [
    ['my pin is', '4821'],
    ['4111 1111', '1111 1111'],
    ['4111 1111 1111 1111', '482'],
  ] as const) {
    const { published } = await send(
      { EventType: 'onMessageAdd', Body, Attributes: note(part) },
      false,
    )
    expect(published['Attributes']).not.toContain(part)
  }
  const tails = memoryStore()
  const first = { EventType: 'onMessageAdded', Body: 'my pin is' }
  await send(first, false, { tails })
  const next = await send({ EventType: 'onMessageAdd', Body: '4821' }, false, { tails })
  expect(next.published['Body']).toBe('[pin_code]')
})

test('what is told of again after it was published is said once', async () => {
  const tails = memoryStore()
  const say = async (EventType: string, Body: string) =>
    (await send({ EventType, Body }, false, { tails })).published['Body']
  await say('onMessageAdd', '4111 1111')
  await say('onMessageAdded', '4111 1111')
  expect(await say('onMessageAdd', 'hello')).toBe('hello')
  expect(await say('onMessageAdded', '1111 1111')).toBe('[payment_card]')
  expect(await say('onMessageAdd', '1111 1111')).toBe('[payment_card]')
})
