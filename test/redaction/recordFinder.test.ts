import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordFinder, scan } from '../../src/redaction/index.js'

const RECORD = {
  customer: { first_name: 'Will', last_name: 'May', email: 'will@example.com' },
  address: { line1: '12 Elm Rise', city: 'Springfield' },
  account: 'AC-99120',
  orders: [{ id: 'ORD-7781-X', total: 12 }],
}
const finder = recordFinder(RECORD)
const foundIn = (text: string): readonly string[] =>
  scan(text, { finders: [finder] }).spans.map(({ start, end }) => text.slice(start, end))

describe('what the record knows', () => {
  test.each([
    ['it is will may here', 'will may'],
    ['May, Will is the holder', 'May, Will'],
    ['WILL MAY', 'WILL MAY'],
    ['my name is will', 'will'],
    ['please ask for Will today', 'Will'],
    ['hi i am may', 'may'],
    ['where is ord-7781-x now', 'ord-7781-x'],
    ['i live at 12 elm  rise', '12 elm  rise'],
    ['account AC-99120 please', 'AC-99120'],
    ['ich bin Will', 'Will'],
  ])('is found in: %s', (text, value) => {
    expect(foundIn(text)).toEqual([value])
  })

  test.each([
    'will you call me, may I ask?',
    'Will it arrive on time?',
    'May I return it?',
    'it may well be, I will see',
    'it cost 12 dollars',
    'willing to wait',
  ])('is not in: %s', (text) => {
    expect(foundIn(text)).toEqual([])
  })

  test('is made of whatever is given, without a throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (record, text) => {
        const outside = recordFinder(record)(text).filter(
          ({ start, end }) => start >= end || end > text.length,
        )
        expect(outside).toEqual([])
      }),
    )
  })

  test('every full name of a record is found, however it is written', () => {
    const word = fc.constantFrom('Ada', 'Łukasz', 'Jean-Luc', 'Мария', "O'Hara", 'Sørensen')
    fc.assert(
      fc.property(word, word, fc.boolean(), (first, last, isSmall) => {
        const text = `so ${first} ${last} wrote`
        const said = isSmall ? text.toLowerCase() : text
        const spans = recordFinder({ name: `${first} ${last}` })(said)
        expect(spans.some(({ start, end }) => end - start === first.length + last.length + 1)).toBe(
          true,
        )
      }),
    )
  })
})
