import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactTranscript, scan } from '../../src/redaction/index.js'
import { runs } from '../runs.js'

/** Cards that issuers publish for tests, in groups of four. */
const CARDS = ['4242424242424242', '5555555555554444', '6011111111111117', '2223003122003222']
const groupsOf = (card: string): readonly string[] => card.match(/\d{4}/g) ?? []

const word = fc.constantFrom(
  ...' then | next four |, and then | (|) |\nthen its |; third: | 2nd |, last |... | ok | > '.split(
    '|',
  ),
)
const LETTERS: Readonly<Record<string, string>> = { 0: 'oOQ', 1: 'lI', 2: 'Zz', 5: 'Ss', 8: 'B' }
/** Of each group, one digit at most is typed as a letter that looks like it. */
const mistaken = fc.tuple(fc.nat(3), fc.nat(2)).map(([place, which]) => (group: string) => {
  const letters = LETTERS[group.charAt(place)] ?? ''
  const letter = letters.charAt(which % Math.max(1, letters.length))
  return letter === '' ? group : group.slice(0, place) + letter + group.slice(place + 1)
})
const four = <One>(one: fc.Arbitrary<One>) => fc.array(one, { minLength: 4, maxLength: 4 })

test('no group of a card is left, whatever words stand between and whichever digits are letters', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CARDS), four(word), four(mistaken), (card, words, typed) => {
      const groups = groupsOf(card).map((group, at) => typed[at]?.(group) ?? group)
      const text = `the card: ${groups.map((group, at) => (at === 0 ? '' : words[at]) + group).join('')}`
      const [span, ...others] = scan(text).spans
      expect(others).toEqual([])
      expect(span).toEqual({
        start: text.indexOf(groups[0] ?? ''),
        end: text.length,
        type: 'payment_card',
      })
    }),
    runs(200),
  )
})

test('four groups of four digits that are no issued card are none', () => {
  const group = fc.integer({ min: 1000, max: 2150 }).map(String)
  fc.assert(
    fc.property(four(group), four(word), (groups, words) => {
      const text = groups.map((one, at) => (words[at] ?? '') + one).join('')
      expect(scan(text, { types: ['payment_card'] }).spans).toEqual([])
    }),
    runs(200),
  )
})

const typesIn = (text: string) =>
  scan(text).spans.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`)

describe('what people mistype is found as what was meant', () => {
  test.each([
    ['card 4111 11xx xxxx 1111 was charged', 'masked_card 4111 11xx xxxx 1111'],
    ['refund it to 4111********1111', 'masked_card 4111********1111'],
    ['its ccv 482', 'card_code 482'],
    ['card security 482', 'card_code 482'],
    ['iban SI64 9531 9746 2550 440', 'iban SI64 9531 9746 2550 440'],
    ['to SI64 9531 9746 2550 440 please', 'iban SI64 9531 9746 2550 440'],
    ['send it to GB29 NWBK 6016 1331 9268 18 please', 'mistyped_iban GB29 NWBK 6016 1331 9268 18'],
    ['DE89 3704 0044 0532 0130 01 is ours', 'mistyped_iban DE89 3704 0044 0532 0130 01'],
    ['refund to 20 00 00 / 5577 9911', 'uk_bank_account 20 00 00 / 5577 9911'],
    ['20-00-00 55779911', 'uk_bank_account 20-00-00 55779911'],
    ['ada.l@@example.com', 'email ada.l@@example.com'],
    ['ada.l"@"example.com', 'email ada.l"@"example.com'],
    ['ada.l@example.c om', 'email ada.l@example.c om'],
    ['write to ada@gmail.', 'email ada@gmail'],
    ['ada.l@example', 'email ada.l@example'],
    ['ada krøllalfa example punktum no', 'email ada krøllalfa example punktum no'],
    ['ada miukumauku example piste fi', 'email ada miukumauku example piste fi'],
    ['αρ. διαβατηρίου AE1234567', 'passport AE1234567'],
    ['útlevélszám BA1234567', 'passport BA1234567'],
    ['512 345 678 proszę dzwonić', 'phone 512 345 678'],
  ])('%s', (text, found) => {
    expect(typesIn(text)).toEqual([found])
  })

  test.each([
    'open on 12-03-27 12345678 times',
    'follow me @gmail',
    'npm i react@latest',
    'v2@latest',
    'best before 04/29 on the box',
    'order 4418 then 2231 then 9021 then 1144',
    'my address is 1234:abcd:23af:1111:2222:3333:0000:0000:0000',
  ])('%s is nobody', (text) => {
    expect(typesIn(text)).toEqual([])
  })
})

/** What one person sends, with the questions of the other side between, as it may be shown. */
const shown = (...messages: readonly string[]): readonly string[] => {
  const turns = messages.map((text, at) => ({
    id: `IM${at}`,
    author: text.startsWith('? ') ? 'agent' : 'customer',
    text: text.replace('? ', ''),
  }))
  const rules = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
  return redactTranscript(turns, rules).map(({ text }) => text)
}

describe('what comes in parts is found with small talk between', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a card, and a word behind its half', ['4242 4242 lol wait', 'ok 4242 4242'], ['4242']],
    [
      'a card, four by four as asked',
      ['? first four?', '4242', '? next four?', 'then 4242', '? and?', '4242', '? last?', '4242'],
      ['4242'],
    ],
    ['a code in three pairs', ['? what code did you get?', '71', '82', '04'], ['71', '82', '04']],
    ['a sort code and its account', ['20-00-00', '5577 9911'], ['20-00', '9911']],
    ['a code after an expiry', ['exp 04/29', '115'], ['04/29', '115']],
    [
      'a street, its town and its postcode',
      ['14 harbour street', 'leeds', 'LS1 4AP'],
      ['harbour', 'leeds', '4AP'],
    ],
    ['a street, and its town and code', ['? adresse?', 'lindenweg 7', '50667 köln'], ['7', 'köln']],
    [
      'a street and a postcode as asked',
      ['? which street?', '14 larch close', '? postcode?', 'nr3 4ts'],
      ['larch', '4ts'],
    ],
  ])('%s', (_, messages, hidden) => {
    const text = shown(...messages).join('\n')
    expect(hidden.filter((part) => text.includes(part))).toEqual([])
  })

  test.each<[string, readonly string[]]>([
    ['an order number', ['my order number is 7719', '004218']],
    ['a ticket', ['ticket 55830', '12047']],
    ['a wait, and a town', ['i waited 14 days', 'leeds', 'on 5 may']],
    ['a town and a count', ['14 of them', 'in leeds', '50667 sold']],
    ['a day and a count', ['it was 12-03-26', '12345678 of them']],
    ['a count and words', ['i ordered 4418 2231 already', '9021 1144 were the next']],
  ])('%s in parts is nobody', (_, messages) => {
    expect(shown(...messages)).toEqual(messages)
  })
})
