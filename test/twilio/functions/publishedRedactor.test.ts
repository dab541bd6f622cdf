import { createServer } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RedactionRule } from '../../../src/model/index.js'
import { redactText } from '../../../src/redaction/index.js'
import { memoryStore } from '../../../src/twilio/functions/memoryStore.js'
import { messageRedactor } from '../../../src/twilio/functions/messageRedactor.js'
import { publishedRedactor } from '../../../src/twilio/functions/publishedRedactor.js'
import type {
  PublishedRecord,
  PublishedRedactorSettings,
} from '../../../src/twilio/functions/publishedSettings.js'
import { createWebhook } from '../../../src/twilio/functions/webhook.js'
import { runs } from '../../runs.js'
import { faultsOf, fieldsOf, findOperation } from '../api/operations.js'
import { loopbackClient } from './call.js'
import { portOf } from './portOf.js'
import { formRequest, TOKEN } from './signedCalls.js'

const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]
const CH = `CH${'0'.repeat(32)}`
const sid = (at: number): string => `IM${String(at).padStart(32, '0')}`

interface KeptMessage {
  body: string
  attributes: string
  media: unknown
}

// A conversation as Twilio keeps it, in the words of its API: each message until it is removed.
const kept = new Map<string, KeptMessage>()
const faults: string[] = []
let asked = 0
let failing: (method: string, call: number) => number | null = () => null

const server = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  request.on('end', () => {
    const [, host = '', ...steps] = (request.url ?? '').split('/')
    const method = request.method ?? ''
    const form = Object.fromEntries([...new URLSearchParams(text)])
    const operation = findOperation(method, host, `/${steps.join('/')}`)
    const sent = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, [value]]))
    faults.push(...(operation === undefined ? ['no such operation'] : faultsOf(operation, sent)))
    if (method === 'POST' && request.headers['x-twilio-webhook-enabled']) faults.push('it is told')
    const message = kept.get(steps[4] ?? '')
    asked += 1
    const status = failing(method, asked) ?? (message === undefined ? 404 : 200)
    const answer = (code: number, body: unknown) =>
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (status !== 200 || message === undefined) return answer(status, { code: 20_404, status })
    if (method === 'DELETE') {
      kept.delete(steps[4] ?? '')
      return response.writeHead(204).end()
    }
    if (form['Body'] !== undefined && form['Body'].length > 1_600) return answer(400, { code: 1 })
    if (form['Body'] !== undefined) message.body = form['Body']
    if (form['Attributes'] !== undefined) message.attributes = form['Attributes']
    const named = { sid: steps[4], conversation_sid: CH, author: '+14155550100', ...message }
    faults.push(
      ...Object.keys(named).filter(
        (name) => !(operation && fieldsOf(operation, 200)?.includes(name)),
      ),
    )
    return answer(200, named)
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${portOf(server)}`
})
afterAll(() => new Promise((done) => server.close(done)))
beforeEach(() => {
  kept.clear()
  failing = () => null
  asked = 0
})

type OptionalRedactorSettings = Partial<PublishedRedactorSettings>

/** Publishes a message, tells the webhook of it as often as is said, and gives what Twilio shows then. */
function desk(settings: OptionalRedactorSettings = {}) {
  const records: PublishedRecord[] = []
  const handler = createWebhook(
    publishedRedactor({
      tokens: [TOKEN],
      rules: DROP,
      client: loopbackClient(url),
      record: (record) => records.push(record),
      ...settings,
    }),
  )
  const tell = (at: number, fields: Readonly<Record<string, string>> = {}) =>
    handler(
      formRequest({
        EventType: 'onMessageAdded',
        ConversationSid: CH,
        MessageSid: sid(at),
        Author: '+14155550100',
        Body: kept.get(sid(at))?.body ?? '',
        ...fields,
      }),
    )
  const publish = async (at: number, body: string, more: Partial<KeptMessage> = {}, times = 1) => {
    kept.set(sid(at), { body, attributes: '{}', media: null, ...more })
    let status = 0
    for (let time = 0; time < times; time += 1) status = (await tell(at)).status
    return { status, shown: kept.get(sid(at)) }
  }
  return { records, publish, tell }
}

const SAID = [
  'my card is 4111 1111 1111 1111 thanks',
  'my pin is 4821',
  'where is my parcel',
  'ssn 536-90-4399, call +14155550123',
  'password: hunter2!',
  '',
]

test('both redactors are found, bounded and timed as the settings say', () => {
  const asked = {
    tokens: [TOKEN],
    url: { from: 'origin', origin: 'https://hooks.example.com' },
    limit: 20,
    budget: 1_000,
  } as const
  const settings = { ...asked, rules: DROP, client: loopbackClient(url) }
  expect(publishedRedactor(settings)).toMatchObject(asked)
  expect(messageRedactor(settings)).toMatchObject(asked)
})

describe('a message that was published', () => {
  test('shows what it would show had it been redacted before, however often it is told of', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SAID),
        fc.integer({ min: 1, max: 3 }),
        async (text, times) => {
          const { publish, records } = desk()
          const { status, shown } = await publish(1, text, {}, times)
          expect([status, shown?.body]).toEqual([200, redactText(text, DROP).text])
          expect(records.map(({ outcome }) => outcome).slice(1)).toEqual(
            Array(times - 1).fill('left'),
          )
          expect(JSON.stringify(records)).not.toMatch(/\d{3}|hunter/)
        },
      ),
      runs(12),
    )
    expect(faults).toEqual([])
  })

  test('is read together with those before it, once each', async () => {
    const { publish } = desk({ tails: memoryStore() })
    expect((await publish(1, 'my card is 4111 1111', {}, 2)).shown?.body).toBe(
      'my card is 4111 1111',
    )
    expect((await publish(2, '1111 1111 ok', {}, 2)).shown?.body).toBe('[payment_card] ok')
  })

  test('loses attributes that hold a value, and goes where its file is called so', async () => {
    const { publish, records } = desk()
    const note = JSON.stringify({ note: 'my pin is 4821' })
    expect((await publish(1, 'hi', { attributes: note })).shown?.attributes).toBe(
      '{"countersign":{"withheld":["identifier_in_attributes"]}}',
    )
    const media = [
      { sid: 'ME01', filename: '4111-1111-1111-1111.pdf', content_type: 'a/b', size: 9 },
    ]
    expect((await publish(2, 'hi', { media })).shown).toBeUndefined()
    expect((await publish(3, 'hi', { media: [{ filename: 'photo.jpg' }] })).shown?.body).toBe('hi')
    expect(records.map(({ outcome }) => outcome)).toEqual(['rewritten', 'removed', 'left'])
    expect(faults).toEqual([])
  })

  test('is withheld whole where it cannot be looked through, and cut where Twilio takes no more', async () => {
    const finders = [
      () => {
        throw new TypeError('4821')
      },
    ]
    const failed = desk({ options: { finders } })
    const { shown } = await failed.publish(1, 'hello')
    expect(shown?.body).toBe('[message withheld]')
    expect(shown?.attributes).toContain('finder_failed')
    const long = `my pin is 4821 ${'and so on '.repeat(200)}`
    const { publish, records } = desk()
    expect((await publish(2, long)).shown?.body).toMatch(/^my pin is \[pin_code\] and so/)
    expect(records[0]?.reasons).toEqual(['message_cut'])
  })

  test('that was changed or removed meanwhile is not brought back', async () => {
    const { publish, tell, records } = desk()
    await publish(1, 'my pin is 4821')
    kept.set(sid(1), { body: 'sorry, never mind', attributes: '{}', media: null })
    await tell(1, { Body: 'my pin is 4821' })
    expect(kept.get(sid(1))?.body).toBe('sorry, never mind')
    kept.delete(sid(1))
    expect((await tell(1, { Body: 'my pin is 4821' })).status).toBe(200)
    expect(kept.size).toBe(0)
    expect(records.map(({ outcome }) => outcome)).toEqual(['rewritten', 'left', 'left'])
  })
})

describe('Twilio is asked again', () => {
  test.each(['GET', 'POST', 'DELETE'])(
    'where it refuses %s, and then nothing is left',
    async (method) => {
      const { publish, tell, records } = desk()
      const media = method === 'DELETE' ? [{ filename: '4111-1111-1111-1111.pdf' }] : null
      failing = (called) => (called === method ? 503 : null)
      const { status } = await publish(1, 'my pin is 4821', { media })
      expect([status, records.at(-1)]).toEqual([
        500,
        { outcome: 'failed', reasons: ['message_not_rewritten'], redacted: [] },
      ])
      failing = () => null
      expect((await tell(1)).status).toBe(200)
      expect(kept.get(sid(1))?.body ?? '').not.toContain('4821')
    },
  )

  test('where a message is named otherwise than Twilio names one, and nobody is asked', async () => {
    const { tell, records } = desk()
    expect((await tell(1, { MessageSid: '../../Services/IS01' })).status).toBe(500)
    expect((await tell(1, { ConversationSid: 'CH01' })).status).toBe(500)
    expect([asked, records.map(({ reasons }) => reasons[0])]).toEqual([
      0,
      ['message_unknown', 'message_unknown'],
    ])
  })
})

test('events that publish no message are left alone, and so is what nobody signed', async () => {
  const { tell, records } = desk()
  for (const EventType of ['onMessageAdd', 'onMessageRemoved', 'onParticipantAdded', 'constructor'])
    expect((await tell(1, { EventType, Body: 'my pin is 4821' })).status).toBe(200)
  const client = loopbackClient(url)
  const other = createWebhook(publishedRedactor({ tokens: ['another'], rules: DROP, client }))
  expect((await other(formRequest({ EventType: 'onMessageAdded' }))).status).toBe(403)
  expect([asked, records]).toEqual([0, []])
})

test('a first message comes to be rewritten afterwards where that is said, and nothing else does', async () => {
  const answer = async (
    unchangeable: 'after' | 'refuse',
    fields: Readonly<Record<string, string>>,
  ) => {
    const settings = { tokens: [TOKEN], rules: DROP, unchangeable }
    const handler = createWebhook(messageRedactor(settings))
    return (await handler(formRequest({ EventType: 'onConversationAdd', ...fields }))).status
  }
  const first = { MessageBody: 'my pin is 4821' }
  const file = { MessageBody: 'hi', Media: '[{"Filename":"4111-1111-1111-1111.pdf"}]' }
  expect([await answer('refuse', first), await answer('after', first)]).toEqual([403, 200])
  expect([await answer('refuse', file), await answer('after', file)]).toEqual([403, 200])
  expect(await answer('after', { Attributes: '{"cvv":"482"}' })).toBe(403)
  expect(await answer('after', { Subject: 'my pin is 4821' })).toBe(403)
  const message = { EventType: 'onMessageAdd', Body: 'hi', Media: file.Media }
  expect(await answer('after', message)).toBe(403)
})
