import { describe, expect, test } from 'vitest'
import { redactForm, redactRecord, redactTranscript, scan } from '../../src/redaction/index.js'

const PAIRS = [
  ['month?', 'year?'],
  ['mes?', 'año?'],
  ['mois ?', 'année ?'],
  ['Monat?', 'Jahr?'],
  ['ablaufmonat?', 'ablaufjahr?'],
  ['mese?', 'anno?'],
  ['mês?', 'ano?'],
  ['maand?', 'jaar?'],
  ['miesiąc?', 'rok?'],
  ['месяц?', 'год?'],
  ['expiry month please?', 'and the expiry year?'],
  ["mois d'expiration ?", "année d'expiration ?"],
  ['mes de vencimiento?', 'año de vencimiento?'],
  ['mese di scadenza?', 'anno di scadenza?'],
  ['mês da validade?', 'ano da validade?'],
  ['měsíc platnosti?', 'rok platnosti?'],
  ['luna expirării?', 'anul expirării?'],
  ['lejárat hónapja?', 'lejárat éve?'],
] as const

describe('an expiry asked for in parts', () => {
  test.each(PAIRS)('%s and %s', (month, year) => {
    for (const [asked, values] of [
      [month, ['3', '03', '11']],
      [year, ['27', '2028']],
    ] as const)
      for (const value of values)
        expect([asked, value, scan(value, { asked }).spans]).toEqual([
          asked,
          value,
          [{ start: 0, end: value.length, type: 'card_expiry_half' }],
        ])
  })

  test('is found in one message as well', () => {
    expect(scan('exp month 03 exp year 2029').spans).toHaveLength(2)
  })

  test.each([
    ['3', 'how many months?'],
    ['2019', 'which year did you join?'],
    ['13', 'month?'],
    ['12 months', undefined],
    ['this month 12 orders', undefined],
    ['year 2027 plan', undefined],
    ['last year 27 people came', undefined],
  ])('%s after %s is none', (text, asked) => {
    expect(scan(text, { asked }).spans).toEqual([])
  })
})

const DROP = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
const MONTHS = ['3', '03', '12']
const YEARS = ['2024', '2027', '2039']

test('a field of that name is a card’s where one stands beside it, and nobody’s elsewhere', () => {
  const card = { name: 'number', text: '4242 4242 4242 4242' }
  for (const [name, values] of [
    ['month', MONTHS],
    ['year', YEARS],
  ] as const)
    for (const text of values) {
      const field = { name, text }
      expect(redactForm([field, { name: 'car', text: 'blue' }], DROP)).toEqual([text, 'blue'])
      expect(redactForm([card, field], DROP)[1]).not.toContain(text)
      const rules = ['car', 'number', name].map(
        (path) => ({ target: 'field', path, action: 'keep' }) as const,
      )
      expect(redactRecord({ car: 'blue', [name]: text }, [...rules, ...DROP]).value).toEqual({
        car: 'blue',
        [name]: text,
      })
      expect(
        JSON.stringify(
          redactRecord({ number: card.text, [name]: text }, [...rules, ...DROP]).value,
        ),
      ).not.toContain(text)
    }
})

test('a month asked for after a card is the card’s', () => {
  const texts = ['4242 4242 4242 4242', 'march', '2029']
  const asked = ['card number?', 'month?', 'year?']
  const shown = redactTranscript(
    texts.flatMap((text, at) => [
      { id: `q${at}`, author: 'agent', text: asked[at] ?? '' },
      { id: `a${at}`, author: 'customer', text },
    ]),
    DROP,
  ).map(({ text }) => text)
  expect(shown.filter((text) => /march|20/.test(text))).toEqual([])
})
