import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'

/** Every letter and digit of a value is hidden, as one kind alone. */
function expectHidden(before: string, value: string, type: string, asked?: string): void {
  const text = `${before}${value}`
  const { spans } = scan(text, { asked })
  expect([text, spans]).toEqual([text, [{ start: before.length, end: text.length, type }]])
}

test('a date of birth in the order and years of East Asia is hidden whole', () => {
  const forms = [
    (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
    (year: number, month: number, day: number) => `${year}년 ${month}월 ${day}일`,
    (year: number, month: number, day: number) => `S${year}.${month}.${day}`,
  ]
  fc.assert(
    fc.property(
      fc.constantFrom('生年月日 ', '생일 ', '出生 '),
      fc.constantFrom(...forms),
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      (before, write, year, month, day) =>
        expectHidden(before, write(year, month, day), 'date_of_birth'),
    ),
  )
})

describe('a year of an era is hidden with its day', () => {
  test.each([
    ['生年月日 昭和', '57年7月4日'],
    ['生年月日は平成', '2年12月31日'],
    ['出生 民國', '71年7月4日'],
  ])('%s%s', (before, value) => expectHidden(before, value, 'date_of_birth'))
})

// Years and days as each language says them. Written out here again: what they are called is a fact.
const SAID = {
  English: ['the ', 'fourth of july', 'nineteen eighty two', 'eighty two', 'march', 'twenty seven'],
  German: [
    '',
    'vierten Juli',
    'neunzehnhundertzweiundachtzig',
    'zweiundachtzig',
    'april',
    'siebenundzwanzig',
  ],
  French: [
    '',
    'quatre juillet',
    'mille neuf cent quatre-vingt-deux',
    'quatre-vingt-deux',
    'mars',
    'vingt-sept',
  ],
  Spanish: [
    'el ',
    'cuatro de julio',
    'de mil novecientos ochenta y dos',
    'ochenta y dos',
    'marzo',
    'veintisiete',
  ],
  Italian: ['', 'quattro luglio', 'millenovecentottantadue', 'ottantadue', 'marzo', 'ventisette'],
  Portuguese: [
    '',
    'quatro de julho',
    'de mil novecentos e oitenta e dois',
    'oitenta e dois',
    'maio',
    'vinte e sete',
  ],
  Dutch: [
    '',
    'vierde juli',
    'negentienhonderd tweeëntachtig',
    'tweeëntachtig',
    'maart',
    'zevenentwintig',
  ],
  Swedish: ['', 'fjärde juli', 'nittonhundraåttiotvå', 'åttiotvå', 'mars', 'tjugosju'],
  Polish: [
    '',
    'czwartego lipca',
    'tysiąc dziewięćset osiemdziesiątego drugiego',
    'osiemdziesiątego drugiego',
    'marzec',
    'dwadzieścia siedem',
  ],
  Russian: [
    '',
    'четвертого июля',
    'тысяча девятьсот восемьдесят второго',
    'восемьдесят второго',
    'март',
    'двадцать седьмого',
  ],
} as const

describe.each(Object.entries(SAID))(
  'dates said in %s',
  (_, [article, day, year, short, month, soon]) => {
    test.each([`${day} ${year}`, `${day} ${short}`, `${day} 1982`, day])(
      'a birth date, %s',
      (date) => expectHidden(`dob ${article}`, date, 'date_of_birth'),
    )

    test('an expiry', () => expectHidden('exp ', `${month} ${soon}`, 'card_expiry'))
  },
)

test('a year said in English is read as two numbers or in full, before and after its day', () => {
  const tens = 'ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
  fc.assert(
    fc.property(
      fc.constantFrom('january', 'may', 'october', 'dec'),
      fc.constantFrom('first', 'twelfth', 'twenty second', 'thirty first', 'three', 'thirty'),
      fc.constantFrom('nineteen ', 'nineteen hundred ', ''),
      fc.constantFrom(...tens),
      fc.boolean(),
      (month, day, century, ten, isDayFirst) =>
        expectHidden(
          'dob ',
          `${isDayFirst ? `${day} of ${month}` : `${month} ${day}`} ${century}${ten}`,
          'date_of_birth',
        ),
    ),
  )
})

describe('a month and a year in other words', () => {
  test.each([
    ['expiry ', 'march, year 27', 'card_expiry'],
    ['exp ', 'march year twenty seven', 'card_expiry'],
    ['gültig bis ', 'März 27', 'card_expiry'],
    ['exp ', 'août 27', 'card_expiry'],
    ['exp ', 'march of twenty twenty seven', 'card_expiry'],
    ['born ', 'july fourth, eighty two', 'date_of_birth'],
    ['geboren am ', 'einundzwanzigsten Mai zweitausendfünf', 'date_of_birth'],
    ['né le ', 'premier mars deux mille cinq', 'date_of_birth'],
  ])('%s%s', (before, value, type) => expectHidden(before, value, type))

  test('its code behind it is another value', () => {
    const { spans } = scan('card exp march twenty seven, cvv four eight two')
    expect(spans.map(({ type }) => type)).toEqual(['card_expiry', 'card_code'])
  })
})

describe('a month that is the whole answer', () => {
  test.each([
    ['month?', 'march'],
    ['expiry month?', 'September.'],
    ['ablaufmonat?', 'Juli'],
    ['mes?', 'marzo'],
  ])('%s %s', (asked, value) =>
    expect(scan(value, { asked }).spans).toEqual([
      { start: 0, end: value.replace('.', '').length, type: 'card_expiry_half' },
    ]),
  )
})

describe('a month in prose is nobody’s', () => {
  test.each([
    ['march', undefined],
    ['march', 'which month do you want the report of?'],
    ['you may one day be born again', undefined],
    ['on my birthday two may come', undefined],
    ['payment due march 4, exp date unknown', undefined],
    ['we expire two march tickets at once', undefined],
    ['the first march of the twentieth regiment', undefined],
    ['four of us may come for her birthday', undefined],
  ])('%s', (text, asked) => expect(scan(text, { asked }).spans).toEqual([]))
})
