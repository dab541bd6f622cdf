import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../src/evaluate.js'
import type { Evidence } from '../../../src/model/index.js'
import { parseCommunicationEvent } from '../../../src/twilio/inbound/communicationEvent.js'
import { parseConversationWebhook } from '../../../src/twilio/inbound/conversationWebhook.js'
import { toEngagement } from '../../../src/twilio/inbound/inbound.js'
import { APPROVED_CODE } from '../../arbitraries/approvedCode.js'
import { compiled, POLICY_TEXT } from '../../studio/fixture.js'

const NOW = Date.parse('2026-11-22T10:00:00Z')
const policy = compiled(POLICY_TEXT)

// The number is on file, so that proof would count.
const directory = {
  kind: 'directory',
  at: '2026-11-22T09:59:00Z',
  query: { address: '+14155550100' },
  matches: [
    { customer: 'C-1001', basis: 'verified', since: '2024-03-01', confirmed: '2026-11-01' },
  ],
}

const event = (author: object, more: object = {}) => ({
  eventType: 'COMMUNICATION_CREATED',
  timestamp: '2026-11-22T09:59:59Z',
  data: {
    id: 'conv_communication_01k1etk2y5f1y9fpe2epfdtvv2',
    conversationId: 'conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2',
    author: { participantId: 'conv_participant_01k1etx3jbfx88476ccja0889c', ...author },
    content: { type: 'TEXT', text: 'Where is my order?' },
    recipients: [{ address: '+18005550199', channel: 'SMS' }],
    ...more,
  },
})

describe('a message of Conversation Orchestrator', () => {
  test.each([
    ['SMS', '+14155550100', 'sms', '+14155550100'],
    ['RCS', '+14155550100', 'rcs', '+14155550100'],
    ['WHATSAPP', '+14155550100', 'whatsapp', '+14155550100'],
    ['EMAIL', 'ada@example.com', 'email', 'ada@example.com'],
    ['CHAT', '+14155550100', 'web_chat', '+14155550100'],
  ])('%s is read, as a value and as text', (channel, address, name, expected) => {
    const one = event({ channel, address })
    for (const input of [one, JSON.stringify(one)]) {
      const read = parseCommunicationEvent(input)
      expect(read).toMatchObject({
        ok: true,
        value: { contact: { channel: name }, readers: null, text: 'Where is my order?' },
      })
      expect(read.ok && read.value.contact.address).toContain(expected)
    }
  })

  test.each([
    ['{"eventType":', 'not_json', ''],
    ['[]', 'invalid_type', ''],
    [{ ...event({}), eventType: 'CONVERSATION_CREATED' }, 'unsupported_event', 'eventType'],
    [{ ...event({}), data: 'x' }, 'required', 'data'],
    [event({}, { conversationId: '' }), 'required', 'data.conversationId'],
    [event({}, { author: null }), 'required', 'data.author'],
    [event({ channel: 'PIGEON', address: 'x' }), 'channel_unknown', 'data.author.channel'],
    [event({ channel: 'EMAIL', address: 'Ada' }), 'invalid_email', 'data.author.address'],
  ])('is refused at its place where it is none, case %#', (input, code, path) => {
    expect(parseCommunicationEvent(input)).toEqual({ ok: false, issues: [{ code, path }] })
  })

  test('whose text is longer than any is read without it, and says so', () => {
    const read = parseCommunicationEvent(
      event(
        { channel: 'SMS', address: '+14155550100' },
        { content: { type: 'TEXT', text: 'x'.repeat(200_000) } },
      ),
    )
    if (!read.ok) throw new TypeError('unreadable')
    expect(read.value.reasons).toEqual([{ code: 'too_long', at: '/text' }])
    expect('text' in read.value).toBe(false)
  })

  test('opens nothing by itself, whoever else may read', () => {
    const read = parseCommunicationEvent(event({ channel: 'SMS', address: '+14155550100' }))
    if (!read.ok) throw new TypeError('unreadable')
    const decision = evaluate(policy, toEngagement(read.value, { evidence: [directory] }), NOW)
    expect(decision.trust.read).toBeLessThanOrEqual(1)
    expect(decision.disclosure['account']).toBe('none')
  })

  test.each([
    ['another event', { ...event({}), eventType: 'PARTICIPANT_ADDED' }],
    ['a voice', event({ channel: 'VOICE', address: '+14155550100' })],
    ['a program', event({ channel: 'API', address: 'x' })],
    ['no author', event({}, { author: null })],
    ['no conversation', event({ channel: 'SMS', address: '+14155550100' }, { conversationId: '' })],
    ['an address that is none', event({ channel: 'WHATSAPP', address: 'Ada Lovelace' })],
  ])('%s is refused by its place, never with the value', (_, input) => {
    const read = parseCommunicationEvent(input)
    expect(read.ok).toBe(false)
    expect(JSON.stringify(read)).not.toMatch(/Ada|415555/)
  })

  test('whatever comes is read or refused, and nothing throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (input) => {
        expect(typeof parseCommunicationEvent(input).ok).toBe('boolean')
        const inside = parseCommunicationEvent({ eventType: 'COMMUNICATION_CREATED', data: input })
        expect(inside.ok).toBe(false)
      }),
    )
  })
})

describe('before a conversation is made', () => {
  const before = {
    EventType: 'onConversationAdd',
    'MessagingBinding.Address': '+14155550100',
    'MessagingBinding.ProxyAddress': '+18005550199',
    'MessagingBinding.Type': 'sms',
    MessageBody: 'Where is my order?',
  }

  test('it has no SID yet, and is still read', () => {
    expect(parseConversationWebhook(before)).toMatchObject({
      ok: true,
      value: {
        conversation: 'onConversationAdd',
        contact: { channel: 'sms', address: '+14155550100', to: '+18005550199' },
        text: 'Where is my order?',
      },
    })
  })

  test('no proof is bound to it, whatever conversation the proof names', () => {
    const read = parseConversationWebhook(before)
    if (!read.ok) throw new TypeError('unreadable')
    for (const conversation of ['onConversationAdd', '', null, 'CH01', undefined]) {
      const check = {
        kind: 'verify_check',
        at: '2026-11-22T09:59:00Z',
        ...(conversation !== undefined && { conversation }),
        by: { channel: 'sms', address: '+14155550100' },
        result: APPROVED_CODE,
      }
      const writeTrust = (named: string, ...more: readonly Evidence[]) =>
        evaluate(
          policy,
          toEngagement({ ...read.value, conversation: named }, { evidence: [directory, ...more] }),
          NOW,
        ).trust.write
      const own = read.value.conversation
      expect([writeTrust(own), writeTrust(own, check)]).toEqual([2, 2])
      // The same proof counts in a conversation that it names.
      if (conversation === 'CH01') expect(writeTrust('CH01', check)).toBe(writeTrust('CH01') + 1)
    }
  })

  test.each(['onConversationAdded', 'onMessageAdd', 'onParticipantAdd'])(
    'every other event names one: %s',
    (EventType) => {
      expect(parseConversationWebhook({ ...before, EventType })).toMatchObject({
        ok: false,
        issues: [{ code: 'required', path: 'ConversationSid' }],
      })
    },
  )
})
