import { describe, expect, test } from 'vitest'
import { explain } from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import type { Engagement } from '../../src/model/index.js'
import { redactText, redactTranscript } from '../../src/redaction/index.js'
import {
  createAttestationHandler,
  createDecideHandler,
  createWebhook,
  type DecideSettings,
  fileDirectory,
  memoryStore,
  messageRedactor,
} from '../../src/twilio/functions/index.js'
import {
  displayName,
  parseConversationWebhook,
  parseMessageWebhook,
} from '../../src/twilio/inbound/index.js'
import { AT, POLICY } from '../sequences/conversation.js'
import { call, KEYS } from '../twilio/functions/call.js'

/** Neighbours of attacks that were closed once: the same fault, in another spelling or by another way. */
const ADA = '+14155550100'
const EVE = '+14155550177'
const SID = `CH${'4'.repeat(32)}`

describe('the other members of a group text are read in whatever way they are listed', () => {
  const text = { MessageSid: 'SM01', SmsMessageSid: 'SM01', From: ADA, To: '+18005550199' }
  test.each([
    'OtherRecipients1000',
    'OtherRecipients[0]',
    'OtherRecipients[]',
    'OtherRecipients_0',
    'OtherRecipients.0',
    'otherRecipient0',
    ' OtherRecipients0 ',
    'Other_Recipients0',
  ])('%j', (name) => {
    expect(parseMessageWebhook({ ...text, [name]: EVE })).toMatchObject({
      value: { readers: [{ address: EVE }] },
    })
  })
})

test('a text of a Conversation that comes by the classic webhook does not tell who else reads', async () => {
  const text = { MessageSid: 'SM01', SmsMessageSid: 'SM01', From: ADA, ConversationSid: SID }
  expect(parseMessageWebhook(text)).toMatchObject({ value: { readers: null } })
  const eve = { messaging_binding: { type: 'sms', address: EVE } }
  const decide = createDecideHandler({
    policy: POLICY,
    participants: () => () => Promise.resolve([eve]),
    now: () => AT,
  })
  expect(await call(decide, text)).toMatchObject({ read: '0' })
})

describe('whom an e-mail names in any of its headers reads the answer', () => {
  const mail = {
    EventType: 'onMessageAdded',
    ConversationSid: SID,
    Author: 'ada@example.com',
    'MessagingBinding.Type': 'email',
    'MessagingBinding.ProxyAddress': 'help@example.com',
    To: 'help@example.com',
  }
  test.each(['Bcc', 'Cc0', 'cc[1]', 'Resent-Cc', 'Mail-Followup-To', 'Mail_Reply_To', 'REPLY TO'])(
    '%s',
    (name) => {
      expect(parseConversationWebhook({ ...mail, [name]: 'eve@example.org' })).toMatchObject({
        value: { readers: [{ channel: 'email', address: 'eve@example.org' }] },
      })
    },
  )
})

const customers = fileDirectory(
  [ADA, 'telegram:123456789'].map((address) => ({
    customer: `C-${address}`,
    addresses: [{ address, basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }],
  })),
)
const decideOn = (event: object, settings: Partial<DecideSettings>) => {
  const directory = () => {
    if (!customers.ok) throw new TypeError('customers')
    return customers.value
  }
  return call(createDecideHandler({ policy: POLICY, directory, now: () => AT, ...settings }), {
    conversation: SID,
    ...event,
  })
}
const texter = { channel: 'sms', address: ADA }

describe('a person whom an adapter brings as a chat client', () => {
  test.each(['telegram:123456789', 'viber:abc', 'line:U01', 'kiosk:42', 'whatsapp:+14155550177'])(
    '%s reads along with somebody who texts',
    async (identity) => {
      const alone = () => () => Promise.resolve([])
      expect(await decideOn(texter, { participants: alone })).toMatchObject({ read: '3' })
      const both = () => () => Promise.resolve([{ identity }])
      expect(await decideOn(texter, { participants: both })).toMatchObject({ read: '0' })
    },
  )

  test('is no other reader where they write themselves', async () => {
    const event = { channel: 'telegram', address: '123456789' }
    const participants = () => () => Promise.resolve([{ identity: 'telegram:123456789' }])
    expect(await decideOn(event, { participants })).toMatchObject({ read: '1' })
  })
})

test('a warning about a conversation is known again in other letters', async () => {
  const store = () => memory
  const memory = memoryStore(() => AT)
  const warn = createAttestationHandler({
    flexToken: () => () => Promise.resolve({ worker: 'WK01', roles: ['agent'] }),
    ledgerKeys: () => KEYS,
    store,
    now: () => AT,
  })
  const event = { ...texter, readers: '[]' }
  expect(await decideOn(event, { store })).toMatchObject({ write: '2' })
  await call(warn, { conversation: ` ${SID.toLowerCase()}`, Token: 'token', lower: 'claimed' })
  expect(await decideOn(event, { store })).toMatchObject({ write: '1' })
})

/** An engagement that throws wherever it is looked at, from the first look on or from a later one. */
const BOMB = {
  get: (): never => {
    throw new RangeError('zq7')
  },
}
function throwing(from: number, part: string): Engagement {
  const engagement = {
    conversation: 'CH01',
    message: 'IM01',
    contact: { channel: 'sms', address: ADA },
    readers: [{ channel: 'sms', address: EVE }],
    claims: { name: 'Ada' },
    evidence: [{ kind: 'risk_signal', signal: 'fraud' }],
    intent: { classes: ['account'] },
    context: { language: 'en' },
  }
  let looks = 0
  return new Proxy(engagement, {
    get(target, name, receiver) {
      if (name === part && ++looks > from) throw new RangeError('zq7')
      return Reflect.get(target, name, receiver)
    },
  })
}

test('an explanation is given of whatever throws when it is looked at', () => {
  const parts = ['contact', 'readers', 'claims', 'evidence', 'intent', 'context', 'conversation']
  const bombs = parts.flatMap((part) => [0, 1, 2].map((from) => throwing(from, part)))
  const whole: unknown = new Proxy({}, BOMB)
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  for (const engagement of [...bombs, whole, revoked.proxy]) {
    if (!isAnything(engagement)) continue
    const { disclosure } = evaluate(POLICY, engagement, AT)
    expect(disclosure['account']).toBe('none')
    const { topics } = explain(POLICY, { engagement, at: AT })
    expect(topics.map(({ topic }) => topic)).toEqual(['account', 'cancel_order'])
    expect(JSON.stringify(topics)).not.toContain('zq7')
  }
})
const isAnything = (value: unknown): value is Engagement => value !== Symbol.iterator

test('no engagement is answered otherwise once it has been written as JSON and read again', () => {
  const engagement = {
    conversation: 'CH01',
    message: 'IM01',
    epoch: 0,
    contact: { channel: 'sms', address: ADA, to: '+18005550199' },
    readers: [{ channel: 'sms', address: ADA }],
    claims: { name: 'Ada' },
    evidence: [
      {
        kind: 'directory',
        at: '2026-11-22T09:59:00Z',
        query: { phone: ADA },
        matches: [{ customer: 'C-1', basis: 'verified', since: '2024-03-01' }],
      },
    ],
    intent: { classes: ['account'], actions: ['cancel_order'] },
    context: { language: 'en' },
  }
  // What is absent and what is undefined is the same for JSON, and so it is here: `null` says what is not known.
  for (const key of Object.keys(engagement)) {
    for (const value of [undefined, null, [undefined], { a: undefined }, -0]) {
      const given: unknown = { ...engagement, [key]: value }
      const read: unknown = JSON.parse(JSON.stringify(given))
      if (!isAnything(given) || !isAnything(read)) continue
      const [one, other] = [evaluate(POLICY, given, AT), evaluate(POLICY, read, AT)]
      expect([other.trust, other.disclosure, other.actions], `${key} ${String(value)}`).toEqual([
        one.trust,
        one.disclosure,
        one.actions,
      ])
    }
  }
})

describe('a card number reaches nobody', () => {
  const redactor = messageRedactor({
    tokens: 'gateway',
    rules: [{ target: 'text', identifier: 'payment_card', action: 'mask' }],
  })
  const answerTo = async (fields: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams(fields)
    const request = new Request('https://hooks.example.com/', { method: 'POST', body })
    const answer: unknown = await (await createWebhook(redactor)(request)).json()
    return answer
  }
  const message = { EventType: 'onMessageAdd', ConversationSid: SID, Author: ADA }

  test.each([
    ['in parts', ['4111', '1111', '1111', '1111']],
    ['digit by digit', [...'4111111111111111']],
    ['in numbers', [4111, 1111, 1111, 1111]],
    ['deeper', { a: [{ b: ['41111111', '11111111'] }] }],
  ])('in a list of its attributes, %s', async (_, parts) => {
    const Attributes = JSON.stringify({ a: parts })
    expect(await answerTo({ ...message, Body: 'hi', Attributes })).toEqual({
      attributes: '{"countersign":{"withheld":["identifier_in_attributes"]}}',
    })
  })

  test.each(['null', 'undefined', 'onSomethingNew', 'onConversationAdd'])(
    'by an event called %s that brings a text',
    async (EventType) => {
      const answer = await answerTo({ ...message, EventType, Body: '4111 1111 1111 1111' })
      expect(answer).toMatchObject({ body: expect.not.stringContaining('4111') })
    },
  )
})

test('what throws when it is looked at has no name to show, no rules and no words', () => {
  const bomb = JSON.parse('{}')
  Object.defineProperty(bomb, 'friendlyName', { ...BOMB, enumerable: true })
  Object.defineProperty(bomb, 'text', { ...BOMB, enumerable: true })
  Object.defineProperty(bomb, 'target', { ...BOMB, enumerable: true })
  expect(displayName(bomb)).toEqual({ text: null, reasons: [] })
  expect(redactText('4111 1111 1111 1111', [bomb])).toMatchObject({ complete: false })
  expect(redactTranscript([bomb], [])).toMatchObject([{ complete: false }])
})

test('evidence that says more than any conversation gathers is not read', () => {
  const at = '2026-11-22T09:59:00Z'
  const matches = Array.from({ length: 100 }, (_, index) => ({
    customer: `C-${index}`,
    basis: 'claimed',
  }))
  const evidence = Array.from({ length: 100 }, () => ({
    kind: 'directory',
    at,
    query: { phone: ADA },
    matches,
  }))
  const contact = { channel: 'sms', address: ADA }
  const { trust, reasons } = evaluate(POLICY, { conversation: 'CH01', contact, evidence }, AT)
  expect(trust.rank).toBe(0)
  expect(reasons).toEqual([{ code: 'too_many', at: '/evidence' }])
})
