import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'
import { find } from '../../src/redaction/scan.js'

/** Every letter and digit of a value is hidden, as one kind alone. */
function expectHidden(before: string, value: string, type: string, asked?: string): void {
  const text = `${before}${value}`
  const { spans } = scan(text, { asked })
  expect([text, spans]).toEqual([text, [{ start: before.length, end: text.length, type }]])
}

/** Gives the value of the one finding in a text. */
const findText = (text: string): string | null | undefined => find(text, {}).findings[0]?.value

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

// Numbers below a hundred in Chinese characters, and a year digit by digit. Written out here again: how they are written is a
// fact.
const DIGITS = [...'〇一二三四五六七八九']
const inCharacters = (value: number): string => {
  const tens = Math.floor(value / 10)
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`
  return ten + (value % 10 === 0 && tens > 0 ? '' : (DIGITS[value % 10] ?? ''))
}
const digitByDigit = (value: number): string =>
  [...String(value)].map((digit) => DIGITS[Number(digit)]).join('')

test('a date of an era, or in Chinese characters, is hidden with all that is of it, and is one value', () => {
  const era = fc.constantFrom(
    ['大正', 1911],
    ['昭和', 1925],
    ['平成', 1988],
    ['令和', 2018],
    ['民國', 1911],
  ) as fc.Arbitrary<readonly [string, number]>
  fc.assert(
    fc.property(
      fc.constantFrom('生年月日は', '出生 ', '生日'),
      era,
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      (before, [name, first], year, month, day) => {
        const western = first + year
        for (const written of [
          `${name}${year === 1 ? '元' : year}年${month}月${day}日`,
          `${name}${year === 1 ? '元' : inCharacters(year)}年${inCharacters(month)}月${inCharacters(day)}日`,
          `${digitByDigit(western)}年${inCharacters(month)}月${inCharacters(day)}日`,
        ]) {
          expectHidden(before, written, 'date_of_birth')
          expect([written, findText(before + written)]).toEqual([
            written,
            `${western}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
          ])
        }
      },
    ),
  )
})

test('when a card expires is hidden in characters as in digits', () => {
  for (const value of ['二七年三月', '二〇二七年三月', '27年3月', '2027年12月', '令和九年三月'])
    expectHidden('有效期到', value, 'card_expiry')
})

test('what is no birth and no card is left in characters', () => {
  for (const text of [
    '平成元年の歌',
    '三月十二日に届く',
    '令和六年度の料金',
    '二十個ください',
    '五月五日是節日',
  ])
    expect([text, scan(text).spans]).toEqual([text, []])
})

// Months as each language names them with a day. Written out here again: what they are called is a fact.
const MONTHS = {
  Romanian:
    'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
  Czech: 'ledna února března dubna května června července srpna září října listopadu prosince',
  'Czech without marks':
    'ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince',
  Hungarian:
    'január február március április május június július augusztus szeptember október november december',
  Danish: 'januar februar marts april maj juni juli august september oktober november december',
  Finnish:
    'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
  Indonesian:
    'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember',
  Polish:
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  Ukrainian:
    'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
} as const

test.each(Object.entries(MONTHS))('months of %s are read in dates', (_, names) => {
  for (const [at, name] of names.split(' ').entries()) {
    const iso = `1979-${String(at + 1).padStart(2, '0')}-12`
    for (const written of [`12 ${name} 1979`, `12. ${name} 1979`, `1979. ${name} 12`]) {
      expectHidden('dob ', written, 'date_of_birth')
      expect([written, findText(`dob ${written}`)]).toEqual([written, iso])
    }
    expectHidden('exp ', `${name} 28`, 'card_expiry')
  }
})

test('dates of Thailand and Vietnam are hidden whole', () => {
  expectHidden('วันเกิด ', '12 มีนาคม 2522', 'date_of_birth')
  expectHidden('ngày sinh ', '12 tháng 3 năm 1979', 'date_of_birth')
  expectHidden('γεννήθηκα ', '12 Μαρτίου 1979', 'date_of_birth')
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
    ['month of expiry?', 'march'],
    ['expiry month?', 'September.'],
    ['ablaufmonat?', 'Juli'],
    ['mes de caducidad?', 'marzo'],
    ["mois d'expiration ?", 'mars'],
    ['mois d’expiration', 'août'],
    ['mese di scadenza?', 'luglio'],
    ['mês de vencimento?', 'maio'],
    ['měsíc expirace?', 'březen'],
    ['lejárat hónapja?', 'március'],
    ['luna expirării?', 'martie'],
    ['miesiąc ważności karty?', 'lipca'],
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
    ['january', 'month?'],
    ['enero', 'mes?'],
    ['mars', 'mois ?'],
    ['you may one day be born again', undefined],
    ['on my birthday two may come', undefined],
    ['payment due march 4, exp date unknown', undefined],
    ['we expire two march tickets at once', undefined],
    ['the first march of the twentieth regiment', undefined],
    ['four of us may come for her birthday', undefined],
  ])('%s', (text, asked) => expect(scan(text, { asked }).spans).toEqual([]))
})
