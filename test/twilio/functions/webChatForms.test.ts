import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../../examples/fakeTwilio.mjs'
import { identifiers } from '../../../src/identifiers/index.js'
import type { RedactionRule } from '../../../src/model/index.js'
import { redactText } from '../../../src/redaction/index.js'
import { createWebChatStartHandler } from '../../../src/twilio/functions/webChatStartHandler.js'
import { toWebChat } from '../../../src/twilio/outbound/index.js'
import { runs } from '../../runs.js'
import { call, KEYS, loopbackClient } from './call.js'

const DROP: readonly RedactionRule[] = [{ target: 'text', identifier: 'default', action: 'drop' }]
const ADDRESS = `IG${'0'.repeat(32)}`

let twilio: FakeTwilio
beforeAll(async () => {
  twilio = await startFakeTwilio()
})
afterAll(() => twilio.stop())

/** Starts a chat with a form and gives all that Twilio was told, and the answer. */
async function start(form: object, rules?: readonly RedactionRule[]) {
  const before = twilio.calls.length
  const client = loopbackClient(twilio.url)
  const handler = createWebChatStartHandler({
    client: () => client,
    address: () => ADDRESS,
    ledgerKeys: () => KEYS,
    ...(rules && { rules }),
  })
  const answer = await call(handler, { formData: JSON.stringify(form) })
  const bodies = twilio.calls.slice(before).map(({ body }) => body)
  const written = toWebChat({
    addressSid: ADDRESS,
    displayName: null,
    claims: JSON.parse(bodies[0]?.['PreEngagementData'] ?? '{}'),
    ...(rules && { rules }),
  })
  return { answer, told: JSON.stringify(bodies), written }
}

// What somebody types into a form: of each kind an example, beside the word that tells what it is.
const SAID = identifiers.flatMap(({ type, context, examples: { valid } }) => {
  const word = context?.words.find((one) => one !== type.replaceAll('_', ' '))?.replaceAll('*', '')
  return valid.slice(0, 2).flatMap((value) => {
    const text = `hello, ${word ?? ''} ${value}`
    const { spans } = redactText(text, DROP)
    const own = spans.find((span) => span.type === type)
    return own === undefined ? [] : [{ type, text, secret: text.slice(own.start, own.end) }]
  })
})

// Where it is typed.
const FIELDS: readonly (readonly [string, (text: string) => object])[] = [
  ['query', (query) => ({ query })],
  ['friendlyName', (friendlyName) => ({ friendlyName })],
  ['note', (note) => ({ note })],
  ['more.note', (note) => ({ more: { note } })],
  ['list.1', (text) => ({ list: ['hello', text] })],
  ['after', (text) => ({ topic: 'where is my parcel', text, again: true })],
]

test.each(FIELDS)(
  'what a form holds in %s is hidden as in a message, kind by kind',
  async (_, put) => {
    expect(new Set(SAID.map(({ type }) => type)).size).toBeGreaterThan(60)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...SAID), async ({ text, secret }) => {
        const { answer, told } = await start(put(text), DROP)
        expect(told).not.toContain(JSON.stringify(secret).slice(1, -1))
        expect(answer).toMatchObject({ status: 'started', reason: 'form_redacted' })
      }),
      runs(12),
    )
  },
)

test.each([
  ['a password of its own', { password: 'hunter2' }, 'hunter2'],
  ['a code', { cvv: '482' }, '482'],
  ['a code that is a number', { card: { number: 4111111111111111, cvv: 482 } }, '482'],
  ['a card that is a number', { card_number: 4111111111111111 }, '41111111'],
  ['a card in two fields', { first: '4111 1111', second: '1111 1111' }, '1111 1111'],
  ['a one-time code', { otp: '482913' }, '482913'],
  ['a name that is a number', { '4111 1111 1111 1111': 'x' }, '1111'],
  ['a card typed as a name', { friendlyName: 'Ada 4111 1111 1111 1111' }, '1111 1111'],
])('hides %s without any rules', async (_, form, secret) => {
  const { answer, told } = await start(form)
  expect(told).not.toContain(secret)
  expect(answer['reason']).toBe('form_redacted')
})

test('leaves what names nobody, and what somebody is written to by', async () => {
  const form = {
    email: 'ada@example.com',
    phone: '+14155550100',
    order: { no: 7, urgent: true },
    query: 'where is my parcel',
  }
  const { answer, told, written } = await start(form)
  expect(told).toContain('ada@example.com')
  expect(told).toContain('+14155550100')
  expect(answer['reason']).toBe('')
  expect(written).toMatchObject({
    ok: true,
    value: {
      preEngagementData: JSON.stringify({
        email: 'ada@example.com',
        'order.no': 7,
        'order.urgent': true,
        phone: '+14155550100',
        query: 'where is my parcel',
      }),
    },
  })
})

test('a chat of one’s own is told no more', () => {
  const claims = { note: 'my card is 4111 1111 1111 1111', email: 'ada@example.com' }
  const told = (rules?: readonly RedactionRule[]) =>
    JSON.stringify(
      toWebChat({ addressSid: ADDRESS, displayName: null, claims, ...(rules && { rules }) }),
    )
  expect(told()).not.toContain('1111 1111')
  expect(told()).toContain('ada@example.com')
  expect(told(DROP)).not.toContain('ada@example.com')
})

test.each<[string, object | string, string]>([
  ['longer than a form is', { query: 'x'.repeat(20_000) }, 'claims_too_large'],
  ['cut off', '{"query":"where is my parcel"', 'claims_unreadable'],
  ['no form', ['query'], 'claims_unreadable'],
  ['deeper than a form is', { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }, 'claims_too_deep'],
  ['named as what is decided', { query: 'hi', trust: 'strong' }, 'claim_reserved'],
])('a chat whose form is %s is started, and says what was lost of it', async (_, form, code) => {
  for (const name of ['form', 'formData', 'form_data', 'FormData']) {
    const client = loopbackClient(twilio.url)
    const settings = { client: () => client, address: () => ADDRESS, ledgerKeys: () => KEYS }
    const sent = typeof form === 'string' ? form : JSON.stringify(form)
    const answer = await call(createWebChatStartHandler(settings), { [name]: sent })
    expect(answer).toMatchObject({ status: 'started', reason: code })
  }
})
