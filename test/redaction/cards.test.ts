import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactText, type Span, scan } from '../../src/redaction/index.js'
import { runs } from '../runs.js'

// Sample numbers that the networks and their acquirers print for tests.
const PRINTED = [
  '4111111111111111',
  '4242424242424242',
  '4012888888881881',
  '5500005555555559',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '371449635398431',
  '6011000990139424',
  '3530111333300000',
] as const

const luhnDigit = (body: string): number => {
  const sum = [...body].toReversed().reduce((all, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return (10 - (sum % 10)) % 10
}
const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
const made = fc
  .tuple(fc.constantFrom('4', '51', '55', '2221', '2720', '6011', '34', '37'), digits(15))
  .map(([prefix, rest]) => {
    const body = (prefix + rest).slice(0, /^3/.test(prefix) ? 14 : 15)
    return `${body}${luhnDigit(body)}`
  })
const anyCard = fc.oneof(fc.constantFrom(...PRINTED), made)

const GROUPINGS = [
  (number: string) => number,
  ...[' ', '-', '.', '_', ' - ', '  '].map(
    (mark) => (number: string) =>
      (number.length === 15
        ? [number.slice(0, 4), number.slice(4, 10), number.slice(10)]
        : (number.match(/\d{4}/g) ?? [])
      ).join(mark),
  ),
]
const anyWritten = fc
  .tuple(anyCard, fc.constantFrom(...GROUPINGS))
  .map(([number, group]) => ({ number, written: group(number) }))

const month = fc.integer({ min: 1, max: 12 })
const year = fc.integer({ min: 25, max: 39 })
const anyExpiry = fc
  .tuple(
    month,
    year,
    fc.constantFrom('/', ' / ', '-', '.', '|', ' ', ''),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([m, y, mark, isLong, isPadded]) => {
    const padded = isPadded || mark === '' ? String(m).padStart(2, '0') : String(m)
    return `${padded}${mark}${isLong ? 2000 + y : y}`
  })
const anyCode = fc.oneof(digits(3), digits(4))
const anyGap = fc.constantFrom(
  ' ',
  '  ',
  ', ',
  ' | ',
  '|',
  '\n',
  '\t',
  '; ',
  ' exp ',
  '\nJ SMITH\n',
  ' then ',
  ' - ',
  'exp',
  'cvv',
)
const anyTail = fc.oneof(
  fc.tuple(anyGap, anyCode).map(([gap, code]) => ({ text: gap + code, code, expiry: '' })),
  fc
    .tuple(anyGap, anyExpiry, anyGap, anyCode)
    .map(([gap, expiry, between, code]) => ({ text: gap + expiry + between + code, code, expiry })),
  fc
    .tuple(anyGap, anyCode, anyGap, anyExpiry)
    .map(([gap, code, between, expiry]) => ({ text: gap + code + between + expiry, code, expiry })),
)

const covered = (spans: readonly Span[], start: number, end: number): boolean =>
  Array.from({ length: end - start }, (_, i) => start + i).every((at) =>
    spans.some((span) => span.start <= at && at < span.end),
  )
const always = (action: 'mask' | 'drop') =>
  [{ target: 'text', identifier: 'default', action }] as const

describe('a card typed in one go', () => {
  test('is hidden whole but for its own last four digits, and so are the expiry and the code after it, in any layout', () => {
    fc.assert(
      fc.property(anyWritten, anyTail, ({ number, written }, tail) => {
        const text = `${written}${tail.text}`
        const { spans, text: shown } = redactText(text, always('mask'))
        expect(covered(spans, 0, written.length)).toBe(true)
        const digitsAfter = [...text.matchAll(/\d/g)].filter(({ index }) => index >= written.length)
        const isSeen = ({ index }: RegExpExecArray): boolean => !covered(spans, index, index + 1)
        expect([text, digitsAfter.filter(isSeen)]).toEqual([text, []])
        expect(['', number.slice(-4)]).toContain(shown.replace(/\D/g, ''))
      }),
      runs(700),
    )
  })

  test('and so are those on the lines before it, over the name on the card too', () => {
    const anyLine = fc.constantFrom('\n', '\nJ SMITH\n', '\nÁna Kowalczyk\n')
    fc.assert(
      fc.property(anyWritten, anyExpiry, anyCode, anyLine, ({ written }, expiry, code, line) => {
        const text = `${expiry}\n${code}${line}${written}`
        const { spans } = scan(text)
        expect([text, covered(spans, 0, expiry.length)]).toEqual([text, true])
        expect([text, covered(spans, expiry.length + 1, expiry.length + 1 + code.length)]).toEqual([
          text,
          true,
        ])
      }),
      runs(300),
    )
  })

  test('shows no digit of a code glued to its end', () => {
    fc.assert(
      fc.property(anyCard, anyCode, (number, code) => {
        const shown = redactText(`card ${number}${code}`, always('mask')).text.replace(/\D/g, '')
        expect(['', number.slice(-4)]).toContain(shown)
      }),
      runs(300),
    )
  })

  test('is found whatever number follows, even where all digits together pass the check', () => {
    fc.assert(
      fc.property(anyWritten, fc.integer({ min: 0, max: 9999 }), ({ number, written }, more) => {
        const { spans } = scan(`${written} ${more}`)
        expect(spans[0]).toMatchObject({ start: 0, type: 'payment_card' })
        expect(covered(spans, 0, written.length)).toBe(true)
        expect(number.length).toBeGreaterThan(14)
      }),
      runs(400),
    )
  })
})

test.each([
  ['4111 1111 1111 1111 3/27 123', '***1111 [card_expiry] [card_code]'],
  ['4111 1111 1111 1111 482', '***1111 [card_code]'],
  ['4111111111111111|12|27|482', '***1111|[card_expiry]|[card_code]'],
  ['4111 1111 1111 1111\nAda Smith\n03/27\n482', '***1111\nAda Smith\n[card_expiry]\n[card_code]'],
  ['4111 1111 1111 1111 Exp 03/27, code 123', '***1111 Exp [card_expiry], code [card_code]'],
  ['03/27 4111 1111 1111 1111', '[card_expiry] ***1111'],
  ['card4111111111111111cvv482exp0327', 'card***1111cvv[card_code]exp[card_expiry]'],
  ['4111 1111 1111 1111 exp 0 3 2 7 cvv 4 8 2', '***1111 exp [card_expiry] cvv [card_code]'],
  ['4111 1111 1111 1111 mar 27 482', '***1111 [card_expiry] [card_code]'],
])('%s becomes %s', (text, shown) => {
  const rules = [
    ...always('mask'),
    { target: 'text', identifier: 'card_expiry', action: 'drop' },
  ] as const
  expect(redactText(text, rules).text).toBe(shown)
})

test.each([
  ['a price', '4111 1111 1111 1111 was charged $482'],
  ['an amount', '4111 1111 1111 1111 was charged 482.50'],
  ['a sum of money', '4111 1111 1111 1111 was charged 482 euros'],
  ['an amount after its word', '4111 1111 1111 1111 paid 1200'],
  ['an amount that was taken', '4111 1111 1111 1111 charged 1200'],
  ['an amount in a currency', '4111 1111 1111 1111 1200 EUR'],
  ['a currency and an amount', '4111 1111 1111 1111 USD 1200'],
  ['an amount in French', '4111 1111 1111 1111 payé 1200'],
  ['an amount in German', '4111 1111 1111 1111 Betrag 1200'],
  ['an amount in Spanish', '4111 1111 1111 1111 me cobraron 1200'],
  ['a time', '4111 1111 1111 1111 at 10:30'],
  ['an order', '4111 1111 1111 1111 for order 1234'],
  ['a postcode', '4111 1111 1111 1111 in 94107'],
])('%s after a card is none of it', (_, text) => {
  expect(scan(text).spans.map(({ type }) => type)).toEqual(['payment_card'])
})

test.each([
  'token 123e4567-e89b-12d3-a456-426614174000',
  'token: 41111111-1111-1111-8000-000000000000 card',
  'card id 00000000-4111-1111-1111-111100000000',
])('a UUID holds no card: %s', (text) => {
  expect(scan(text, { types: ['payment_card'] }).spans).toEqual([])
})

describe('a card that may be seen shows nothing that belongs to it', () => {
  const text = (identifier: string, action: 'keep' | 'drop') =>
    ({ target: 'text', identifier, action }) as const
  const code = digits(3).filter((all) => new Set(all).size > 1)

  test.each([
    ['and nothing else may', [text('payment_card', 'keep'), text('default', 'drop')]],
    ['and all else may', [text('default', 'keep')]],
    ['and its expiry may', [text('payment_card', 'keep'), text('card_expiry', 'keep')]],
  ] as const)('%s', (_, rules) => {
    fc.assert(
      fc.property(
        anyCard,
        code,
        fc.constantFrom(' ', '|', ', ', '\n', ' code '),
        (card, secret, between) => {
          expect(redactText(`${card}${between}${secret}`, rules).text).toBe(
            `${card}${between}[card_code]`,
          )
          const whole = redactText(`${card}${between}03/27${between}${secret} thanks`, rules).text
          expect(whole).toBe(
            `${card}${between}${whole.includes('03/27') ? '03/27' : '[card_expiry]'}${between}[card_code] thanks`,
          )
          expect(whole.includes('03/27')).toBe(rules.at(-1)?.action === 'keep')
        },
      ),
      runs(60),
    )
  })
})
