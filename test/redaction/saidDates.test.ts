import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'

/** Every letter and digit of a value is hidden, as one kind alone. */
function expectHidden(before: string, value: string, type: string, asked?: string): void {
  const text = `${before}${value}`
  const { spans } = scan(text, { asked })
  expect([text, spans]).toEqual([text, [{ start: before.length, end: text.length, type }]])
}

test('a date of birth in the order and years of East Asia is hidden whole', () => {
  const forms = [
    (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
    (year: number, month: number, day: number) => `${year}년 ${month}월 ${day}일`,
    (year: number, month: number, day: number) => `S${year}.${month}.${day}`,
  ]
  fc.assert(
    fc.property(
      fc.constantFrom('生年月日 ', '생일 ', '出生 '),
      fc.constantFrom(...forms),
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      (before, write, year, month, day) =>
        expectHidden(before, write(year, month, day), 'date_of_birth'),
    ),
  )
})

describe('a year of an era is hidden with its day', () => {
  test.each([
    ['生年月日 昭和', '57年7月4日'],
    ['生年月日は平成', '2年12月31日'],
    ['出生 民國', '71年7月4日'],
  ])('%s%s', (before, value) => expectHidden(before, value, 'date_of_birth'))
})
