import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printInstant, toInstant } from '../../src/model/instant.js'
import { runs } from '../runs.js'

describe('an instant', () => {
  test('reads what was printed, in every year it accepts', () => {
    const min = Date.UTC(2000, 0, 1)
    const max = Date.UTC(2200, 0, 1) - 1
    fc.assert(
      fc.property(fc.integer({ min, max }), (instant) => {
        const second = instant - (instant % 1000)
        expect(toInstant(printInstant(instant))).toBe(instant)
        expect(toInstant(printInstant(second)?.replace('.000Z', 'Z'))).toBe(second)
        const date = printInstant(instant)?.slice(0, 10) ?? ''
        expect(toInstant(date)).toBe(Date.parse(date))
      }),
      runs(5_000),
    )
  })

  test('is read the same in every form', () => {
    const forms = [
      '2026-11-22T10:00:00Z',
      '2026-11-22T10:00Z',
      '2026-11-22T10:00:00.000Z',
      '2026-11-22T12:00:00+02:00',
    ]
    expect(new Set(forms.map(toInstant)).size).toBe(1)
  })

  test.each([
    '2026-13-01',
    '2026-00-10',
    '2026-01-32',
    '2026-1-1',
    '1999-12-31',
    '2200-01-01',
    '2026-11-22T24:00:00Z',
    '2026-11-22T10:60:00Z',
    '2026-11-22T10:00:60Z',
    '2026-11-22T10:00:00',
    '2026-11-22 10:00:00Z',
    '2026-11-22T1a:00:00Z',
    '2026-11-2x',
    '２０２６-11-22',
    '',
  ])('is not read from %s', (text) => {
    expect(toInstant(text)).toBeNull()
  })
})
