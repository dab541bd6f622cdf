import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'
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
  ])('%s is nobody', (text) => {
    expect(typesIn(text)).toEqual([])
  })
})
