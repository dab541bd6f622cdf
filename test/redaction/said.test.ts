import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'
import { runs } from '../runs.js'

// Digits by their names, as people dictate them. Written out here again: what a language calls them is a fact.
const NAMES = {
  English: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  'English, zero as a letter': 'oh one two three four five six seven eight nine'.split(' '),
  German: 'null eins zwei drei vier fünf sechs sieben acht neun'.split(' '),
  'German without marks': 'null eins zwei drei vier funf sechs sieben acht neun'.split(' '),
  'German with letters for marks': 'null eins zwei drei vier fuenf sechs sieben acht neun'.split(
    ' ',
  ),
  French: 'zéro un deux trois quatre cinq six sept huit neuf'.split(' '),
  Spanish: 'cero uno dos tres cuatro cinco seis siete ocho nueve'.split(' '),
  Italian: 'zero uno due tre quattro cinque sei sette otto nove'.split(' '),
  Portuguese: 'zero um dois três quatro cinco seis sete oito nove'.split(' '),
  Dutch: 'nul een twee drie vier vijf zes zeven acht negen'.split(' '),
  Polish: 'zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć'.split(' '),
  'Polish without marks': 'zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec'.split(' '),
  Turkish: 'sıfır bir iki üç dört beş altı yedi sekiz dokuz'.split(' '),
  'Turkish without marks': 'sifir bir iki uc dort bes alti yedi sekiz dokuz'.split(' '),
  Swedish: 'noll ett två tre fyra fem sex sju åtta nio'.split(' '),
  Russian: 'ноль один два три четыре пять шесть семь восемь девять'.split(' '),
} as const

/** Says a value digit by digit; marks between digits stay pauses. */
const say = (value: string, names: readonly string[]): string =>
  value
    .split('')
    .map((digit) => (digit === ' ' ? ',' : ` ${names[Number(digit)] ?? ''}`))
    .join('')
    .trim()

// Of each kind one that opens something, by the words beside it alone or by its form.
const KINDS = [
  ['my card is ', '4242 4242 4242 4242', 'payment_card'],
  ['cvv ', '482', 'card_code'],
  ['my pin is ', '4481', 'pin_code'],
  ['verification code ', '482913', 'one_time_code'],
  ['ssn ', '536 22 8710', 'us_ssn'],
  ['account number ', '55779911', 'bank_account'],
  ['call me on ', '415 555 0132', 'phone'],
  ['sort code ', '200415', 'uk_sort_code'],
] as const

describe.each(Object.entries(NAMES))('what is said in %s', (_, names) => {
  test.each(KINDS)('%s%s is hidden as what it is, %s', (before, value, type) => {
    const said = say(value, names)
    const text = `${before}${said} ok thanks`
    const { spans } = scan(text)
    expect([text, spans]).toEqual([
      text,
      [{ start: before.length, end: before.length + said.length, type }],
    ])
  })
})

test('a number whose digits are said or typed, as a program heard them, is hidden as what it is', () => {
  // One of the words is no `one`, which is not looked for.
  const anySaid = fc.tuple(
    fc.constantFrom(...KINDS),
    fc.constantFrom(NAMES.English, NAMES.German, NAMES.Spanish, NAMES.Dutch),
    fc.infiniteStream(fc.boolean()),
  )
  fc.assert(
    fc.property(anySaid, ([[before, value, type], names, typed]) => {
      const place = [...value].findIndex((digit) => Number(digit) > 3)
      const heard = [...value].map((digit, at) =>
        digit === ' ' ? digit : typed.next().value && at !== place ? digit : names[Number(digit)],
      )
      const said = heard.join(' ').replace(/ {2,}/g, ', ')
      const [span, ...others] = scan(`${before}${said} ok`).spans
      expect([said, span, others]).toEqual([
        said,
        { start: before.length, end: before.length + said.length, type },
        [],
      ])
    }),
    runs(100),
  )
})

test('digits beside words are no number where few of them are said', () => {
  for (const text of [
    'call 212 555 0142 two times a day',
    'i paid 115 two times',
    'two 30 minute calls, one 45 minute call',
    'a code: seven 30 to eight 30',
  ])
    expect([text, scan(text).spans.map(({ start, end }) => text.slice(start, end))]).toEqual([
      text,
      text.includes('555') ? ['212 555 0142'] : [],
    ])
})

test('the four of the last four is none of them', () => {
  for (const [before, said] of [
    ['last four ', 'five six one two'],
    ['visa, last 4 are ', 'five six one two'],
    ['letzte vier ', 'fünf sechs eins zwei'],
    ['últimos cuatro ', 'cinco seis uno dos'],
  ] as const)
    expect(scan(before + said).spans).toEqual([
      { start: before.length, end: before.length + said.length, type: 'card_last4' },
    ])
})

test('a code that is dictated digit by digit is one value', () => {
  for (const [before, digits, type] of [
    ['cvv ', '482', 'card_code'],
    ['pin ', '4410', 'pin_code'],
    ['the code is ', '771204', 'one_time_code'],
    ['last four ', '2231', 'card_last4'],
  ] as const) {
    const text = before + [...digits].join(' ')
    expect([text, scan(text).spans]).toEqual([
      text,
      [{ start: before.length, end: text.length, type }],
    ])
  }
  for (const text of ['i need 1 2 3 of them', 'sizes 3 4 5', 'steps 1 2 3 4 5 6 failed'])
    expect([text, scan(text).spans]).toEqual([text, []])
})

test('every number below a hundred that is said as one word or two is read', () => {
  const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
  const teens =
    'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
  const ones = NAMES.English
  const pairs = [
    ...teens,
    ...tens.flatMap((ten) => [ten, ...ones.slice(1).map((one) => `${ten} ${one}`)]),
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pairs), { minLength: 3, maxLength: 5 }), (said) => {
      const text = `acct number four ${said.join(', ')}`
      const [span] = scan(text, { types: ['bank_account'] }).spans
      expect([text, span?.end]).toEqual([text, text.length])
    }),
  )
})

describe('as people dictate', () => {
  test.each([
    ['my number is ', 'four fifteen five five five oh one three two', 'phone'],
    ['call ', 'four one five dash five five five dash oh one three two', 'phone'],
    ['ring me ', 'oh double seven double oh nine double oh one two three', 'phone'],
    ['', 'one eight hundred five five five oh one nine nine', 'phone'],
    ['mon numéro ', 'zéro six douze trente-quatre cinquante-six soixante-dix-huit', 'phone'],
    ['mon tel ', 'zéro six quatre-vingt-dix-huit vingt-deux trente et un quarante', 'phone'],
    ['mi cel ', 'seis doce treinta y cuatro cincuenta y seis setenta y ocho', 'phone'],
    ['ruf mich an ', 'null eins sieben sechs einundzwanzig dreiunddreißig elf', 'phone'],
    ['pin ', 'zwolf dreissig acht', 'pin_code'],
    ['pin ', 'zwoelf dreißig acht', 'pin_code'],
    ['pin ', 'zwölf dreiundfuenfzig acht', 'pin_code'],
    ['born ', 'the fourth of july nineteen eighty two', 'date_of_birth'],
    ['my birthday is ', 'july twenty second nineteen eighty two', 'date_of_birth'],
    ['dob ', 'march three nineteen seventy nine', 'date_of_birth'],
    ['born ', 'the twelfth of september 1990', 'date_of_birth'],
    ['my birthday is ', 'may thirty first 1990', 'date_of_birth'],
    ['birthday ', 'the second of may', 'date_of_birth'],
    ['its ', 'mike underscore r at example dot com', 'email'],
    ['mail ', 'ana dash maria at example dot com', 'email'],
    ['valid thru ', 'oh five slash twenty eight', 'card_expiry'],
  ])('%s%s is a %s', (before, said, type) => {
    const { spans } = scan(`${before}${said}`)
    expect(spans.map((span) => span.type)).toEqual([type])
    const last = spans.at(-1)
    expect(last?.end).toBe(before.length + said.length)
    // The article before a day is nobody's.
    expect(last?.start).toBeLessThanOrEqual(before.length + 'the '.length)
  })
})

describe('what is counted is nobody’s', () => {
  test.each([
    'one or two things, maybe three',
    'she is twenty five years old',
    'one two, one two, is this thing on',
    'i have two, three or four of them',
    'the first march of the twentieth regiment',
    'on second thought the fourth one is fine',
    'one two three four five six seven eight, call me when you are done',
    'six hundred and ten dollars on my card',
    'we were two at table six',
    'nine one one what is your emergency',
    'due to a delay the seven o five train left at six twenty',
  ])('%s', (text) => {
    expect(scan(text).spans).toEqual([])
  })
})
