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
    ['Will.', 'Will'],
    ['Mr. May called', 'May'],
    ['account ac 99120', 'ac 99120'],
    ['account AC99120', 'AC99120'],
    ['where is ORD 7781 X', 'ORD 7781 X'],
    ['elm rise 12', 'elm rise 12'],
    ['at 12 Rise', '12 Rise'],
    ['Will J. May here', 'Will J. May'],
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
    'hi, will you help',
    'it was 12 of them',
    'order 7781',
  ])('is not in: %s', (text) => {
    expect(foundIn(text)).toEqual([])
  })

  test.each([
    ['José García Müller', 'jose garcia muller'],
    ['José García Müller', 'GARCIA MUELLER, JOSE'],
    ['José García Müller', 'José García Müller'.normalize('NFD')],
    ['Łukasz Żak', 'lukasz zak'],
    ['Sørensen Bo', 'bo sorensen'],
    ['Groß Änne', 'aenne gross'],
    ['李小龍', '李小龍'],
    ['Мария Иванова', 'мария иванова'],
    ['محمد علي', 'محمد علي'],
  ])('the name %j is found as %j', (name, said) => {
    const spans = recordFinder({ customer: { name } })(`so ${said} wrote`)
    expect(spans).toEqual([{ start: 3, end: 3 + said.length, type: 'known_name' }])
  })

  test.each([
    [{ customer: { name: { first: 'Ada', last: 'Lovelace' } } }],
    [{ names: ['Bo Li', 'Ada Lovelace'] }],
    [{ firstName: 'Ada', middleName: 'King', lastName: 'Lovelace' }],
    [{ contacts: [{ given_name: 'Ada', family_name: 'Lovelace' }] }],
  ])('a name is one however the record holds it: %j', (record) => {
    expect(recordFinder(record)('so ada lovelace wrote')).toEqual([
      { start: 3, end: 15, type: 'known_name' },
    ])
  })

  test('a value is found whatever marks are put into it or left out', () => {
    const part = fc.stringMatching(/^[A-Z0-9]{2,5}$/)
    const mark = fc.constantFrom('', ' ', '-', '. ', ' - ', '/', ' #')
    const parts = fc.array(part, { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(parts, mark, mark, fc.boolean(), (all, stored, typed, isSmall) => {
        fc.pre(/\d/.test(all.join('')) && all.join('').length >= 5)
        const said = isSmall ? all.join(typed).toLowerCase() : all.join(typed)
        const spans = recordFinder({ account: all.join(stored) })(`it is ${said} ok`)
        expect(spans.some(({ start, end }) => start <= 6 && end >= 6 + said.length)).toBe(true)
      }),
    )
  })

  test.each([
    ['+447911123456', '07911 123456'],
    ['+447911123456', '7911123456'],
    ['+4930123456', '030 123456'],
    ['1982-07-04', '4.7.1982'],
    ['1982-07-04T00:00:00Z', '07/04/1982'],
    ['1982-07-04', '04 07 82'],
    ['1982-07-04', '4 July 1982'],
    ['1982-07-04', 'July 4th, 1982'],
    ['1982-07-04', '4. Juli 1982'],
    ['1982-03-04', '4 de marzo de 1982'],
    ['1982-03-04', '4. März 1982'],
    ['1982-03-04', '4 ma\u0308rz 1982'],
    ['1982-03-04', '04 марта 1982'],
    ['1982-03-14', '14th of March 1982'],
    ['1982-07-04', '1982-7-4'],
  ])('%j is known when it is written as %j', (value, said) => {
    expect(recordFinder({ value })(`so ${said} it is`)).toEqual([
      { start: 3, end: 3 + said.length, type: 'known_value' },
    ])
  })

  test('that cannot be read whole makes a scan incomplete, and a circle is read once', () => {
    const large = Array.from({ length: 6_000 }, (_, at) => `value ${at}`)
    expect(scan('hello', { finders: [recordFinder({ large })] })).toEqual({
      spans: [],
      complete: false,
      reasons: [{ code: 'finder_failed' }],
    })
    const circle: Record<string, unknown> = { name: 'Ada Lovelace' }
    circle['self'] = circle
    expect(recordFinder(circle)('ada lovelace')).toHaveLength(1)
  })

  test('is made of whatever is given, without a throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), (record, text) => {
        const { spans } = scan(text, { finders: [recordFinder(record)] })
        const outside = spans.filter(({ start, end }) => start >= end || end > text.length)
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
