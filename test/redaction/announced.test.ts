import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  EMPTY_TAIL,
  redactMessage,
  scan,
  scanMessage,
  type Tail,
} from '../../src/redaction/index.js'

const DROP = [{ target: 'text', identifier: 'default', action: 'drop' }] as const

/** Gives what is shown of one author's messages. */
function shown(texts: readonly string[]): readonly string[] {
  let tail: Tail | null = null
  return texts.map((text, at) => {
    const next = redactMessage({ tail, id: String(at), text }, DROP)
    tail = next.tail
    return next.text
  })
}

const ANNOUNCED = [
  ['my security code is', '482', 'card_code'],
  ['my pin is', '4821', 'pin_code'],
  ['cvv', '482', 'card_code'],
  ['my password is', 'hunter2!', 'password'],
  ['my date of birth is', '04/07/1982', 'date_of_birth'],
  ['account number is', '123456789', 'bank_account'],
  ['mein passwort ist', 'hunter2!', 'password'],
  ['mi contraseña es', 'hunter2!', 'password'],
  ['my phone number is', '5550132', 'phone'],
] as const

describe('what an author announces in one message and says in the next', () => {
  test.each(ANNOUNCED)('%j, then %j, is a %s', (before, value, type) => {
    expect(shown([before, value])).toEqual([before, `[${type}]`])
    expect(shown([`${before}:`, value])[1]).toBe(`[${type}]`)
    expect(shown([`ok so ${before} `, 'one sec', value])[2]).toBe(`[${type}]`)
  })

  test.each([
    [['what is my account number?', 'hello there']],
    [['i forgot my password', 'hello, can you help']],
    [['my cvv is', '482', '317 people were there']],
    [['my pin is', 'no wait', 'i will look it up', 'it took 4821 steps']],
  ])('is nothing of %j', (texts) => {
    expect(shown(texts).at(-1)).toBe(texts.at(-1))
  })

  test('never shows what the next message would have hidden without it', () => {
    const words = fc.constantFrom(
      'my card is',
      'order number',
      'i want to return my order',
      'please call me',
      'ref',
      'my pin is',
      'the invoice is',
      'hello',
    )
    const next = fc.constantFrom(
      '4155550132',
      '256496929',
      '4111 1111 1111 1111',
      '04/07/1982',
      'ada@example.com',
      '536-90-4399',
      '12 Elm Street',
      'DE89 3704 0044 0532 0130 00',
    )
    fc.assert(
      fc.property(words, next, (before, text) => {
        const { tail } = scanMessage(EMPTY_TAIL, before, 'a')
        const { spans } = scanMessage(tail, text, 'b')
        const isHidden = (at: number) => spans.some(({ start, end }) => start <= at && at < end)
        const open = scan(text).spans.flatMap(({ start, end }) =>
          Array.from({ length: end - start }, (_, i) => start + i).filter((at) => !isHidden(at)),
        )
        expect(open).toEqual([])
      }),
    )
  })

  test('holds no digit of what was said', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const { tail } = scanMessage(EMPTY_TAIL, `${text} my pin`, 'a')
        expect(tail.announced?.words ?? '').not.toMatch(/\p{Nd}/u)
      }),
    )
  })
})
