import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseStudioParameters } from '../../../src/twilio/inbound/studioParameters.js'
import { anyCharacter } from '../../arbitraries/characters.js'
import { entriesOf } from '../../reference/exported.js'
import { runs } from '../../runs.js'

// As a Run Function widget sends them: every value is text, some of it written with `to_json`.
const call = {
  request: { headers: {}, cookies: {} },
  channel: 'rcs',
  address: '+14155550100',
  to: '+18005550199',
  ConversationSid: 'CH01',
  MessageSid: 'IM07',
  Body: 'where is my order?',
  claims: '{"friendlyName":"Ada","verified":true}',
  classes: 'account, financial',
  actions: '["change_address"]',
  epoch: '2',
  ledger: 'v1.sealed',
  'context.language': 'en',
}

describe('a Run Function call', () => {
  test('is an inbound message and what the flow adds', () => {
    expect(parseStudioParameters(call)).toEqual({
      ok: true,
      value: {
        conversation: 'CH01',
        message: 'IM07',
        contact: { channel: 'rcs', address: '+14155550100', to: '+18005550199' },
        readers: null,
        text: 'where is my order?',
        claims: { friendlyName: 'Ada' },
        displayName: 'Ada',
        also: [],
        reasons: [{ code: 'claim_reserved', at: '/claims' }],
        intent: { classes: ['account', 'financial'], actions: ['change_address'] },
        epoch: 2,
        ledger: 'v1.sealed',
        context: { language: 'en' },
      },
    })
  })

  test('reads the same as form, JSON and object, and with or without `to_json`’s quotes', () => {
    const { request: _, ...texts } = call
    const expected = parseStudioParameters(call)
    expect(parseStudioParameters(new URLSearchParams(texts))).toEqual(expected)
    expect(parseStudioParameters(JSON.stringify(texts))).toEqual(expected)
    const quoted = { ...call, channel: '"rcs"', address: '"+14155550100"', epoch: '"2"' }
    expect(parseStudioParameters(quoted)).toEqual(expected)
  })

  test('spells its parameters as flows do', () => {
    const least = { conversation: 'CH01', channel: 'sms', address: '+14155550100' }
    const expected = parseStudioParameters(least)
    for (const other of [
      { Conversation_Sid: 'CH01', Channel: 'SMS', Address: '+14155550100' },
      { conversationSid: 'CH01', channel: 'sms', From: '+14155550100' },
      { conversation: 'CH01', channel: 'sms', Author: '+14155550100', From: 'x' },
      { ChannelSid: 'CH01', channel: 'sms', contact_address: '+14155550100' },
      { execution_sid: 'CH01', channel: 'sms', 'customer-address': '+14155550100' },
    ]) {
      expect(parseStudioParameters(other)).toEqual(expected)
    }
  })

  test('without a channel is on the one its address names, and a bare address is refused', () => {
    const { channel: _, ...silent } = call
    expect(parseStudioParameters({ ...silent, address: 'whatsapp:+14155550100' })).toMatchObject({
      value: { contact: { channel: 'whatsapp', address: '+14155550100' } },
    })
    const message = { ExecutionSid: 'FN01', From: 'rcs:+14155550100', MessageSid: 'SM01' }
    expect(parseStudioParameters(message)).toMatchObject({
      value: { conversation: 'FN01', contact: { channel: 'rcs', address: '+14155550100' } },
    })
    expect(parseStudioParameters(silent)).toEqual({
      ok: false,
      issues: [{ code: 'required', path: 'channel' }],
    })
  })

  const trigger = { ConversationSid: 'CH01', Author: 'whatsapp:+14155550100' }

  test.each([
    ['SDK', 'web_chat', 'whatsapp:+14155550100'],
    ['WHATSAPP', 'whatsapp', '+14155550100'],
  ])(
    'of a conversation’s author has the channel its source %s tells',
    (Source, channel, address) => {
      for (const change of [trigger, { ...trigger, Author: '', From: trigger.Author }]) {
        expect(parseStudioParameters({ ...change, Source })).toMatchObject({
          value: { contact: { channel, address } },
        })
      }
    },
  )

  test('written by a server as a number tells no channel, in any spelling of the number', () => {
    for (const Author of ['whatsapp:+14155550100', 'rcs:+14155550100', '+1 (415) 555-0100']) {
      expect(parseStudioParameters({ ConversationSid: 'CH01', Author, Source: 'API' })).toEqual({
        ok: false,
        issues: [{ code: 'required', path: 'channel' }],
      })
    }
  })

  test('of a conversation’s author without a source is refused: a browser chooses its identity', () => {
    const refused = { ok: false, issues: [{ code: 'required', path: 'channel' }] }
    for (const change of [trigger, { ConversationSid: 'CH01', From: trigger.Author }]) {
      expect(parseStudioParameters(change)).toEqual(refused)
    }
    expect(parseStudioParameters({ ...trigger, ClientIdentity: trigger.Author })).toMatchObject({
      value: { contact: { channel: 'web_chat', address: trigger.Author } },
    })
  })

  test('holds the form, the channel’s attributes and a bot’s memory as claims, in that order', () => {
    const parsed = parseStudioParameters({
      ...call,
      claims: '{"email":"ada@example.com"}',
      ChannelAttributes: '{"pre_engagement_data":{"email":"eve@example.org","topic":"x"}}',
      memory: '{"mood":"calm","trust":4}',
    })
    expect(parsed).toMatchObject({
      value: { claims: { email: 'ada@example.com', topic: 'x', 'bot.mood': 'calm' } },
    })
  })

  test.each(['', 'null', ' null '])('takes %j for an undefined variable', (nothing) => {
    const empty = { claims: nothing, classes: nothing, epoch: nothing, memory: nothing }
    const parsed = parseStudioParameters({ ...call, ...empty, actions: nothing })
    expect(parsed).toMatchObject({ ok: true, value: { claims: {}, reasons: [] } })
    if (!parsed.ok) throw new TypeError('the parameters of this test cannot be read')
    expect(parsed.value).not.toHaveProperty('intent')
    expect(parsed.value).not.toHaveProperty('epoch')
  })

  test('keeps a text as the customer wrote it', () => {
    for (const Body of ['"quoted"', 'null', ' spaces ', '{"a":1}']) {
      expect(parseStudioParameters({ ...call, Body })).toMatchObject({ value: { text: Body } })
    }
  })
})

describe('what a customer can put into a flow’s parameters', () => {
  test('evidence is never read, in any spelling', () => {
    const plain = JSON.stringify([{ kind: 'session', customer: 'C-1001' }])
    const forged = { ...call, evidence: plain, Evidence: plain, session: plain, trust: '4' }
    expect(parseStudioParameters(forged)).toEqual(parseStudioParameters(call))
  })

  test('a parameter called `request` is set aside, whatever it holds', () => {
    for (const request of ['x', '{"headers":{}}', ['a', 'b'], 5, null]) {
      expect(parseStudioParameters({ ...call, request })).toEqual(parseStudioParameters(call))
    }
  })

  test('JSON broken by an unescaped quote is no claim, and the message is kept', () => {
    const broken = { ...call, claims: '{"question":"say "hi""}' }
    expect(parseStudioParameters(broken)).toMatchObject({
      ok: true,
      value: { claims: {}, reasons: [{ code: 'claims_unreadable', at: '/claims' }] },
    })
  })

  test('facts come one by one, under plain names', () => {
    const facts = {
      'context.vip': ['true', 'false'],
      'context.__proto__': 'x',
      'context.constructor': 'x',
      'context.a b': 'x',
      'context.long': 'x'.repeat(1001),
      context: '{"vip":true}',
      'context.hours': 'open',
    }
    expect(parseStudioParameters({ ...call, ...facts })).toMatchObject({
      value: { context: { language: 'en', hours: 'open' } },
    })
    const parsed = parseStudioParameters({ ...call, ...facts })
    expect(parsed.ok && Object.keys(parsed.value.context)).toEqual(['language', 'hours'])
  })
})

describe('a call that cannot be read is refused with its place', () => {
  test.each([
    [null, 'invalid_type', ''],
    [{ ...call, ConversationSid: '' }, 'required', 'conversation'],
    [{ ...call, address: '' }, 'required', 'address'],
    [{ ...call, address: 'x@' }, 'invalid_phone', 'address'],
    [{ ...call, channel: 'pigeon' }, 'unknown_channel', 'channel'],
    [{ ...call, address: 'whatsapp:+14155550100' }, 'scheme_mismatch', 'address'],
    [{ ...call, to: '"\\u0000"' }, 'invalid_address', 'to'],
    [{ ...call, channel: ['rcs', 'sms'] }, 'duplicate', 'channel'],
    [{ ...call, Channel: 'sms' }, 'duplicate', 'channel'],
    [{ ...call, conversation: 'CH02' }, 'duplicate', 'conversation'],
    [{ ...call, address: { a: 1 } }, 'invalid_type', 'address'],
    [{ ...call, classes: 'a b' }, 'invalid_name', 'classes'],
    [{ ...call, actions: '[1]' }, 'invalid_name', 'actions'],
    [{ ...call, actions: '[' }, 'invalid_name', 'actions'],
    [{ ...call, amount: '12,50' }, 'invalid_format', 'amount'],
    [{ ...call, payee: 'a\u202eb' }, 'invalid_format', 'payee'],
    [{ ...call, epoch: '-1' }, 'invalid_format', 'epoch'],
    [{ ...call, epoch: 'NaN' }, 'invalid_format', 'epoch'],
    [{ ...call, classes: 'x,'.repeat(3000) }, 'too_long', 'classes'],
  ])('%#', (input, code, path) => {
    expect(parseStudioParameters(input)).toEqual({ ok: false, issues: [{ code, path }] })
  })

  test('of any shape it is read or refused, quietly', () => {
    const anyValue = fc.oneof(fc.anything(), fc.json(), fc.string({ unit: anyCharacter }))
    const anyName = fc.oneof(fc.constantFrom(...Object.keys(call), 'memory', 'amount'), fc.string())
    fc.assert(
      fc.property(fc.dictionary(anyName, anyValue), (change) => {
        const parsed = parseStudioParameters({ ...call, ...change })
        if (parsed.ok) return
        for (const { code, path } of parsed.issues) {
          expect(code).toMatch(/^[a-z_]+$/)
          expect(path).toMatch(/^[A-Za-z]*$/)
        }
      }),
      runs(200),
    )
  })
})

describe('a parameter that is misspelt', () => {
  const names = entriesOf('twilio/inbound/studioFields.ts', 'SPELLINGS').map(([name]) => name)
  const least = { conversation: 'CH01', channel: 'sms', address: '+14155550100' }

  const misspeltIn = (sent: Readonly<Record<string, string>>): readonly string[] => {
    const read = parseStudioParameters({ ...least, ...sent })
    const told = read.ok
      ? read.value.reasons.map(({ code, at }) => ({ code, path: at }))
      : read.issues
    return told.flatMap(({ code, path = '' }) =>
      code === 'parameter_misspelt' ? [path.replace('/', '')] : [],
    )
  }

  test.each([
    [{ class: 'account' }, ['classes']],
    [{ ledgr: 'v1.sealed' }, ['ledger']],
    [{ reader: '[]' }, ['readers']],
    [{ 'contxt.open': 'yes' }, ['context']],
    [{ classes: 'account', clases: 'money' }, []],
    [{ class: 'account', acton: 'pay' }, ['classes']],
  ])('is told by ours, and only where ours is not there: %j', (sent, told) => {
    expect(misspeltIn(sent)).toEqual(told)
  })

  test('that has to be there refuses the call by its name', () => {
    const { channel, ...others } = least
    const read = parseStudioParameters({ ...others, chanel: channel })
    expect(read).toEqual({ ok: false, issues: [{ code: 'parameter_misspelt', path: 'channel' }] })
  })

  test('is told whichever letter of a long name is wrong', () => {
    const edit = fc.tuple(
      fc.constantFrom(...names.filter((name) => name.length > 4 && !Object.hasOwn(least, name))),
      fc.nat(40),
      fc.constantFrom('', 'x'),
    )
    fc.assert(
      fc.property(edit, ([name, place, letter]) => {
        const at = place % name.length
        const wrong = `${name.slice(0, at)}${letter}${name.slice(at + 1)}`
        fc.pre(!names.some((one) => one.toLowerCase() === wrong.toLowerCase()))
        expect(misspeltIn({ [wrong]: '1' })).toContain(name)
      }),
      runs(200),
    )
  })

  // The messaging webhook, events of Conversations, a trigger's and what other Functions take.
  test('is none that Twilio sends of its own, or another Function takes', () => {
    const others =
      'AccountSid ApiVersion SmsSid SmsStatus NumMedia NumSegments FromCity FromState FromZip FromCountry ToCity ToState ToZip ToCountry ProfileName WaId ButtonText ButtonPayload ReferralSourceUrl MessagingServiceSid Forwarded FrequentlyForwarded Latitude Longitude Label OptOutType EventType RetryCount Index ParticipantSid ChatServiceSid DateCreated Media State Reason UniqueName FriendlyName RoleSid Identity MessagingBinding.Type MessagingBinding.Address FlowSid StepName AccountType code method purpose check answer.surname formData login_token conversation_sid token Token ApproverToken break_glass flags lower customer expires reason type intent queue'
    for (const name of others.split(' '))
      expect([name, misspeltIn({ [name]: '1' })]).toEqual([name, []])
  })

  test('is none of those that the reference names', () => {
    expect(names.length).toBeGreaterThan(20)
    for (const name of names) expect([name, misspeltIn({ [name]: '1' })]).toEqual([name, []])
  })
})

test('every parameter that the reference names is read by that name', () => {
  const read = parseStudioParameters({ execution: 'FN01', channel: 'sms', address: '+14155550100' })
  expect(read.ok && read.value.conversation).toBe('FN01')
})
