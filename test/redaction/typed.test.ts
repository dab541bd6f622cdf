import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ScanOptions, scan } from '../../src/redaction/index.js'
import { runs } from '../runs.js'
import { isHidden } from './isHidden.js'

/** Claims that a value between what is said before and after it is hidden whole, under its name. */
function expectHidden(
  { before, value, after }: Readonly<Record<'before' | 'value' | 'after', string>>,
  type: string,
  options: ScanOptions = {},
): void {
  const text = before + value + after
  const { spans } = scan(text, options)
  expect([
    text,
    isHidden(text, { start: before.length, end: text.length - after.length }, spans),
  ]).toEqual([text, true])
  expect([text, spans.map((span) => span.type)]).toEqual([text, expect.arrayContaining([type])])
}

const number = (low: number, high: number, width = 1) =>
  fc.integer({ min: low, max: high }).map((one) => String(one).padStart(width, '0'))
const AFTER = fc.constantFrom('', '.', ' ok?', ', thanks', '\n', '!!')

// The day before its month or behind it, as one says it in that language.
const BIRTHDAYS: readonly (readonly [word: string, month: string, form: string])[] = [
  ['born on ', 'July', 'D M'],
  ['my birthday is ', 'march', 'M D'],
  ['bday ', 'Sept', 'M Dth'],
  ['cumplo años el ', 'mayo', 'D de M'],
  ['dob ', 'feb', 'D M'],
  ['born ', 'October', 'Dth of M'],
  ['mi cumple es el ', 'julio', 'D de M'],
  ['naci el ', 'enero', 'D de M'],
  ['fecha de nacimiento ', 'septiembre', 'D de M'],
  ["mon anniversaire c'est le ", 'juillet', 'D M'],
  ['née le ', 'août', 'D M'],
  ['geboren am ', 'März', 'D. M'],
  ['geb. ', 'Dezember', 'D. M'],
  ['nato il ', 'luglio', 'D M'],
  ['il mio compleanno è il ', 'maggio', 'D M'],
  ['nasci em ', 'março', 'D de M'],
  ['geboren op ', 'juli', 'D M'],
  ['född ', 'augusti', 'D M'],
  ['urodzona ', 'lipca', 'D M'],
  ['doğum günüm ', 'Temmuz', 'D M'],
  ['родился ', 'июля', 'D M'],
  ['我的生日是', '', 'N月D日'],
  ['誕生日は', '', 'N月D日'],
  ['생일은 ', '', 'N월 D일'],
]
const asBirthday = (form: string, month: string, day: string, ordinal: number): string =>
  form
    .replace('N', String(ordinal))
    .replace('Dth', `${day}th`)
    .replace('D', day)
    .replace('M', month)

describe('a birthday without its year', () => {
  test('is hidden beside a word for birth, in fourteen languages', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BIRTHDAYS),
        number(4, 20),
        fc.integer({ min: 1, max: 12 }),
        AFTER,
        ([before, month, form], day, ordinal, after) => {
          const value = asBirthday(form, month, day, ordinal)
          expectHidden({ before, value, after }, 'date_of_birth')
        },
      ),
      runs(200),
    )
  })

  test.each([
    'see you on 4 July',
    'it was born 3 decades ago',
    'i need it by 4 July for her birthday',
    'a birthday gift, order by July 4',
    'born with 4 marks',
  ])('no day is found in: %s', (text) => {
    expect(scan(text).spans).toEqual([])
  })

  test('is what answers a question for it', () => {
    for (const asked of ["What's your date of birth?", 'Geburtsdatum?', '¿Fecha de nacimiento?'])
      expectHidden({ before: '', value: '4 july', after: '' }, 'date_of_birth', { asked })
  })
})

const NAMES_NO_CARD = 'its the one that ends in '
const CARD_ENDS: readonly string[] = [
  'mastercard ending ',
  'card ending in ',
  'its my visa, ends with ',
  'last 4 are ',
  'last four of my card ',
  'last 4: ',
  'last4 ',
  NAMES_NO_CARD,
  'la tarjeta termina en ',
  'ultimos 4 de mi tarjeta ',
  'carte finissant par ',
  'ma carte se termine par ',
  'karte endet auf ',
  'la carta finisce con ',
  'cartão final ',
  'kaart eindigt op ',
  'karta kończy się na ',
  'kortet slutar på ',
  'kartımın son 4 hanesi ',
  'последние 4 цифры карты ',
  '卡尾号',
  'カード番号の下4桁は',
]

describe('the last four digits of a card', () => {
  test('are hidden where a card is meant, in fourteen languages', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CARD_ENDS),
        number(0, 9999, 4),
        AFTER,
        (before, value, after) => {
          // What ends in a year may be a contract.
          fc.pre(before !== NAMES_NO_CARD || !/^(?:19|20)/.test(value))
          expectHidden({ before, value, after }, 'card_last4')
        },
      ),
      runs(200),
    )
  })

  test.each([
    'my order ending 4444 is late',
    'the year ending 2025',
    'ticket ends with 4821',
    'my last 4 orders were late',
    'the last 4 are missing',
    'tracking number ending in 3456',
  ])('none are found in: %s', (text) => {
    expect(scan(text).spans).toEqual([])
  })

  test('are what answers a question for them, and those of a social security number are that', () => {
    const card = { asked: 'What are the last four digits of your card?' }
    expectHidden({ before: '', value: '4444', after: '' }, 'card_last4', card)
    const four = { asked: 'last 4 of the card?' }
    expectHidden({ before: '', value: '4444', after: '' }, 'card_last4', four)
    const social = { asked: 'last 4 of your social?' }
    expectHidden({ before: 'its ', value: '4444', after: '' }, 'us_ssn_last4', social)
  })
})

const NAMES = fc.constantFrom(
  'ada',
  'john.smith',
  'bob_k77',
  'Mary-Ann',
  'j.doe99',
  'susan dot baker',
)
const PROVIDERS = fc.constantFrom('gmail', 'hotmail', 'yahoo', 'outlook', 'web')
const SPOKEN = fc.constantFrom(
  [' at ', '.', 'com'],
  [' at ', ' dot ', 'com'],
  [' [at] ', ' dot ', 'net'],
  ['(at)', '.', 'de'],
  ['@', ' dot ', 'com'],
  [' arroba ', ' punto ', 'es'],
  [' arroba ', '.', 'com'],
  [' arroba ', ' ponto ', 'com'],
  [' arobase ', ' point ', 'fr'],
  [' chiocciola ', ' punto ', 'it'],
  [' at ', ' punkt ', 'de'],
)

describe('an address of e-mail in words', () => {
  test('is hidden with the name before its sign', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'its ', 'email ', 'mi correo es ', 'c est '),
        NAMES,
        PROVIDERS,
        SPOKEN,
        fc.constantFrom('', ' ok?', ', thanks', '\n'),
        (before, name, host, [sign, dot, end], after) =>
          expectHidden({ before, value: `${name}${sign}${host}${dot}${end}`, after }, 'email'),
      ),
      runs(200),
    )
  })

  test.each(['look at example.com', 'i log in at gmail.com', 'meet at gmail hq'])(
    'none is found in: %s',
    (text) => {
      expect(scan(text).spans.filter(({ type }) => type === 'email')).toEqual([])
    },
  )
})

describe('the answer to a security question', () => {
  test.each([
    ['the security answer is ', 'Fluffy'],
    ['security answer: ', 'rex'],
    ["my mother's maiden name is ", 'Henderson'],
    ['mothers maiden name ', 'Henderson'],
    ['my first pet was called ', 'Rex'],
    ['memorable word: ', 'oxbow'],
    ['le nom de jeune fille de ma mère est ', 'Dupont'],
    ['mi respuesta secreta es ', 'perrito'],
    ['Sicherheitsantwort ist ', 'Bello'],
    ['nome de solteira da minha mãe é ', 'Souza'],
  ])('after "%s" is hidden', (before, value) => {
    expectHidden({ before, value, after: '' }, 'security_answer')
  })

  test.each([
    'what is a security answer',
    'my security answer is wrong',
    'the security question is not working',
    'my first pet was a dog',
  ])('none is found in: %s', (text) => {
    expect(scan(text).spans).toEqual([])
  })

  test('is what answers the question itself', () => {
    for (const asked of ['What was your first pet called?', "Your mother's maiden name?"])
      expectHidden({ before: '', value: 'Fluffy', after: '' }, 'security_answer', { asked })
  })
})

describe('a password as it was', () => {
  test.each([
    ['passwort war ', 'Mausi!88'],
    ['the password i use is ', 'bluewhale77'],
    ['mot de passe était ', 'Chaton!99'],
    ['şifrem şu ', 'Yaz!2020'],
    ['parola mea e ', 'parola99'],
    ['salasana on ', 'kesä2020'],
    ['login bob pass ', 'qwerty88'],
    ['a jelszavam ', 'kutya12'],
    ['رمز عبور ', 'tehran12'],
  ])('after "%s" is hidden', (before, value) => {
    expectHidden({ before, value, after: '' }, 'password')
  })
})

describe('a floor and a door', () => {
  test.each([
    'calle Mayor 12, piso 3',
    'Calle de Alcalá 45, 3º B',
    'Calle del Pez 12, 2º izq',
    'Av. Insurgentes Sur 1602',
    'rua Augusta 200, apto 45',
    '12 rue de la Paix 2e étage',
    '3 bis avenue Foch',
    'Piazza Garibaldi 3 int. 4',
    '1600 Pennsylvania Ave NW',
    'ul. Długa 12/4',
    'Atatürk Caddesi No: 12 kat 3',
    'ул. Ленина, д. 12, кв. 5',
  ])('%s is one address', (value) => {
    expectHidden({ before: 'vivo en ', value, after: '' }, 'postal_address')
  })

  test.each(['el piso 3 esta sucio', 'level 3 of the car park', 'calle cortada 2 dias'])(
    'none is found in: %s',
    (text) => {
      expect(scan(text).spans).toEqual([])
    },
  )
})

describe('what runs out', () => {
  test.each([
    'coupon SAVE20 expires 12/27',
    'my passport expires 03/27',
    'la oferta vence 12/27',
    'the warranty expires 12/27',
  ])('is no card in: %s', (text) => {
    expect(scan(text).spans).toEqual([])
  })

  test.each(['my gift card expired, the visa card expires ', 'card expires ', 'tarjeta vence '])(
    'is one in: %s',
    (before) => {
      expectHidden({ before, value: '12/27', after: '' }, 'card_expiry')
    },
  )
})

describe('a card and what is glued to it', () => {
  test.each(['/', '|', ' / ', ' ', '\n'])('is found with the mark %j', (mark) => {
    const text = ['4111111111111111', '0327', '123'].join(mark)
    expect(scan(text).spans.map(({ type }) => type)).toEqual([
      'payment_card',
      'card_expiry',
      'card_code',
    ])
  })

  test('a code of four digits is a code where an expiry stood before it', () => {
    const { spans } = scan('amex 3782 822463 10005 0927 1234 thx')
    expect(spans.map(({ type }) => type)).toEqual(['payment_card', 'card_expiry', 'card_code'])
  })

  test.each(['call me ', 'ph ', 'tel: ', 'my cell is '])(
    'is no part of a phone after %j',
    (word) => {
      const { spans } = scan(`4111 1111 1111 1111 ${word}415-555-0132`)
      expect(spans.map(({ type }) => type)).toEqual(['payment_card', 'phone'])
    },
  )
})
