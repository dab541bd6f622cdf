import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBotMemory } from '../../../src/twilio/inbound/attributes.js'
import { parseLegacyFlexChat } from '../../../src/twilio/inbound/legacyFlexChat.js'
import { parseWebChat2 } from '../../../src/twilio/inbound/webChat2.js'
import { parseWebChat3 } from '../../../src/twilio/inbound/webChat3.js'
import { anyCharacter } from '../../arbitraries/characters.js'

const ids = { ConversationSid: 'CH01', Identity: 'FX0123456789abcdef0123456789abcdef' }
const page = { friendlyName: 'Anonymous', plan: 'gold' }
const form = { friendlyName: 'Ada', query: 'hello', plan: 'free' }

const readers = { parseWebChat2, parseWebChat3, parseLegacyFlexChat }

describe.each(Object.entries(readers))('%s', (_, read) => {
  test('reads a guest, whatever the browser says of itself', () => {
    const parsed = read({
      ...ids,
      PreEngagementData: JSON.stringify({
        ...form,
        identity: '+14155550100',
        channelType: 'sms',
        verified: true,
      }),
      channel: 'web_chat_authenticated',
      contact: { channel: 'sms', address: '+14155550100' },
    })
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        conversation: 'CH01',
        contact: { channel: 'web_chat', address: ids.Identity },
        claims: form,
        readers: [],
        reasons: [{ code: 'claim_reserved', at: '/claims' }],
      },
    })
    expect(parsed.ok && Object.keys(parsed.value.claims)).toEqual(['friendlyName', 'plan', 'query'])
  })

  test('pollutes nothing and keeps its bounds', () => {
    expect(read({ ...ids, PreEngagementData: '{"__proto__":{"admin":true},"a":1}' })).toMatchObject(
      { value: { claims: { a: 1 }, reasons: [{ code: 'claim_polluting', at: '/claims' }] } },
    )
    const large = JSON.stringify({ a: 'x'.repeat(20_000) })
    expect(read({ ...ids, PreEngagementData: large })).toMatchObject({
      value: { claims: {}, reasons: [{ code: 'claims_too_large', at: '/claims' }] },
    })
  })

  test.each([
    [null, 'invalid_type', ''],
    [{ Identity: 'FX01' }, 'required', 'ConversationSid'],
    [{ ConversationSid: 'CH01' }, 'required', 'Identity'],
    [{ ...ids, Identity: 'a\u0000b' }, 'invalid_address', 'Identity'],
    [{ ...ids, Identity: 'x'.repeat(300) }, 'invalid_address', 'Identity'],
    [{ ...ids, Identity: ['a', 'b'] }, 'duplicate', 'Identity'],
  ])('refuses what it cannot read: %#', (input, code, path) => {
    expect(read(input)).toEqual({ ok: false, issues: [{ code, path }] })
  })

  test('a browser cannot name another conversation beside the one Twilio answered with', () => {
    expect(read({ ...ids, conversation_sid: 'CH02' })).toEqual({
      ok: false,
      issues: [{ code: 'duplicate', path: 'ConversationSid' }],
    })
    expect(read({ ...ids, identity: 'u-77' })).toEqual({
      ok: false,
      issues: [{ code: 'duplicate', path: 'Identity' }],
    })
  })

  test('reads or refuses every input, quietly', () => {
    const names = ['PreEngagementData', 'context', 'formData', 'CustomerFriendlyName', 'From']
    const anyValue = fc.oneof(fc.anything(), fc.json(), fc.string({ unit: anyCharacter }))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), anyValue), (change) => {
        const parsed = read({ ...ids, ...change })
        if (parsed.ok) expect(parsed.value.contact.channel).toBe('web_chat')
        else
          expect(parsed.issues[0]?.path).toMatch(/^(?:Identity|ConversationSid|context\.identity)$/)
      }),
    )
  })
})

describe('where the form and the page’s context both name a field', () => {
  const start = { ...ids, formData: form, context: page }

  test('Webchat 3 takes the form’s word', () => {
    expect(parseWebChat3(start)).toMatchObject({
      value: { claims: { friendlyName: 'Ada', plan: 'free', query: 'hello' } },
    })
  })

  test('Webchat 2 takes the context’s word', () => {
    expect(parseWebChat2(start)).toMatchObject({
      value: { claims: { friendlyName: 'Anonymous', plan: 'gold', query: 'hello' } },
    })
  })

  test('and which of them won is said', () => {
    const said = [{ code: 'claim_duplicate', at: '/claims' }]
    expect(parseWebChat2(start)).toMatchObject({ value: { reasons: said } })
    expect(parseWebChat3(start)).toMatchObject({ value: { reasons: said } })
  })
})

test('Webchat 2 may keep the guest’s identity in its context, where it is no claim', () => {
  const start = { ConversationSid: 'CH01', context: { ...page, identity: 'FX01' }, formData: form }
  expect(parseWebChat2(start)).toMatchObject({
    value: { contact: { address: 'FX01' }, reasons: [{ code: 'claim_duplicate' }] },
  })
})

test('Webchat 3’s own form post is read', () => {
  const body = new URLSearchParams({
    CustomerFriendlyName: 'Ada',
    PreEngagementData: JSON.stringify({ query: 'hello' }),
    DeploymentKey: 'CV0123456789abcdef0123456789abcdef',
    Identity: ids.Identity,
    conversation_sid: 'CH01',
  })
  expect(parseWebChat3(body.toString())).toMatchObject({
    value: { conversation: 'CH01', claims: { friendlyName: 'Ada', query: 'hello' } },
  })
})

describe('legacy Flex', () => {
  test('web channels are read', () => {
    const parameters = {
      FlexFlowSid: 'FO0123456789abcdef0123456789abcdef',
      Identity: 'FX01',
      CustomerFriendlyName: 'Ada',
      ChatFriendlyName: 'Webchat widget',
      PreEngagementData: '{"query":"hello"}',
      ChannelSid: 'CH01',
    }
    expect(parseLegacyFlexChat(parameters)).toMatchObject({
      value: {
        conversation: 'CH01',
        contact: { channel: 'web_chat', address: 'FX01' },
        claims: { friendlyName: 'Ada', query: 'hello' },
      },
    })
  })

  test('the Studio trigger’s `From` is a name the visitor typed, never an address', () => {
    const trigger = {
      ChannelSid: 'CH01',
      ClientIdentity: 'FX01',
      From: '+14155550100',
      Body: 'hi',
      ChannelAttributes:
        '{"pre_engagement_data":{"query":"hello"},"from":"x","proxySession":"KC1"}',
    }
    expect(parseLegacyFlexChat(trigger)).toMatchObject({
      value: {
        contact: { channel: 'web_chat', address: 'FX01' },
        text: 'hi',
        claims: { friendlyName: '+14155550100', query: 'hello' },
        displayName: null,
        reasons: [{ code: 'display_name_phone', at: '/claims/friendlyName' }],
      },
    })
  })
})

describe('a bot’s memory', () => {
  test('is claims, under its own name, as text or as a value', () => {
    const memory = { topic: 'billing', verified: true, customer: { id: 'C-1001' } }
    const expected = {
      claims: { 'bot.customer.id': 'C-1001', 'bot.topic': 'billing' },
      reasons: [{ code: 'claim_reserved', at: '/claims' }],
    }
    expect(readBotMemory(memory)).toEqual(expected)
    expect(readBotMemory(JSON.stringify(memory))).toEqual(expected)
  })

  test.each([undefined, null, '', 'null'])('of %j is none', (memory) => {
    expect(readBotMemory(memory)).toEqual({ claims: {}, reasons: [] })
  })

  test('that cannot be read is none, and that is said', () => {
    expect(readBotMemory('{').reasons).toEqual([{ code: 'claims_unreadable', at: '/claims' }])
  })
})
