import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'

// Work is counted in steps of about one character, so that no clock is asked. Little more is allowed than the dearest takes,
// so that what grows in square shows in a short text.
const PARTS = { size: 500, steps: 50 }
const WORDS = { size: 10_000, steps: 70 }

const ALPHABET = [...'14aA@.:-+( /,x９&']
const pairs = ALPHABET.flatMap((a) => ALPHABET.map((b) => a + b))
const triples = pairs.flatMap((pair) => ALPHABET.map((c) => pair + c))
// Turned round, a part repeats to the same text but for its two ends: of these one is tried.
const turned = (part: string): readonly string[] =>
  Array.from(part, (_, at) => part.slice(at) + part.slice(0, at))
const isFirstOfTurned = (part: string): boolean => turned(part).every((other) => part <= other)
const parts = [...ALPHABET, ...pairs, ...triples].filter(isFirstOfTurned)
const words = [
  'a@a.',
  'login: ',
  'http://',
  'www.a',
  '+1 ',
  '4111 ',
  'cvv 1 ',
  'GB29 ',
  '[at]',
  '&#52;',
  '1 Aa ',
  '1 St ',
  '12 May ',
  '(415) 555-0132 ',
  '4111 1111 1111 1111 12/27 482 ',
  '4111 1111 1111 1111 call 415 555 0132 ',
  '𝟗a',
  '\u200b1',
  '2001:',
  'eyJ',
  '"\\n',
  '"\\',
  '\n> ',
  '\r\n',
  '1\0',
  'my pin is ',
  'order 1 ',
]

const fill = (part: string, size: number): string =>
  part.repeat(Math.ceil(size / part.length)).slice(0, size)

describe('hostile text', () => {
  const isDear = (part: string, { size, steps }: typeof PARTS): boolean =>
    !scan(fill(part, size), { budget: size * steps }).complete

  test('no repeat of up to three characters costs more than a fixed number of steps a character', () => {
    expect(parts.filter((part) => isDear(part, PARTS))).toEqual([])
  })

  test.each([...words, '1', 'a', '@', '1-', '1 ', '1.', 'a.', 'a@', '0:'])(
    '%j repeated to 10,000 characters costs no more than a fixed number of steps a character',
    (part) => {
      expect(isDear(part, WORDS)).toBe(false)
    },
  )

  test('all of them in turn are scanned to the end of 100,000 characters', () => {
    expect(scan(fill(words.join(''), 100_000)).complete).toBe(true)
  })

  // What is read before any step is counted. In square this would take half a minute.
  test('signs of addresses cost no more a character the more of them there are', () => {
    expect(scan(fill('a@', 400_000)).spans).toEqual([])
  }, 10_000)

  test('a card in pairs of digits is found at the end of noise in pairs', () => {
    const card = '41 11 11 11 11 11 11 11'
    const text = `${fill('44 ', 3000)}${card}`
    expect(scan(text).spans.at(-1)).toMatchObject({ end: text.length, type: 'payment_card' })
  })

  test('addresses of machines in a row are no noise', () => {
    const text = Array.from({ length: 20 }, (_, i) => `10.1.1.${i}`).join(' ')
    expect(scan(text).spans).toHaveLength(20)
  })

  test('a number after noise is found', () => {
    for (const noise of ['1-', '1 ', '0:', 'a@', '+1', '9.', '44-', '44 ', '444-']) {
      const text = `${fill(noise, 20_000)} call (415) 555-0132, card 4111 1111 1111 1111`
      expect(scan(text).spans.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['phone', 'payment_card']),
      )
    }
  })
})
