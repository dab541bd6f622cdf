import { describe, expect, test } from 'vitest'
import { recordFinder, redactText, scan } from '../../src/redaction/index.js'

const DROP = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
const shown = (text: string): string => redactText(text, DROP).text

const CARDS = ['4111 1111 1111 1111', '4111111111111111', '5500-0055-5555-5559']
const PHONES = [
  '020 7946 0958',
  '415 555 0132',
  '(415) 555-0132',
  '415-555-0132',
  '+44 7911 123456',
  '06 12 34 56 78',
]
const WORDS = ['ring', 'call', 'phone', 'my mobile is', 'tel']

describe('a phone number after a card', () => {
  const said = CARDS.flatMap((card) =>
    PHONES.flatMap((phone) =>
      WORDS.flatMap((word) =>
        [', ', ' ', '. ', '\n'].flatMap((mark) => [
          [`card ${card}${mark}${word} ${phone}`, `card [payment_card]${mark}${word} [phone]`],
          [
            `card ${card}${mark}${word} ${phone} before 10:30`,
            `card [payment_card]${mark}${word} [phone] before 10:30`,
          ],
        ]),
      ),
    ),
  )

  test('is a phone beside its word, and no part of the card', () => {
    const wrong = said.filter(([text = '', wanted]) => shown(text) !== wanted)
    expect(wrong.map(([text]) => text)).toEqual([])
  })

  test('takes nothing from the expiry and the code that stand before it', () => {
    expect(shown('4111 1111 1111 1111 12/27 482, call 415 555 0132')).toBe(
      '[payment_card] [card_expiry] [card_code], call [phone]',
    )
  })
})

test('a number tied by hyphens is found whole or not at all', () => {
  const texts = ['49-015420-323751-8 home', '49-015420-323751-8 mobile', 'cell 12-345678-901234-5']
  for (const text of texts) {
    const once = shown(text)
    expect(once).not.toMatch(/\]-\d/)
    expect(shown(once)).toBe(once)
  }
  expect(shown('call 415-555-0132-10')).toContain('[phone]')
})

test.each(['coupon exp1227', 'voucher EXP0328', 'promo code exp12/27'])(
  'what expires and is no card: %s',
  (text) => {
    expect(scan(text).spans).toEqual([])
  },
)

test('an expiry typed to its word is one where nothing speaks against it', () => {
  expect(shown('exp1227')).toBe('[card_expiry]')
  expect(shown('4111 1111 1111 1111 exp12/27')).toBe('[payment_card] [card_expiry]')
})

describe('a single name after a comma', () => {
  const finders = [recordFinder({ first_name: 'Will', last_name: 'May' })]
  const named = (text: string) => redactText(text, DROP, { finders }).text

  test.each(['thanks, Will you call me', 'ok; May I ask', 'so, Will it come'])(
    'that begins a sentence is none: %s',
    (text) => {
      expect(named(text)).toBe(text)
    },
  )

  test('that stands between marks is one', () => {
    expect(named('thanks, Will.')).toBe('thanks, [known_name].')
    expect(named('ask him, Will, today')).toBe('ask him, [known_name], today')
    expect(named('regards, Will')).toBe('regards, [known_name]')
  })
})
