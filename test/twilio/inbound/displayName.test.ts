import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayName } from '../../../src/twilio/inbound/displayName.js'
import { anyCharacter } from '../../arbitraries/characters.js'
import { runs } from '../../runs.js'

const shown = (friendlyName: string): string | null => displayName({ friendlyName }).text
const codeOf = (friendlyName: string): string | undefined =>
  displayName({ friendlyName }).reasons[0]?.code

describe('a name of a person is shown as it is typed', () => {
  test.each([
    'Ada',
    'Ada Lovelace',
    'Ada Banks',
    'Agenta Supova',
    'Miles O’Brien',
    'Jean-Luc Picard',
    'Dr. J. R. Smith',
    'J.R.Smith',
    'Nguyễn Văn An',
    'José Ñandú',
    'Мария Иванова',
    'Ελένη',
    '王小明',
    'محمد',
    'मीरा',
    '김민수',
    'X Æ A-12',
    'Ada 2',
    'ada1990',
    'Bo Ng',
    'Ola Nordmann',
    'Jim Burbank',
    'Admiral Grace',
    'Teamo',
    'Robot Roberts',
    'Anonymous',
    'Pat Dot',
    'Mary dot Smith',
    'Ada at home dot',
  ])('%s', (name) => {
    expect(displayName({ friendlyName: name })).toEqual({ text: name, reasons: [] })
  })
})

describe('a name that would be mistaken for something else is not shown', () => {
  test.each([
    ['+14155552671', 'display_name_phone'],
    ['+1 (415) 555-0100', 'display_name_phone'],
    ['4155550100', 'display_name_phone'],
    ['Ada 415.555.0100', 'display_name_phone'],
    ['＋１４１５５５５０１００', 'display_name_phone'],
    ['٤١٥٥٥٥٠١٠٠', 'display_name_phone'],
    ['4\u200b1\u200b5\u200b5\u200b5\u200b5\u200b0\u200b1\u200b0\u200b0', 'display_name_phone'],
    ['𝟒𝟏𝟓𝟓𝟓𝟓𝟎𝟏𝟎𝟎', 'display_name_phone'],
    ['+1 4l5 OlOO', 'display_name_phone'],
    ['911', 'display_name_phone'],
    ['ada@example.com', 'display_name_email'],
    ['ada＠example．com', 'display_name_email'],
    ['Ada <ada@example.com>', 'display_name_markup'],
    ['ada [at] example [dot] com', 'display_name_email'],
    ['ada at example dot com', 'display_name_email'],
    ['https://example.com', 'display_name_url'],
    ['www.example', 'display_name_url'],
    ['example.com', 'display_name_url'],
    ['login.example.co/ada', 'display_name_url'],
    ['javascript:alert(1)', 'display_name_url'],
    ['example。com', 'display_name_url'],
    ['tel:911', 'display_name_url'],
    ['<b>Ada</b>', 'display_name_markup'],
    ['{{task.from}}', 'display_name_markup'],
    ['Ada ✓', 'display_name_badge'],
    ['Ada ✅', 'display_name_badge'],
    ['Ada ☑️', 'display_name_badge'],
    ['Agent', 'display_name_staff'],
    ['Agent Smith', 'display_name_staff'],
    ['agent007', 'display_name_staff'],
    ['Supervisor', 'display_name_staff'],
    ['ADMIN', 'display_name_staff'],
    ['4dm1n', 'display_name_staff'],
    ['Adm!n', 'display_name_staff'],
    ['аdmin', 'display_name_staff'],
    ['Аdмin', 'display_name_staff'],
    ['ａｄｍｉｎ', 'display_name_staff'],
    ['ad\u200bmin', 'display_name_staff'],
    ['ad\u00admin', 'display_name_staff'],
    ['a\u034fdmin', 'display_name_staff'],
    ['A d m i n', 'display_name_staff'],
    ['a.g.e.n.t', 'display_name_staff'],
    ['Á́dmïn', 'display_name_staff'],
    ['𝓐𝓭𝓶𝓲𝓷', 'display_name_staff'],
    ['🅰🅳🅼🅸🅽', 'display_name_staff'],
    ['Ⓐⓓⓜⓘⓝ', 'display_name_staff'],
    ['🇦🇩🇲🇮🇳', 'display_name_staff'],
    ['ᴀɢᴇɴᴛ', 'display_name_staff'],
    ['\u202enimda\u202c Admin', 'display_name_staff'],
    ['Support', 'display_name_staff'],
    ['SupportTeam', 'display_name_staff'],
    ['supportdesk', 'display_name_staff'],
    ['Help Desk', 'display_name_staff'],
    ['Customer Service', 'display_name_staff'],
    ['Example Bank', 'display_name_staff'],
    ['BankOfExample', 'display_name_staff'],
    ['Fraud Department', 'display_name_staff'],
    ['Verified Customer', 'display_name_staff'],
    ['Twilio', 'display_name_staff'],
    ['Soporte', 'display_name_staff'],
    ['Kundenservice', 'display_name_staff'],
  ])('%j', (name, code) => {
    expect(displayName({ friendlyName: name })).toEqual({
      text: null,
      reasons: [{ code, at: '/claims/friendlyName' }],
    })
  })

  test('nor one that is hidden behind a long beginning, nor one too long to be a name', () => {
    expect(codeOf(`${'Ada '.repeat(40)}+14155550100`)).toBe('display_name_phone')
    expect(codeOf('Ada '.repeat(65))).toBe('display_name_too_long')
  })
})

describe('what cannot be seen is removed', () => {
  test.each([
    ['Ada\u202e', 'Ada'],
    ['\u2066Ada\u2069', 'Ada'],
    ['A\u200bda', 'Ada'],
    ['Ada\u0007', 'Ada'],
    ['Ada \u200b Lovelace', 'Ada Lovelace'],
    ['Ada\r\nLovelace', 'Ada Lovelace'],
    ['Ada\u3000\u3000Lovelace', 'Ada Lovelace'],
    ['A\u0301\u0301\u0301\u0301\u0301da', 'A\u0301\u0301da'],
    ['x'.repeat(100), 'x'.repeat(64)],
  ])('%j is %j', (typed, text) => {
    expect(displayName({ friendlyName: typed })).toEqual({
      text,
      reasons: [{ code: 'display_name_cleaned', at: '/claims/friendlyName' }],
    })
  })

  test('a name of nothing else is none', () => {
    expect(codeOf('\u200b\u2060\u3164')).toBe('display_name_invisible')
  })
})

describe('the claim a name is taken from', () => {
  test('is the first that says anything', () => {
    expect(displayName({ friendlyName: ' ', name: 'Ada' }).text).toBe('Ada')
    expect(displayName({ name: 'Ada', friendlyName: 'Ada L.' }).text).toBe('Ada L.')
    expect(displayName({})).toEqual({ text: null, reasons: [] })
    expect(displayName({ friendlyName: true, email: 'ada@example.com' }).text).toBeNull()
  })

  test('a misleading name is not passed over for a better one', () => {
    expect(displayName({ friendlyName: 'Admin', name: 'Ada' }).text).toBeNull()
  })

  test('a number is a name like any other', () => {
    expect(displayName({ name: 4155550100 }).reasons[0]?.code).toBe('display_name_phone')
  })
})

test('a name that is shown is short, visible, and shown the same again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: anyCharacter, maxLength: 200 }),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
      ),
      (typed) => {
        const text = shown(typed)
        if (text === null) return
        expect([...text].length).toBeLessThanOrEqual(64)
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}<>{}@]/u)
        expect(text).toBe(text.trim())
        expect(shown(text)).toBe(text)
      },
    ),
    runs(200),
  )
})

test('no reason repeats what was typed', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 3 }), (typed) => {
      for (const reason of displayName({ friendlyName: `admin ${typed}` }).reasons) {
        expect(reason).toEqual({ code: expect.any(String), at: '/claims/friendlyName' })
        expect(reason.code).toMatch(/^display_name_[a-z_]+$/)
      }
    }),
  )
})

test('what is no form says no name', () => {
  const isClaims = (_: unknown): _ is Record<string, string> => true
  for (const value of [null, undefined, 7, 'name', [], true])
    if (isClaims(value)) expect(displayName(value)).toEqual({ text: null, reasons: [] })
})
