import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'

const why = (text: string, asked?: string) =>
  scan(text, { why: true, ...(asked !== undefined && { asked }) }).spans

describe('a scan that says why', () => {
  test('names the words for a value, and where they stand', () => {
    const text = 'my ssn is 256496929'
    expect(why(text)).toEqual([
      {
        start: 10,
        end: 19,
        type: 'us_ssn',
        why: {
          certainty: expect.any(Number),
          for: [{ word: 'ssn', start: 3, end: 6 }],
          against: [],
        },
      },
    ])
  })

  test('names the word against it that its form outweighed', () => {
    const [found] = why('order 4111 1111 1111 1111')
    expect(found?.type).toBe('payment_card')
    expect(found?.why?.against).toEqual([{ word: 'order', start: 0, end: 5 }])
  })

  test('names a word of the question without a place', () => {
    const [found] = why('482', 'your security code?')
    expect(found).toMatchObject({ start: 0, end: 3, type: 'card_code' })
    expect(found?.why?.for.length).toBeGreaterThan(0)
    for (const told of found?.why?.for ?? []) expect(told.start).toBeUndefined()
  })

  test('says nothing of certainty where a finder found it', () => {
    const finders = [() => [{ start: 0, end: 3, type: 'name' }]]
    expect(scan('Ada', { why: true, finders }).spans).toEqual([
      { start: 0, end: 3, type: 'name', why: { certainty: null, for: [], against: [] } },
    ])
  })

  test('names no word inside another word', () => {
    const words = ['tel', 'ssn', 'cell', 'order', 'case', 'ring', 'card', 'pin', 'code']
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.stringMatching(/^[a-z]{1,4}$/),
        fc.constantFrom('tel 4155550132', 'ssn 256496929', 'pin 4821'),
        (word, before, said) => {
          const text = `${before}${word} ${said}`
          for (const { why: told } of why(text))
            for (const { start = 0 } of [...(told?.for ?? []), ...(told?.against ?? [])])
              expect(/[a-z]/.test(text.charAt(start - 1))).toBe(false)
        },
      ),
    )
  })

  test('finds the same as one that does not, and every place is one of the text', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom(
        'my ssn 256-49-6929',
        'order',
        'ＳＳＮ ２５６４９６９２９',
        'né le 04/07/1982',
        'call 415 555 0132',
        '4111 1111 1111 1111 12/27 482',
        'password: hunter22',
      ),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const text = parts.join(' ')
        const told = why(text)
        expect(told.map(({ start, end, type }) => ({ start, end, type }))).toEqual(scan(text).spans)
        for (const { why } of told) {
          for (const { start = 0, end = 1 } of [...(why?.for ?? []), ...(why?.against ?? [])])
            expect(0 <= start && start < end && end <= text.length).toBe(true)
        }
      }),
    )
  })
})
