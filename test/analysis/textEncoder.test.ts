import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeUtf8 } from '../../src/analysis/textEncoder.js'
import { anyCharacter } from '../arbitraries/characters.js'

test('encodes any text as the platform does', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect([...encodeUtf8(text)]).toEqual([...new TextEncoder().encode(text)])
    }),
  )
})
