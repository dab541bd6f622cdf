import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'

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
