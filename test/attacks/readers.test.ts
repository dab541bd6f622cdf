import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FakeTwilio, startFakeTwilio } from '../../examples/fakeTwilio.mjs'
import {
  createDecideHandler,
  type DecideSettings,
  type Directory,
  fileDirectory,
} from '../../src/twilio/functions/index.js'
import {
  parseConversationWebhook,
  parseMessageWebhook,
  parseStudioParameters,
} from '../../src/twilio/inbound/index.js'
import { AT, POLICY } from '../sequences/conversation.js'
import { call, loopbackClient } from '../twilio/functions/call.js'

/** Attacks by whoever reads along: an answer that is right for the person who asks is wrong for them. */
const ADA = '+14155550100'
const EVE = '+14155550177'
const SID = `CH${'4'.repeat(32)}`

let twilio: FakeTwilio
beforeAll(async () => {
  twilio = await startFakeTwilio()
})
afterAll(() => twilio.stop())
beforeEach(() => {
  twilio.state.participants.clear()
  twilio.settings.fail.clear()
  twilio.settings.delay = 0
})

const onFile = { basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' }
const customers = fileDirectory([{ customer: 'C-1001', addresses: [{ address: ADA, ...onFile }] }])

const decide = (event: object, settings: Partial<DecideSettings> = {}) => {
  const client = loopbackClient(twilio.url)
  const handler = createDecideHandler({
    policy: POLICY,
    client: () => client,
    directory: () => {
      if (!customers.ok) throw new TypeError('customers')
      return customers.value
    },
    intent: { classes: ['account'] },
    now: () => AT,
    ...settings,
  })
  return call(handler, { ...event })
}

const added = {
  EventType: 'onMessageAdded',
  ConversationSid: SID,
  MessageSid: 'IM01',
  Author: ADA,
  Source: 'SMS',
}
const studio = { conversation: SID, channel: 'sms', address: ADA }
const phone = (address: string, more: object = {}) => ({
  messaging_binding: { type: 'sms', address, ...more },
})
const AGENT = { identity: 'ada_40example_2Ecom', attributes: '{"member_type":"agent"}' }
const BUSINESS = {
  identity: 'desk',
  messaging_binding: { type: 'sms', projected_address: '+18005550199' },
}

describe.each([
  ['a webhook', added],
  ['a widget of Studio', studio],
])('a text that arrives through Conversations, by %s', (_, event) => {
  test('with nobody else in it is answered', async () => {
    twilio.state.participants.set(SID, [phone(ADA, { proxy_address: '+18005550199' })])
    expect(await decide(event)).toMatchObject({ read: '3', disclose_account: 'masked' })
  })

  test('of a group is read by a stranger, and nothing is shown', async () => {
    twilio.state.participants.set(SID, [phone(ADA), phone(EVE), BUSINESS])
    expect(await decide(event)).toMatchObject({ disclose_account: 'none' })
  })

  test('is answered beside agents, bots and the business’s own number', async () => {
    twilio.state.participants.set(SID, [
      AGENT,
      { identity: 'bot', attributes: '{"member_type":"bot"}' },
      BUSINESS,
      phone(ADA, { proxy_address: '+18005550188' }),
      phone('+18005550188'),
    ])
    expect(await decide(event)).toMatchObject({ read: '3', disclose_account: 'masked' })
  })

  test.each([
    ['a guest who calls themselves an agent', `FX${'5'.repeat(32)}`, '{"member_type":"agent"}'],
    ['a person whose login started a chat', `u_${'6'.repeat(32)}`, '{}'],
    ['a guest of one’s own chat', 'visitor', '{"member_type":"guest"}'],
  ])('is read by %s', async (_, identity, attributes) => {
    twilio.state.participants.set(SID, [phone(ADA), { identity, attributes }])
    expect(await decide(event)).toMatchObject({ disclose_account: 'none' })
  })

  test('is read by the last of three hundred, who is on the fourth page', async () => {
    const agents = Array.from({ length: 300 }, (_, at) => ({ ...AGENT, identity: `agent_${at}` }))
    twilio.state.participants.set(SID, [...agents, phone(ADA)])
    expect(await decide(event)).toMatchObject({ read: '3' })
    twilio.state.participants.set(SID, [...agents, phone(ADA), phone(EVE)])
    expect(await decide(event)).toMatchObject({ disclose_account: 'none' })
  })

  test('whose roster fails, is late, is odd or is nowhere to be asked is held at claimed', async () => {
    const unknown = {
      status: 'decided',
      read: expect.stringMatching(/^[01]$/),
      disclose_account: 'none',
    }
    expect(await decide(event)).toMatchObject(unknown)
    twilio.settings.fail.set('conversations.twilio.com', 503)
    expect(await decide(event)).toMatchObject(unknown)
    twilio.settings.fail.clear()
    twilio.state.participants.set(SID, [phone(ADA)])
    twilio.settings.delay = 300
    expect(await decide(event, { budget: 40 })).toMatchObject(unknown)
    twilio.settings.delay = 0
    for (const odd of [null, 'x', [7], [{}], [{ identity: '' }], [phone('somebody')]]) {
      const participants: object = { participants: () => () => Promise.resolve(odd) }
      expect(await decide(event, participants)).toMatchObject(unknown)
    }
    const throws = () => () => Promise.reject(new Error(`secret of ${ADA}`))
    const answer = await decide(event, { participants: throws })
    expect(answer).toMatchObject(unknown)
    expect(JSON.stringify(answer)).not.toContain('secret')
  })

  test('is read by whom you tell, as Twilio’s JSON in either spelling or as a contact', async () => {
    for (const eve of [
      { channel: 'sms', address: EVE },
      { messagingBinding: { type: 'sms', address: EVE } },
      { messaging_binding: { type: 'whatsapp', address: `whatsapp:${EVE}` } },
    ]) {
      const participants = () => () => Promise.resolve([phone(ADA), eve])
      expect(await decide(event, { participants })).toMatchObject({ disclose_account: 'none' })
    }
  })
})

test('an execution or a message is no Conversation, so Twilio is not asked about it', async () => {
  const before = twilio.calls.length
  const event = { ...studio, conversation: 'FN01' }
  expect(await decide(event)).toMatchObject({ read: '1' })
  expect(await decide({ ...event, readers: '[]' })).toMatchObject({ read: '3' })
  expect(twilio.calls.length).toBe(before)
})

describe('the other members of a group text count', () => {
  const sms = { SmsMessageSid: 'SM01', MessageSid: 'SM01', From: ADA, To: '+18005550199' }
  const eve = { channel: 'group_mms', address: EVE }
  test.each([
    ['without a first one', { OtherRecipients1: EVE }],
    ['under a name without a number', { OtherRecipients: EVE }],
    ['as a list', { OtherRecipients: [EVE] }],
    ['as JSON', { OtherRecipients: JSON.stringify([EVE]) }],
    ['in another case', { otherrecipients3: EVE }],
    ['beside an empty one', { OtherRecipients0: '', OtherRecipients1: EVE }],
  ])('%s', async (_, others) => {
    expect(parseMessageWebhook({ ...sms, ...others })).toMatchObject({ value: { readers: [eve] } })
    expect(parseConversationWebhook({ ...added, ...others })).toMatchObject({
      value: { readers: [eve] },
    })
    expect(parseStudioParameters({ ...studio, ...others })).toMatchObject({
      value: { readers: [eve] },
    })
    expect(await decide({ ...sms, ...others })).toMatchObject({ disclose_account: 'none' })
  })
})

describe('an e-mail is read by all its headers name', () => {
  const mail = {
    EventType: 'onMessageAdded',
    ConversationSid: SID,
    Author: 'ada@example.com',
    'MessagingBinding.Type': 'email',
    'MessagingBinding.ProxyAddress': 'help@example.com',
  }
  const widget = { conversation: SID, channel: 'email', address: 'ada@example.com' }
  const eve = { channel: 'email', address: 'eve@example.org' }
  test.each([
    [{ ReplyTo: 'eve@example.org' }],
    [{ 'Reply-To': 'Eve <EVE@example.org>' }],
    [{ Cc: '"Example, Eve" <eve@example.org>, help@example.com', To: 'help@example.com' }],
    [{ Cc: '"Eve \\"E, x\\"" <eve@example.org>; help@example.com', To: 'help@example.com' }],
    [{ cc: '["eve@example.org"]', To: 'help@example.com' }],
    [{ To: 'help@example.com, eve@example.org' }],
    [{ To: 'Help <help@example.com>', CC: 'eve@example.org' }],
  ])('%j', (headers) => {
    const reads = expect.arrayContaining([eve])
    expect(parseConversationWebhook({ ...mail, ...headers })).toMatchObject({
      value: { readers: reads },
    })
    expect(parseStudioParameters({ ...widget, ...headers })).toMatchObject({
      value: { readers: reads },
    })
  })

  test('whose headers name nobody else, or cannot be read', () => {
    const own = { To: 'help@example.com', ReplyTo: 'ada@example.com' }
    expect(parseConversationWebhook({ ...mail, ...own })).toMatchObject({ value: { readers: [] } })
    const hidden = ['<eve@example.org> <ada@example.com>', '"never closed, eve@example.org']
    for (const Cc of ['eve', 'eve@', 'x'.repeat(40_000), '[7]', { a: 1 }, 7, ...hidden]) {
      for (const read of [
        parseConversationWebhook({ ...mail, ...own, Cc }),
        parseStudioParameters({ ...widget, ...own, Cc }),
      ]) {
        expect(read).toMatchObject({
          value: { readers: null, reasons: [{ code: 'readers_unreadable' }] },
        })
      }
    }
  })

  test('in a Conversation, together with everybody in it', async () => {
    twilio.state.participants.set(SID, [
      { messaging_binding: { type: 'email', address: 'ada@example.com', level: 'to' } },
      { messaging_binding: { type: 'email', address: 'eve@example.org', level: 'cc' } },
    ])
    expect(await decide({ ...mail, To: 'help@example.com' })).toMatchObject({ status: 'decided' })
  })
})

describe('readers that a flow tells', () => {
  test.each([
    ['[]', []],
    ['[{"channel":"sms","address":"+14155550177"}]', [{ channel: 'sms', address: EVE }]],
    [EVE, [{ channel: 'sms', address: EVE }]],
    [`[${EVE}]`, [{ channel: 'sms', address: EVE }]],
    [
      [EVE, '+14155550178'],
      [{ address: EVE }, { address: '+14155550178' }],
    ],
  ])('%j are read', (readers, expected) => {
    expect(parseStudioParameters({ ...studio, readers })).toMatchObject({
      value: { readers: expected, readersTold: true },
    })
  })

  test.each(['{}', '[', '+1', '[7]', '[{"channel":"sms"}]', 7, { a: 1 }, `[${EVE}${EVE}]`])(
    'and cannot be read, as %j, are not known, whatever the roster says',
    async (readers) => {
      expect(parseStudioParameters({ ...studio, readers })).toMatchObject({
        value: { readers: null, reasons: [{ code: 'readers_unreadable', at: '/readers' }] },
      })
      twilio.state.participants.set(SID, [phone(ADA)])
      expect(await decide({ ...studio, readers })).toMatchObject({ read: '1' })
    },
  )
})

describe('a dip of the contact that did not come back hides nothing', () => {
  test.each<[string, Directory['find']]>([
    ['late', () => new Promise(() => undefined)],
    ['failed', () => Promise.reject(new Error('x'))],
    ['not of its form', () => Promise.resolve(JSON.parse('[{"customer":7}]'))],
    ['nothing at all', () => Promise.resolve(JSON.parse('null'))],
  ])('%s', async (_, find) => {
    const directory = () => ({ find, reach: () => Promise.resolve(null) })
    const event = { ...studio, readers: '[]' }
    const answer = await decide(event, { directory, budget: 30 })
    expect(answer).toMatchObject({ status: 'decided', disclose_account: 'none' })
    expect(Number(answer['write'])).toBeLessThanOrEqual(1)
    expect(String(answer['reasons'])).toMatch(/directory_(?:late|failed)/)
  })
})

test.each(['4155550100', '415-555-0100', 'ada@localhost', 'somebody', 'whatsapp:0'])(
  'a file of customers with an address nobody could be found by (%s) is refused with its row',
  (address) => {
    const row = {
      customer: 'C-2',
      addresses: [
        { address: ADA, ...onFile },
        { address, ...onFile },
      ],
    }
    expect(fileDirectory([{ customer: 'C-1', addresses: [] }, row])).toEqual({
      ok: false,
      issues: [{ code: 'invalid_address', path: '/1/addresses/1' }],
    })
  },
)

test.each(['whatsapp:+14155550100', 'rcs:+14155550100', 'sms:+14155550100', '+1 (415) 555-0100'])(
  'a server that writes as %s asserts no channel',
  async (Author) => {
    const event = { ...added, Author, Source: 'API' }
    expect(parseConversationWebhook(event)).toMatchObject({ ok: false })
    expect(await decide(event)).toMatchObject({ ok: 'false', write: '0' })
    const asked = { ...studio, channel: '', address: Author, source: 'API' }
    expect(await decide(asked)).toMatchObject({ ok: 'false', write: '0' })
  },
)
