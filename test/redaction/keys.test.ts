import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { scan } from '../../src/redaction/index.js'

// Words of two and more that a program may make a key of, with a value each.
const cases = identifiers
  .map(({ type, context, examples }) => ({
    type,
    words: (context?.words ?? []).filter((word) => /^[a-z]{2,}(?: [a-z]{2,}){1,3}$/.test(word)),
    values: examples.valid.filter((one) => !/["\\]/.test(one)),
  }))
  .filter(({ words }) => words.length > 0)
const camel = (word: string): string =>
  word.replace(/ ([a-z])/g, (_, letter: string) => letter.toUpperCase())

const typesIn = (key: string, value: string): readonly string[] =>
  scan(JSON.stringify({ [key]: value })).spans.map(({ type }) => type)

test.each(cases)('a key of JSON is read as its words are, of $type', ({ words, values }) => {
  const pairs = words.flatMap((word) => values.map((value) => ({ word, value })))
  const apart = pairs.map(({ word, value }) => typesIn(word.replaceAll(' ', '_'), value))
  expect(pairs.map(({ word, value }) => typesIn(camel(word), value))).toEqual(apart)
})

describe('what a program says of a person is hidden in its text', () => {
  test.each([
    ['dateOfBirth', '1982-07-04', 'date_of_birth'],
    ['customerDateOfBirth', '1982-07-04', 'date_of_birth'],
    ['accountNumber', '000987654321', 'bank_account'],
    ['bankAccountNumber', '000987654321', 'bank_account'],
    ['sortCode', '20-04-15', 'uk_sort_code'],
    ['passportNumber', '912803456', 'passport'],
    ['securityCode', '482', 'card_code'],
    ['licensePlate', '7ABC123', 'licence_plate'],
  ])('%s', (key, value, type) => {
    expect(typesIn(key, value)).toEqual([type])
    const text = JSON.stringify({ a: { [key]: value }, text: 'said "Hello" to Bob' })
    const at = text.indexOf(value)
    expect(scan(text).spans).toEqual([{ start: at, end: at + value.length, type }])
    // As text within text, as logs hold it.
    expect(scan(JSON.stringify(text)).spans.map((span) => span.type)).toEqual([type])
  })

  test.each([
    ['orderNumber', '4155550132'],
    ['trackingId', '256496929'],
    ['productCode', '482913'],
    ['createdAt', '2024-03-01'],
  ])('and %s is nobody’s', (key, value) => {
    expect(typesIn(key, value)).toEqual([])
  })
})
