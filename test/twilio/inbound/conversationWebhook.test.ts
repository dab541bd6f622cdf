import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseConversationWebhook } from '../../../src/twilio/inbound/conversationWebhook.js'
import { anyCharacter } from '../../arbitraries/characters.js'
import { runs } from '../../runs.js'

const added = {
  EventType: 'onMessageAdded',
  ConversationSid: 'CH0123456789abcdef0123456789abcdef',
  MessageSid: 'IM0123456789abcdef0123456789abcdef',
  ParticipantSid: 'MB0123456789abcdef0123456789abcdef',
  Author: '+14155550100',
  Body: 'hello',
  Source: 'SMS',
  Attributes: '{}',
}

const contactOf = (input: unknown, channel?: string): unknown => {
  const parsed = parseConversationWebhook(input, channel)
  return parsed.ok ? parsed.value.contact : parsed.issues
}

describe('a message in a conversation', () => {
  test.each(['onMessageAdd', 'onMessageAdded', 'ONMESSAGEADDED'])('%s is read', (EventType) => {
    expect(parseConversationWebhook({ ...added, EventType })).toEqual({
      ok: true,
      value: {
        conversation: added.ConversationSid,
        message: added.MessageSid,
        contact: { channel: 'sms', address: '+14155550100' },
        readers: null,
        text: 'hello',
        claims: {},
        displayName: null,
        also: [],
        reasons: [],
      },
    })
  })

  test('before it is added has no message id yet', () => {
    const { MessageSid: _, ...before } = added
    const parsed = parseConversationWebhook({ ...before, EventType: 'onMessageAdd' })
    if (!parsed.ok) throw new TypeError('the event of this test cannot be read')
    expect(parsed.value).not.toHaveProperty('message')
  })

  test('reads the same as form, JSON text and object', () => {
    const expected = parseConversationWebhook(added)
    expect(parseConversationWebhook(new URLSearchParams(added).toString())).toEqual(expected)
    expect(parseConversationWebhook(JSON.stringify(added))).toEqual(expected)
  })

  test.each([
    [{ Author: 'whatsapp:+14155550100', Source: 'WHATSAPP' }, 'whatsapp', '+14155550100'],
    [{ Author: 'whatsapp:US.1349', Source: 'WHATSAPP' }, 'whatsapp', 'US.1349'],
    [{ Author: 'rcs:+14155550100', Source: 'RCS' }, 'rcs', '+14155550100'],
    [{ Author: '+14155550100', Source: 'RCS' }, 'rcs', '+14155550100'],
    [{ Author: 'messenger:1234', Source: 'MESSENGER' }, 'messenger', '1234'],
    [{ Author: 'instagram:1784', Source: 'API' }, 'instagram', '1784'],
    [{ Author: 'kiosk:42', Source: 'API' }, 'custom', 'kiosk:42'],
    [{ Author: 'ada@example.com', Source: 'EMAIL' }, 'email', 'ada@example.com'],
    [{ Author: 'FX01', Source: 'SDK' }, 'web_chat', 'FX01'],
    [{ Author: 'FX01', Source: 'API' }, 'web_chat', 'FX01'],
    [{ 'MessagingBinding.Type': 'RCS' }, 'rcs', '+14155550100'],
    [{ 'MessagingBinding.Type': 'whAtsAPP' }, 'whatsapp', '+14155550100'],
    [{ MessagingBinding: { Type: 'rcs' } }, 'rcs', '+14155550100'],
  ])('%j is on %s', (change, channel, address) => {
    expect(contactOf({ ...added, ...change })).toEqual({ channel, address })
  })

  test.each([
    '+14155550100',
    'whatsapp:+14155550100',
    'rcs:+14155550100',
    'messenger:1234',
    'web_chat_authenticated:u-77',
    'tel:+14155550100',
  ])('written by a chat client whose identity is %s is web chat all the same', (Author) => {
    for (const change of [{ Source: 'SDK' }, { ClientIdentity: Author }]) {
      expect(contactOf({ ...added, Author, ...change })).toMatchObject({ channel: 'web_chat' })
    }
  })

  test('whose source does not tell its channel is refused, not guessed', () => {
    const { Source: _, ...silent } = added
    for (const Author of ['+14155550100', 'whatsapp:+14155550100', 'FX01']) {
      expect(contactOf({ ...silent, Author })).toEqual([
        { code: 'channel_unknown', path: 'Source' },
      ])
    }
    expect(contactOf({ ...added, Source: 'pigeon' })).toEqual([
      { code: 'channel_unknown', path: 'Source' },
    ])
    expect(contactOf({ ...added, 'MessagingBinding.Type': 'gbm' })).toEqual([
      { code: 'channel_unknown', path: 'Source' },
    ])
  })

  test('is on the channel that you say, which its author never overrules', () => {
    expect(contactOf(added, 'rcs')).toEqual({ channel: 'rcs', address: '+14155550100' })
    const chat = { ...added, Author: 'u-77', Source: 'SDK' }
    expect(contactOf(chat, 'web-chat-authenticated')).toEqual({
      channel: 'web_chat_authenticated',
      address: 'u-77',
    })
    expect(contactOf({ ...added, Author: 'whatsapp:+14155550100' }, 'sms')).toEqual([
      { code: 'scheme_mismatch', path: 'Author' },
    ])
  })
})

describe('a conversation and a participant', () => {
  const group = {
    EventType: 'onConversationAdded',
    ConversationSid: 'CH01',
    'MessagingBinding.Type': 'SMS',
    'MessagingBinding.AuthorAddress': '+14155550101',
    'MessagingBinding.ProxyAddress': '+18005550199',
  }
  const addresses = ['+14155550100', '+14155550101', '+14155550102']

  test.each([
    ['a name sent several times', addresses],
    ['a JSON list', JSON.stringify(addresses)],
    ['text with commas', addresses.join(', ')],
  ])('of a group text, its addresses as %s, has all others for readers', (_, list) => {
    const parsed = parseConversationWebhook({ ...group, 'MessagingBinding.Address': list })
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        contact: { channel: 'group_mms', address: '+14155550101', to: '+18005550199' },
        readers: [
          { channel: 'group_mms', address: '+14155550100' },
          { channel: 'group_mms', address: '+14155550102' },
        ],
      },
    })
  })

  test('of a group text without an author is from the group, which is nobody', () => {
    const { 'MessagingBinding.AuthorAddress': _, ...silent } = group
    expect(contactOf({ ...silent, 'MessagingBinding.Address': addresses })).toMatchObject({
      channel: 'group_mms',
      address: addresses.join(','),
    })
  })

  test('with a reader who cannot be read is refused, for a missing reader would raise trust', () => {
    const list = [...addresses, 'someone']
    expect(contactOf({ ...group, 'MessagingBinding.Address': list })).toEqual([
      { code: 'invalid_address', path: 'MessagingBinding.Address' },
    ])
    const many = Array.from({ length: 17 }, (_, at) => `+141555501${String(at).padStart(2, '0')}`)
    expect(contactOf({ ...group, 'MessagingBinding.Address': many.join(',') })).toEqual([
      { code: 'too_many', path: 'MessagingBinding.Address' },
    ])
  })

  test('that joins by text message is at its binding’s address', () => {
    const joined = {
      EventType: 'onParticipantAdded',
      ConversationSid: 'CH01',
      ParticipantSid: 'MB01',
      'MessagingBinding.Type': 'sms',
      'MessagingBinding.Address': '+14155550100',
      'MessagingBinding.ProxyAddress': '+18005550199',
    }
    expect(contactOf(joined)).toEqual({
      channel: 'sms',
      address: '+14155550100',
      to: '+18005550199',
    })
  })

  test('that joins as a chat client is its identity, whatever it looks like', () => {
    const joined = { EventType: 'onParticipantAdded', ConversationSid: 'CH01' }
    expect(contactOf({ ...joined, Identity: '+14155550100' })).toEqual({
      channel: 'web_chat',
      address: '+14155550100',
    })
  })

  test('with a pre-engagement form and a bot’s memory holds them as claims', () => {
    const parsed = parseConversationWebhook({
      EventType: 'onConversationAdded',
      ConversationSid: 'CH01',
      Author: 'FX01',
      Source: 'SDK',
      Attributes: JSON.stringify({
        pre_engagement_data: { friendlyName: 'Ada', trust: 4 },
        memory: { topic: 'billing', verified: true },
        customers: { verified: true },
      }),
    })
    expect(parsed).toMatchObject({
      value: {
        claims: { friendlyName: 'Ada', 'bot.topic': 'billing' },
        reasons: [{ code: 'claim_reserved', at: '/claims' }],
      },
    })
  })
})

describe('a webhook that cannot be read is refused with its place', () => {
  test.each([
    [undefined, 'invalid_type', ''],
    [{}, 'required', 'EventType'],
    [{ ...added, EventType: 'onMessageRemoved' }, 'unsupported_event', 'EventType'],
    [{ ...added, ConversationSid: '' }, 'required', 'ConversationSid'],
    [{ ...added, ConversationSid: ['CH1', 'CH2'] }, 'duplicate', 'ConversationSid'],
    [{ ...added, Author: '' }, 'required', 'Author'],
    [{ ...added, Author: 'someone or other' }, 'invalid_phone', 'Author'],
    [{ ...added, 'MessagingBinding.Address': [5] }, 'invalid_type', 'MessagingBinding.Address'],
    [{ ...added, EventType: 'x'.repeat(65) }, 'too_long', 'EventType'],
  ])('%#', (input, code, path) => {
    expect(parseConversationWebhook(input)).toEqual({ ok: false, issues: [{ code, path }] })
  })

  test('of any shape it is read or refused, quietly', () => {
    const anyValue = fc.oneof(
      fc.anything(),
      fc.string({ unit: anyCharacter }),
      fc.constantFrom('onMessageAdd', 'SDK', 'API', 'SMS', '+14155550100', 'rcs:+14155550100'),
    )
    const names = [
      ...Object.keys(added),
      'Identity',
      'ClientIdentity',
      'MessagingBinding.Type',
      'MessagingBinding.Address',
      'MessagingBinding.AuthorAddress',
      'MessagingBinding.ProxyAddress',
    ]
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), anyValue), (change) => {
        const parsed = parseConversationWebhook({ ...added, ...change })
        if (parsed.ok) return
        for (const { code, path } of parsed.issues) {
          expect(code).toMatch(/^[a-z_]+$/)
          expect(['', ...names]).toContain(path)
        }
      }),
      runs(200),
    )
  })
})
