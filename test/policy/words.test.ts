import fc from 'fast-check'
import { isSafe } from 'redos-detector'
import { expect, test } from 'vitest'
import {
  DAY,
  DURATION,
  HOUR,
  MINUTE,
  printDuration,
  readDuration,
  SECOND,
  suggest,
} from '../../src/model/index.js'

test.each([
  ['90s', 90 * SECOND],
  ['15m', 15 * MINUTE],
  ['24h', DAY],
  ['30d', 30 * DAY],
  ['2w', 14 * DAY],
  ['PT15M', 15 * MINUTE],
  ['P1D', DAY],
  ['P1DT12H', 36 * HOUR],
])('%s is a duration', (text, milliseconds) => {
  expect(readDuration(text)).toBe(milliseconds)
})

test.each([
  '',
  '15',
  'm',
  '15 m',
  '-5m',
  '1.5h',
  'P',
  'PT',
  'P1M',
  'P1Y',
  'P1DT',
  '1h30m',
  '9999999s',
  '٣m',
])('%j is none', (text) => {
  expect(readDuration(text)).toBeNull()
})

test('a duration that is printed is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900_000 }), (seconds) => {
      expect(readDuration(printDuration(seconds * SECOND))).toBe(seconds * SECOND)
    }),
  )
})

test('the pattern of a duration is safe from catastrophic backtracking', () => {
  expect(isSafe(DURATION).safe).toBe(true)
})

test.each([
  ['verifed', 'verified'],
  ['max_age', 'maxAge'],
  ['whatsap', 'whatsapp'],
  ['sms_verify', undefined],
  ['recgonized', 'recognized'],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('for %s, %s is meant', (word, meant) => {
  const allowed = ['verified', 'maxAge', 'whatsapp', 'recognized', 'verify_sms']
  expect(suggest(word, allowed)).toBe(meant)
})

test('what is meant is always one of the words allowed', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), fc.string(), (word, others, tail) => {
      const allowed = [...others, word.slice(1), `${word}s`]
      for (const typed of [word, `${word}${tail}`])
        expect([undefined, ...allowed]).toContain(suggest(typed, allowed))
    }),
  )
})
