import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Identifier, identifiers } from '../../src/identifiers/index.js'
import { type Span, scan } from '../../src/redaction/index.js'
import { runs } from '../runs.js'
import { isHidden } from './isHidden.js'

const isHiddenFrom = (text: string, start: number, spans: readonly Span[]): boolean =>
  isHidden(text, { start, end: text.length }, spans)

/** The first word of a kind in letters of ASCII, so long at least, without its star. */
const wordOf = ({ context }: Identifier, length: number): string | undefined =>
  context?.words
    .map((word) => word.replace('*', ''))
    .find((word) => /^[a-z ]+$/.test(word) && word.length >= length)

interface ToldValue {
  readonly type: string
  readonly word: string
  readonly value: string
}
/** Values of the kinds that are meant, each with a word that names it. */
const told = (isMeant: (one: Identifier) => boolean, length: number): readonly ToldValue[] =>
  identifiers.filter(isMeant).flatMap((one) => {
    const word = wordOf(one, length)
    const read = one.parse(one.examples.valid[0] ?? '')
    return word !== undefined && read.ok ? [{ type: one.type, word, value: read.value }] : []
  })

// Those that a form or a check digit tells the end of.
const NUMBERS = told(
  ({ type, dataClass, contextOnly, mayBeMistyped }) =>
    type === 'iban' ||
    (['government_id', 'health'].includes(dataClass) &&
      (contextOnly === undefined || mayBeMistyped === true)),
  2,
).filter(({ value }) => /^[A-Z0-9]{7,}$/.test(value))

test('a number is hidden beside its word however its groups are typed', () => {
  expect(NUMBERS.length).toBeGreaterThan(30)
  fc.assert(
    fc.property(
      fc.constantFrom(...NUMBERS),
      fc.infiniteStream(fc.integer({ min: 2, max: 5 })),
      fc.constantFrom(' ', '-', '.'),
      fc.constantFrom(' ', ': ', ' is ', ' no '),
      fc.constantFrom('', ' ok?', ', thanks'),
      ({ word, value }, sizes, mark, link, after) => {
        let typed = ''
        for (let at = 0; at < value.length; ) {
          const size = sizes.next().value ?? 1
          typed += (at > 0 ? mark : '') + value.slice(at, at + size)
          at += size
        }
        const text = word + link + typed
        expect([
          text + after,
          isHiddenFrom(text, word.length + link.length, scan(text + after).spans),
        ]).toEqual([text + after, true])
      },
    ),
    runs(300),
  )
})

test('a word takes nothing from a number of another kind that is hidden behind no word', () => {
  const values = identifiers.flatMap(({ examples }) => examples.valid.slice(0, 1))
  const isHiddenBehind = (before: string, value: string): boolean =>
    isHiddenFrom(before + value, before.length, scan(before + value).spans)
  const shown: string[] = []
  let hidden = 0
  for (const value of values)
    for (const link of [' ', '\n\n']) {
      if (!isHiddenBehind(`hello${link}`, value)) continue
      hidden += 1
      for (const { word } of NUMBERS)
        if (!isHiddenBehind(word + link, value)) shown.push(word + link + value)
    }
  expect(hidden).toBeGreaterThan(50)
  expect(shown).toEqual([])
})

// What is no article's number: one's own word is typed small, or is long.
const GLUED = told(
  ({ anchors, type }) =>
    anchors.includes('digit') && !['card_last4', 'us_ssn_last4', 'uk_bank_account'].includes(type),
  3,
).filter(({ value }) => /^\d{3,}[A-Z]?$/.test(value))

test('a value that is typed to its own word is hidden, and so is one typed to `is`', () => {
  expect(GLUED.length).toBeGreaterThan(30)
  for (const { word, value } of GLUED)
    for (const before of [word, `${word} is`, `my ${word} number is`]) {
      const text = `${before}${value} thanks`
      expect([text, isHiddenFrom(text.slice(0, -7), before.length, scan(text).spans)]).toEqual([
        text,
        true,
      ])
    }
})

test.each([
  'order482913',
  'SC200000 is the article',
  'AC55779911',
  'iphone14 and version482913',
  'error482',
  'room115, page482',
  'is2026 the year',
])('no word for a value is in: %s', (text) => {
  expect(scan(text).spans).toEqual([])
})

test('a number that is only called one is no code of a card beside an expiry', () => {
  for (const text of ['valid until 05/27, number 1234', 'no 481 expires 05/27'])
    expect([text, scan(text).spans.map(({ type }) => type)]).toEqual([text, ['card_expiry']])
})
