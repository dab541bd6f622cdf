import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toUtf8 } from '../../src/redaction/toUtf8.js'
import { anyCharacter } from '../arbitraries/characters.js'
import { runs } from '../runs.js'

test('every text is written as the encoder of browsers writes it, halves of pairs included', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect([...toUtf8(text)]).toEqual([...new TextEncoder().encode(text)])
    }),
    runs(1000),
  )
  expect([...toUtf8('a\ud800b\udc00')]).toEqual([...new TextEncoder().encode('a\ud800b\udc00')])
})
