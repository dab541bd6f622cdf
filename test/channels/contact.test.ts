import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  channelOf,
  channels,
  findChannel,
  isCustomScheme,
  parseContact,
  parseIdentifier,
} from '../../src/channels/index.js'
import { anyCharacter } from '../arbitraries/characters.js'

const kiosk = { scheme: 'kiosk', grade: 2, session: true } as const
const partner = { scheme: 'partner', grade: 1, session: false } as const

describe('a channel is found', () => {
  test.each([
    ['sms', 'sms'],
    ['SMS', 'sms'],
    ['Web-Chat', 'web_chat'],
    ['web chat', 'web_chat'],
    ['webchat', 'web_chat'],
    ['chat', 'web_chat'],
    ['facebook', 'messenger'],
    ['group-mms', 'group_mms'],
    ['in-app', 'in_app'],
    ['Authenticated Web Chat', 'web_chat_authenticated'],
    ['web-chat-authenticated', 'web_chat_authenticated'],
    ['apple_messages', 'apple'],
    ['e-mail', 'email'],
  ])('%s is %s', (given, name) => {
    expect(findChannel(given)?.name).toBe(name)
  })

  test.each(['', 'pigeon', '__proto__', 'constructor', 'toString', 'sms:', 'x'.repeat(9999)])(
    '%j is no channel',
    (given) => {
      expect(findChannel(given)).toBeUndefined()
    },
  )

  test('a declared scheme is a custom channel, an undeclared one is none', () => {
    expect(findChannel('kiosk')).toBeUndefined()
    expect(findChannel('Kiosk', [kiosk])?.name).toBe('custom')
    expect(findChannel('custom', [])).toBeUndefined()
    expect(findChannel('custom', [kiosk])).toMatchObject({ grade: 2, session: true })
    expect(findChannel('custom', [kiosk, partner])).toMatchObject({ grade: 1, session: false })
  })

  test('a custom channel is never worth more than two', () => {
    expect(findChannel('kiosk', [{ ...kiosk, grade: 4 }])?.grade).toBe(2)
  })

  test('no declaration takes over a name that means something else', () => {
    const taken = [
      'Kiosk',
      'ki osk',
      '',
      'tel',
      'mailto',
      'account',
      'customer',
      'whatsapp',
      'web',
      'facebook',
      'custom',
    ]
    for (const scheme of taken) {
      expect(isCustomScheme(scheme)).toBe(false)
      const declared = [{ scheme, grade: 2, session: true } as const]
      expect(findChannel('custom', declared)).toBeUndefined()
      expect(parseContact({ channel: 'custom', address: `${scheme}:1` }, declared).ok).toBe(false)
    }
  })
})

describe('a contact', () => {
  test.each([
    [{ channel: 'sms', address: '+14155550100', to: '+18005550199' }],
    [{ channel: 'email', address: 'ada@example.com' }],
    [{ channel: 'whatsapp', address: 'US.1349', to: '+18005550199' }],
  ])('in canonical form is left alone: %j', (contact) => {
    expect(parseContact(contact)).toEqual({ ok: true, value: contact })
  })

  test('loses its noise', () => {
    expect(
      parseContact({
        channel: 'RCS',
        address: 'RcS:+1 (555) 123-4567',
        to: 'rcs:brand_example_agent',
      }),
    ).toEqual({
      ok: true,
      value: { channel: 'rcs', address: '+15551234567', to: 'rcs:brand_example_agent' },
    })
  })

  test('holds what was asked for and nothing else', () => {
    const contact = parseContact({ channel: 'sms', address: '+14155550100', trust: 4, grade: 4 })
    expect(contact).toEqual({ ok: true, value: { channel: 'sms', address: '+14155550100' } })
  })

  test('of a group may be a list, in any order', () => {
    const one = parseContact({ channel: 'group_mms', address: ['+14155550101', '+14155550100'] })
    const other = parseContact({ channel: 'group-mms', address: '+14155550100, +14155550101' })
    expect(one).toEqual(other)
    expect(one).toMatchObject({ value: { address: '+14155550100,+14155550101' } })
  })

  test.each([
    [null, 'required', 'contact'],
    [[], 'invalid_type', 'contact'],
    ['sms', 'invalid_type', 'contact'],
    [{}, 'required', 'contact.channel'],
    [{ channel: 5 }, 'invalid_type', 'contact.channel'],
    [{ channel: 'pigeon', address: '1' }, 'unknown_channel', 'contact.channel'],
    [{ channel: 'kiosk', address: 'kiosk:1' }, 'unknown_channel', 'contact.channel'],
    [{ channel: 'sms' }, 'required', 'contact.address'],
    [{ channel: 'sms', address: 14155550100 }, 'invalid_type', 'contact.address'],
    [{ channel: 'sms', address: ['+14155550100', 5] }, 'invalid_type', 'contact.address'],
    [{ channel: 'sms', address: '5'.repeat(641) }, 'too_long', 'contact.address'],
    [{ channel: 'sms', address: 'whatsapp:+14155550100' }, 'scheme_mismatch', 'contact.address'],
    [{ channel: 'email', address: 'ada' }, 'invalid_email', 'contact.address'],
    [{ channel: 'custom', address: '42' }, 'scheme_missing', 'contact.address'],
    [{ channel: 'sms', address: '+14155550100', to: 5 }, 'invalid_type', 'contact.to'],
    [{ channel: 'sms', address: '+14155550100', to: '' }, 'invalid_address', 'contact.to'],
    [{ channel: 'sms', address: '+14155550100', to: 'a\nb' }, 'invalid_address', 'contact.to'],
    [{ channel: 'sms', address: '+14155550100', to: 'x'.repeat(257) }, 'too_long', 'contact.to'],
  ])('%j is refused as %s at %s', (input, code, path) => {
    expect(parseContact(input)).toEqual({ ok: false, issues: [{ code, path }] })
  })

  test('of any shape is read or refused, never thrown over, and never repeated', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (input) => {
        expect(parseContact(input, [kiosk]).ok).toBe(false)
      }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...channels.map(({ name }) => name), 'kiosk'),
        fc.string({ minLength: 5, unit: anyCharacter }),
        fc.option(fc.string({ minLength: 5, unit: anyCharacter }), { nil: undefined }),
        (channel, address, to) => {
          const contact = parseContact({ channel, address, to }, [kiosk])
          if (contact.ok) {
            expect(parseContact(contact.value, [kiosk])).toEqual(contact)
            return
          }
          for (const issue of contact.issues) {
            expect(issue.path).toMatch(/^contact\.(address|to)$/)
            expect(Object.keys(issue)).toEqual(['code', 'path'])
          }
        },
      ),
    )
  })

  test('of a custom channel has the grade its own scheme declares', () => {
    const contact = parseContact({ channel: 'kiosk', address: '42' }, [kiosk, partner])
    expect(contact).toEqual({ ok: true, value: { channel: 'custom', address: 'kiosk:42' } })
    if (!contact.ok) return
    expect(channelOf(contact.value, [kiosk, partner])).toMatchObject({ grade: 2, session: true })
    expect(channelOf({ channel: 'custom', address: 'other:42' }, [kiosk])).toBeUndefined()
    expect(channelOf({ channel: 'custom', address: 'tel:+14155550100' }, [kiosk])).toBeUndefined()
    expect(channelOf({ channel: 'sms', address: '+14155550100' }, [kiosk])?.name).toBe('sms')
  })
})

describe('an identifier', () => {
  test.each([
    ['+14155550100', 'tel:+14155550100'],
    ['+1 (415) 555-0100', 'tel:+14155550100'],
    ['tel:+14155550100', 'tel:+14155550100'],
    ['TEL:+1-415-555-0100', 'tel:+14155550100'],
    ['＋１ ４１５ ５５５ ０１００', 'tel:+14155550100'],
    ['\u202a+14155550100\u202c', 'tel:+14155550100'],
    ['sms:+14155550100', 'tel:+14155550100'],
    ['whatsapp:+14155550100', 'tel:+14155550100'],
    ['rcs:+14155550100', 'tel:+14155550100'],
    ['group_mms:+14155550100', 'tel:+14155550100'],
    ['whatsapp:US.1349', 'whatsapp:US.1349'],
    ['Ada@Example.com', 'mailto:ada@example.com'],
    ['mailto:ada@example.com', 'mailto:ada@example.com'],
    ['facebook:1234', 'messenger:1234'],
    ['urn:mbid:AQAA', 'apple:urn:mbid:AQAA'],
    ['web:FX01', 'web_chat:FX01'],
    ['Kiosk: 42', 'kiosk:42'],
    ['account:https://login.example.com|u-77', 'account:https://login.example.com|u-77'],
  ])('%s is %s', (text, node) => {
    expect(parseIdentifier(text)).toBe(node)
  })

  test.each([
    '',
    ' ',
    'Ada',
    '4155550100',
    'whatsapp:',
    'urn:isbn:1',
    'rcs:agent',
    'a:\u0000',
    ':',
  ])('%j names nothing', (text) => {
    expect(parseIdentifier(text)).toBeNull()
  })

  test.each(['https://example.com', 'customer:C-1001', 'conversation:CH01', 'data:x', 'urn:x:y'])(
    '%s names nothing that a conversation could be tied to',
    (text) => {
      expect(parseIdentifier(text)).toBeNull()
    },
  )

  test('is named once and for all', () => {
    // fast-check takes a second to begin to write whole web addresses.
    const anyAddress = fc
      .tuple(
        fc.constantFrom('https://', 'tel:', 'sip:', 'urn:', 'WhatsApp:', 'messenger:', 'account:'),
        fc.string(),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: anyCharacter }), fc.emailAddress(), anyAddress),
        (text) => {
          const node = parseIdentifier(text)
          if (node !== null) expect(parseIdentifier(node)).toBe(node)
        },
      ),
    )
  })

  test('is shared by every channel that asserts the same phone number', () => {
    const nodes = ['sms', 'mms', 'group_mms', 'rcs', 'whatsapp'].map((name) =>
      findChannel(name)?.node('+14155550100'),
    )
    expect(new Set(nodes)).toEqual(new Set(['tel:+14155550100']))
  })
})

describe('only a person is a person', () => {
  test.each([
    ['sms', '+14155550100', 'person'],
    ['sms', '72345', 'short_code'],
    ['sms', 'EXAMPLE', 'alphanumeric'],
    ['mms', '72345', 'short_code'],
    ['group_mms', '+14155550100', 'person'],
    ['group_mms', '+14155550100,+14155550101', 'group'],
  ])('%s from %s is from a %s', (name, address, sender) => {
    expect(findChannel(name)?.sender(address)).toBe(sender)
  })

  test('a sender that is no person never has the name of a number', () => {
    for (const address of ['72345', 'EXAMPLE']) {
      expect(findChannel('sms')?.node(address)).not.toMatch(/^tel:/)
    }
  })
})
