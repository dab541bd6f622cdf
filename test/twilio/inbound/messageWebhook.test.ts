import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toEngagement } from '../../../src/twilio/inbound/inbound.js'
import { parseMessageWebhook } from '../../../src/twilio/inbound/messageWebhook.js'
import { anyCharacter } from '../../arbitraries/characters.js'
import { runs } from '../../runs.js'

const sms = {
  ToCountry: 'US',
  SmsMessageSid: 'SM0123456789abcdef0123456789abcdef',
  NumMedia: '0',
  SmsSid: 'SM0123456789abcdef0123456789abcdef',
  Body: 'where is my order?',
  To: '+18005550199',
  NumSegments: '1',
  MessageSid: 'SM0123456789abcdef0123456789abcdef',
  AccountSid: 'AC0123456789abcdef0123456789abcdef',
  From: '+14155550100',
  ApiVersion: '2010-04-01',
}

const whatsapp = {
  ...sms,
  From: 'whatsapp:+14155550100',
  To: 'whatsapp:+18005550199',
  WaId: '14155550100',
  ProfileName: 'Ada',
  ExternalUserId: 'US.13491208655302741918',
}

describe('an incoming message', () => {
  test('by SMS is from the number, to the number, in a conversation of its own', () => {
    expect(parseMessageWebhook(sms)).toEqual({
      ok: true,
      value: {
        conversation: sms.MessageSid,
        message: sms.MessageSid,
        contact: { channel: 'sms', address: '+14155550100', to: '+18005550199' },
        readers: [],
        text: 'where is my order?',
        claims: {},
        displayName: null,
        also: [],
        reasons: [],
      },
    })
  })

  test('reads the same as a form, as parameters, as an object and as JSON', () => {
    const form = new URLSearchParams(sms)
    const expected = parseMessageWebhook(sms)
    expect(parseMessageWebhook(form)).toEqual(expected)
    expect(parseMessageWebhook(form.toString())).toEqual(expected)
    expect(parseMessageWebhook(JSON.stringify(sms))).toEqual(expected)
  })

  test('belongs to the conversation it is said to', () => {
    expect(parseMessageWebhook(sms, 'CH01')).toMatchObject({ value: { conversation: 'CH01' } })
    expect(parseMessageWebhook({ ...sms, ConversationSid: 'CH02' })).toMatchObject({
      value: { conversation: 'CH02' },
    })
  })

  test.each([
    ['mms', { NumMedia: '1' }, '+14155550100'],
    ['rcs', { From: 'rcs:+14155550100', To: 'rcs:brand_example_agent' }, '+14155550100'],
    ['rcs', { From: 'RcS:+1 (415) 555-0100' }, '+14155550100'],
    ['whatsapp', { From: 'whatsapp:+14155550100' }, '+14155550100'],
    ['messenger', { From: 'messenger:1234567890', To: 'messenger:987' }, '1234567890'],
    ['sms', { From: '72345' }, '72345'],
    ['custom', { From: 'kiosk:42' }, 'kiosk:42'],
  ])('on %s has its channel from Twilio’s own prefix', (channel, change, address) => {
    expect(parseMessageWebhook({ ...sms, ...change })).toMatchObject({
      ok: true,
      value: { contact: { channel, address } },
    })
  })

  test('to a group is read by all the others', () => {
    const group = { ...sms, OtherRecipients0: '+14155550101', OtherRecipients1: '+14155550102' }
    expect(parseMessageWebhook(group)).toMatchObject({
      value: {
        contact: { channel: 'group_mms', address: '+14155550100' },
        readers: [
          { channel: 'group_mms', address: '+14155550101' },
          { channel: 'group_mms', address: '+14155550102' },
        ],
      },
    })
    expect(parseMessageWebhook({ ...group, OtherRecipients1: 'someone' })).toEqual({
      ok: false,
      issues: [{ code: 'invalid_address', path: 'OtherRecipients1' }],
    })
  })
})

describe('WhatsApp names its user in several ways', () => {
  test('by number, with the business-scoped id beside it', () => {
    expect(parseMessageWebhook(whatsapp)).toMatchObject({
      value: {
        contact: { channel: 'whatsapp', address: '+14155550100', to: '+18005550199' },
        also: ['whatsapp:US.13491208655302741918'],
        claims: { profileName: 'Ada' },
        reasons: [],
      },
    })
  })

  test('by business-scoped id alone, where the number is withheld', () => {
    const { WaId: _, ...rest } = whatsapp
    const parsed = parseMessageWebhook({
      ...rest,
      From: 'whatsapp:US.13491208655302741918',
      ParentExternalUserId: 'US.ENT.11815799212886844830',
    })
    expect(parsed).toMatchObject({
      value: {
        contact: { channel: 'whatsapp', address: 'US.13491208655302741918' },
        also: ['whatsapp:US.ENT.11815799212886844830'],
        reasons: [],
      },
    })
  })

  test('by business-scoped id in place of an empty sender', () => {
    expect(parseMessageWebhook({ ...whatsapp, From: 'whatsapp:' })).toMatchObject({
      value: { contact: { channel: 'whatsapp', address: 'US.13491208655302741918' } },
    })
    const { From: _, ...rest } = whatsapp
    expect(parseMessageWebhook(rest)).toMatchObject({
      value: { contact: { channel: 'whatsapp', address: 'US.13491208655302741918' } },
    })
  })

  test.each([
    ['us.1349', 'external_user_id_invalid'],
    ['+14155550111', 'external_user_id_invalid'],
    ['US.', 'external_user_id_invalid'],
    ['US.12\u0000', 'external_user_id_invalid'],
    ['x'.repeat(5000), 'external_user_id_invalid'],
    [['US.1', 'US.2'], 'external_user_id_invalid'],
    [{ id: 'US.1' }, 'external_user_id_invalid'],
  ])('an id that cannot be read never costs us the message: %#', (ExternalUserId, code) => {
    expect(parseMessageWebhook({ ...whatsapp, ExternalUserId })).toMatchObject({
      ok: true,
      value: {
        contact: { channel: 'whatsapp', address: '+14155550100' },
        text: sms.Body,
        also: [],
        reasons: [{ code, at: '/contact' }],
      },
    })
  })

  test('another user’s id or number beside the sender’s is left out and said', () => {
    const scoped = { ...whatsapp, From: 'whatsapp:US.1', ExternalUserId: 'US.2', WaId: '' }
    expect(parseMessageWebhook(scoped)).toMatchObject({
      value: {
        contact: { address: 'US.1' },
        also: [],
        reasons: [{ code: 'external_user_id_mismatch', at: '/contact' }],
      },
    })
    expect(parseMessageWebhook({ ...whatsapp, WaId: '14155550111' })).toMatchObject({
      value: { reasons: [{ code: 'wa_id_mismatch', at: '/contact' }] },
    })
  })

  test('on other channels its parameters mean nothing', () => {
    const forged = { ...sms, ExternalUserId: 'US.1349', WaId: '14155550111' }
    expect(parseMessageWebhook(forged)).toMatchObject({ value: { also: [], reasons: [] } })
  })
})

describe('what the person typed is a claim', () => {
  test.each([
    ['Ada', 'Ada', []],
    ['Ada\u202e', 'Ada', ['display_name_cleaned']],
    ['Example Support', null, ['display_name_staff']],
    ['+1 415 555 0111', null, ['display_name_phone']],
  ])('and %j is shown as %j', (ProfileName, displayName, codes) => {
    const parsed = parseMessageWebhook({ ...whatsapp, ProfileName })
    expect(parsed).toMatchObject({ value: { displayName, claims: { profileName: ProfileName } } })
    expect(parsed.ok && parsed.value.reasons.map(({ code }) => code)).toEqual(codes)
  })

  test('their profile and the form of their chat among it', () => {
    const parsed = parseMessageWebhook({
      ...whatsapp,
      ProfileUsername: 'ada.l',
      ChannelAttributes: JSON.stringify({
        pre_engagement_data: { email: 'ada@example.com', profileName: 'Grace', verified: true },
        channel_type: 'web',
      }),
    })
    expect(parsed).toMatchObject({
      value: {
        claims: { email: 'ada@example.com', profileName: 'Grace', username: 'ada.l' },
        reasons: [
          { code: 'claim_reserved', at: '/claims' },
          { code: 'claim_duplicate', at: '/claims' },
        ],
      },
    })
  })

  test('and one that is doubled or too long is left out, not the message', () => {
    const parsed = parseMessageWebhook({
      ...whatsapp,
      ProfileName: ['Ada', 'Grace'],
      Username: 'x'.repeat(600),
      Body: 'x'.repeat(40_000),
      ChannelAttributes: '{',
    })
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        claims: {},
        reasons: [
          { code: 'parameter_too_long', at: '/text' },
          { code: 'parameter_ignored', at: '/claims/profileName' },
          { code: 'parameter_too_long', at: '/claims/username' },
          { code: 'attributes_unreadable', at: '/claims' },
        ],
      },
    })
    expect(parsed).not.toHaveProperty('value.text')
  })
})

describe('a webhook that cannot be read is refused with its place', () => {
  test.each([
    [null, 'invalid_type', ''],
    [[], 'invalid_type', ''],
    [5, 'invalid_type', ''],
    ['{"From":', 'invalid_json', ''],
    ['x'.repeat(300_000), 'too_large', ''],
    [{}, 'required', 'MessageSid'],
    [{ MessageSid: 'SM1' }, 'required', 'From'],
    [{ ...sms, From: '' }, 'required', 'From'],
    [{ ...sms, From: 'someone or other' }, 'invalid_phone', 'From'],
    [{ ...sms, From: 'messenger:' }, 'invalid_address', 'From'],
    [{ ...sms, From: 'x'.repeat(641) }, 'too_long', 'From'],
    [{ ...sms, From: ['+14155550100', '+14155550111'] }, 'duplicate', 'From'],
    [{ ...sms, From: { a: 1 } }, 'invalid_type', 'From'],
    [{ ...sms, To: 'a\u0000b' }, 'invalid_address', 'To'],
    [{ ...sms, MessageSid: 'S M' }, 'invalid_format', 'MessageSid'],
  ])('%#', (input, code, path) => {
    expect(parseMessageWebhook(input)).toEqual({ ok: false, issues: [{ code, path }] })
  })

  test('a name sent twice with one meaning is one', () => {
    const form = `${new URLSearchParams(sms)}&From=${encodeURIComponent(sms.From)}`
    expect(parseMessageWebhook(form)).toEqual(parseMessageWebhook(sms))
    expect(parseMessageWebhook(`${form}&From=%2B14155550111`)).toEqual({
      ok: false,
      issues: [{ code: 'duplicate', path: 'From' }],
    })
  })

  test('a parameter called `request`, or a prototype’s name, changes nothing', () => {
    const evil = JSON.parse(
      `{"request":"x","__proto__":{"From":"+14155550111"},"constructor":"x",${JSON.stringify(sms).slice(1)}`,
    )
    expect(parseMessageWebhook(evil)).toEqual(parseMessageWebhook(sms))
    const headers = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`x-${at}`, 'x']))
    for (const request of [{ headers, cookies: {} }, headers, new Array(2000).fill('x')]) {
      expect(parseMessageWebhook({ ...sms, request })).toEqual(parseMessageWebhook(sms))
    }
    const many = { ...sms, ...headers }
    expect(parseMessageWebhook(many)).toEqual({
      ok: false,
      issues: [{ code: 'too_many', path: '' }],
    })
  })

  test('of any shape it is read or refused, quietly', () => {
    const anyValue = fc.oneof(
      fc.anything(),
      fc.string({ unit: anyCharacter }),
      fc.constantFrom('whatsapp:+14155550100', 'rcs:', 'US.1', '{"pre_engagement_data":{}}'),
    )
    const names = [...Object.keys(whatsapp), 'ChannelAttributes', 'OtherRecipients0', 'request']
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), anyValue), (input) => {
        const parsed = parseMessageWebhook(input)
        if (parsed.ok) return
        for (const { code, path } of parsed.issues) {
          expect(code).toMatch(/^[a-z_]+$/)
          expect(['', 'From', 'To', 'OtherRecipients0', ...names]).toContain(path)
        }
      }),
      runs(200),
    )
  })
})

test('an engagement is built from it, with what others know beside it', () => {
  const parsed = parseMessageWebhook(whatsapp, 'CH01')
  if (!parsed.ok) throw new Error('not read')
  expect(toEngagement(parsed.value)).toEqual({
    conversation: 'CH01',
    message: sms.MessageSid,
    contact: { channel: 'whatsapp', address: '+14155550100', to: '+18005550199' },
    claims: { profileName: 'Ada' },
  })
  const known = {
    epoch: 2,
    evidence: [{ kind: 'directory' }],
    intent: { classes: ['account'] },
    context: { language: 'en' },
  }
  expect(toEngagement(parsed.value, known)).toMatchObject(known)
})
