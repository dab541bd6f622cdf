import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { redactText, type Span, scan } from '../../src/redaction/index.js'

// As people of twenty countries write their own; most are of the ranges kept for fiction, or the plan's sample.
const NATIONAL: Readonly<Record<string, readonly string[]>> = {
  US: ['(415) 555-0132', '415-555-0132', '415.555.0132', '4155550132'],
  GB: ['07911 123456', '020 7946 0958', '07911123456'],
  FR: ['06 12 34 56 78', '06.12.34.56.78', '0612345678'],
  ES: ['612 34 56 78', '612 345 678', '912 345 678'],
  DE: ['0151 23456789', '030 12345678', '0176 12345678'],
  IT: ['333 1234567', '06 12345678', '3331234567'],
  NL: ['06 12345678', '06-12345678', '020 123 4567'],
  PT: ['912 345 678', '912345678'],
  PL: ['512 345 678', '512-345-678'],
  SE: ['070-174 06 05', '0701740605', '08-465 004 04'],
  TR: ['0532 123 45 67', '05321234567'],
  RU: ['8 912 345-67-89', '89123456789'],
  IN: ['98765 43210', '9876543210'],
  JP: ['090-1234-5678', '03-1234-5678'],
  KR: ['010-1234-5678', '02-312-3456'],
  CN: ['138 0013 8000', '13800138000'],
  BR: ['11 91234-5678', '(11) 91234-5678'],
  MX: ['55 1234 5678', '5512345678'],
  AU: ['0491 570 156', '0491570156'],
  CH: ['044 668 18 00', '078 123 45 67'],
}
// Of these the rest, with what follows, is a number of the plan as well: all of it is hidden.
const AMBIGUOUS = ['0151 23456789', '070-174 06 05', '08-465 004 04', '138 0013 8000']
const FOLLOWERS = [
  ' 75002',
  ' 28013 madrid',
  ' 10:30',
  ' 24/7',
  ' 2 rue',
  ' after 5',
  ' 7pm',
  ', 10115 Berlin',
  ' at 9.30',
  '\n94107',
  ' 1012 AB',
  ' 111 22',
  ' 00-950',
  '.',
  ' 12/03/2026',
] as const
const numbers = Object.entries(NATIONAL).flatMap(([region, all]) =>
  all.map((number) => ({ region, number })),
)
const isHidden = (spans: readonly Span[], start: number, end: number): boolean =>
  Array.from({ length: end - start }, (_, i) => start + i).every((at) =>
    spans.some((span) => span.start <= at && at < span.end),
  )
const digitsOf = (text: string): string => text.replace(/\D/g, '')

describe('what follows a phone number', () => {
  test.each(numbers)(
    'never swallows $number, beside a word, in its region',
    ({ region, number }) => {
      for (const follower of FOLLOWERS) {
        const text = `call ${number}${follower}`
        const { spans } = scan(text, { regions: [region] })
        expect({ text, hidden: isHidden(spans, 5, 5 + number.length) }).toEqual({
          text,
          hidden: true,
        })
      }
    },
  )

  test.each(numbers)('never swallows $number, beside a word, whatever the region', ({ number }) => {
    for (const follower of FOLLOWERS) {
      const text = `call ${number}${follower}`
      const { spans } = scan(text)
      expect({ text, hidden: isHidden(spans, 5, 5 + number.length) }).toEqual({
        text,
        hidden: true,
      })
    }
  })

  test.each(numbers.filter(({ number }) => !AMBIGUOUS.includes(number)))(
    'is no part of $number where the plan tells',
    ({ region, number }) => {
      for (const follower of [' 75002', ' 10:30', ' 24/7', ' 28013 madrid']) {
        const rules = [{ target: 'text', identifier: 'default', action: 'mask' }] as const
        const shown = redactText(`call ${number}${follower}`, rules, { regions: [region] }).text
        expect(shown).toBe(`call ***${digitsOf(number).slice(-2)}${follower}`)
      }
    },
  )
})

test('without a region, with none, and with the default, the same is found', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...numbers.map(({ number }) => number), '14155550132', '1 415 555 0132'),
      fc.constantFrom('', 'call ', 'it is '),
      (number, before) => {
        const text = before + number
        const { spans } = scan(text)
        expect(scan(text, { regions: [] }).spans).toEqual(spans)
        expect(scan(text, { regions: ['US'] }).spans).toEqual(spans)
        const rules = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
        expect(redactText(text, rules, { regions: [] }).spans).toEqual(spans)
      },
    ),
  )
})

test.each([['+100 000 000 last year'], ['we sold +250 000 000 of them'], ['+1 000 000 views']])(
  'a sum is no phone number: %s',
  (text) => {
    expect(scan(text).spans).toEqual([])
  },
)

// Of plans with a trunk prefix, and of Russia and Spain, as they are grouped there; no word is said that helps.
const TELLING = [
  '07700 900123',
  '020 7946 0958',
  '06 12 34 56 78',
  '0176 98765432',
  '030/901820 12',
  '073-123 45 67',
  '045 123 4567',
  '0532 123 45 67',
  '090-1234-5678',
  '0491 570 156',
  '8-903-123-45-67',
  '8 (912) 345-67-89',
  '612 34 56 78',
] as const
const AROUND = [
  ['', ' today'],
  ['nås på ', ''],
  ['numeroni on ', ' iltaisin'],
  ['перезвоните на ', ''],
  ['use ', ' or the other one'],
  ['so ', ', thanks'],
] as const

describe('a national number in its groups', () => {
  test.each(TELLING)('%s is a phone without a word for one', (number) => {
    for (const [before, after] of AROUND) {
      const { spans } = scan(before + number + after)
      expect([number, spans]).toEqual([
        number,
        [{ start: before.length, end: before.length + number.length, type: 'phone' }],
      ])
    }
  })

  test.each(['03/27 4111 1111 11', '04.07.82 1030', '08 09 2026 10'])('%s is none', (text) => {
    expect(scan(`so ${text} ok`).spans.filter(({ type }) => type === 'phone')).toEqual([])
  })

  test.each(['order', 'ticket', 'tracking', 'commande', 'Bestellung'])(
    'is none right after %s',
    (word) => {
      for (const number of ['07700 900123', '0176 98765432', '073-123 45 67'])
        expect([number, scan(`${word} ${number} is late`).spans]).toEqual([number, []])
    },
  )
})

test.each([
  ...['version 10.0.19045.3803 crashes', 'windows 10.0.22631.4460 here', 'chrome 131.0.6778.86'],
  ...['chrome/131.0.6778.204', 'update 17.0.61503.2', 'fw 1.0.20230114.2'],
])('a version is no phone number of any country: %s', (text) => {
  expect(scan(text, { regions: Object.keys(NATIONAL) }).spans).toEqual([])
})

test('a trunk prefix between dots is of a number, after the code of its country', () => {
  for (const text of ['+44.0.20.7946.0958', 'call +49.0.30.1234567'])
    expect(scan(text, { regions: [] }).spans.map(({ type }) => type)).toEqual(['phone'])
})

// A country code, and numbers as they are dialled within the country.
const TRUNKED = [
  ['44', '20 7946 0018'],
  ['44', '7700 900123'],
  ['49', '30 901820'],
  ['49', '151 23456789'],
  ['33', '6 12 34 56 78'],
  ['31', '6 12345678'],
  ['61', '491 570 156'],
  ['90', '532 123 45 67'],
  ['46', '70 174 06 05'],
  ['972', '54 123 4567'],
] as const
const BEFORE_CODE = ['+', '00', '(+', '00 '] as const
// With the code in brackets as well there are more marks in a row than are typed.
const TRUNKS = [' 0 ', ' (0) ', '(0)', ' (0)', ' ( 0 ) ', '-0-', ' 0', '.0.', '0'] as const

test('a nought behind the country code is no part of a number, however it is written', () => {
  const [phone] = identifiers.filter(({ type }) => type === 'phone')
  for (const [code, number] of TRUNKED)
    for (const before of BEFORE_CODE)
      for (const trunk of TRUNKS) {
        if (before === '(+' && trunk === ' ( 0 ) ') continue
        const written = `${before}${code}${before === '(+' ? ')' : ''}${trunk}${number}`
        const text = `${written} is the office`
        expect(isHidden(scan(text).spans, 0, written.length), text).toBe(true)
        expect(phone?.parse(written), text).toEqual({
          ok: true,
          value: `+${code}${digitsOf(number)}`,
        })
      }
  expect(phone?.parse('+39 06 1234567')).toEqual({ ok: true, value: '+39061234567' })
})
