import { describe, expect, test } from 'vitest'
import { scan } from '../../src/redaction/index.js'

// Specimens of ICAO Doc 9303, parts 4 to 6.
const SPECIMENS = [
  'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
  'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<',
  'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6',
  'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
]

describe('the lines of a document that machines read', () => {
  test.each(SPECIMENS)('are hidden whole, name and all: %s', (lines) => {
    for (const [before, after] of [
      ['', ''],
      ['here is my passport\n', '\nthanks'],
    ] as const) {
      const { spans } = scan(before + lines + after)
      expect(spans).toEqual([
        { start: before.length, end: before.length + lines.length, type: 'passport' },
      ])
    }
  })

  test.each([
    '<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<< END 12',
    'ERROR<<<<<<<<<<<<<<<<<<<<<<<<<<<<<CODE<<4',
    'a << 2 and b << 14',
  ])('and nothing else is: %s', (text) => {
    expect(scan(text).spans).toEqual([])
  })
})
