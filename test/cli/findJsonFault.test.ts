import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonFault } from '../../src/cli/findJsonFault.js'
import { runs } from '../runs.js'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test.each([
  ['', 0],
  ['  ', 2],
  ['{"a": z}', 6],
  ['{"a" 1}', 5],
  ['{"a":1,}', 7],
  ['[1,]', 3],
  ['[1 2]', 3],
  ['{"a":1]', 6],
  ['{"a":01}', 6],
  ['{"a":"b', 5],
  ['{1:2}', 1],
  ['{} {}', 3],
  ['{"a":1', 6],
  ['\n\n"\u0001"', 2],
])('%j breaks at %i', (text, offset) => {
  expect(findJsonFault(text)).toBe(offset)
})

test('whatever JSON.parse refuses has its fault found within the text', () => {
  fc.assert(
    fc.property(
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.nat(),
      fc.constantFrom('', '}', ']', ',', ':', '"', 'z', '0', '{', '[', '\\'),
      (json, place, extra) => {
        const at = place % (json.length + 1)
        const text = `${json.slice(0, at)}${extra}${json.slice(at + 1)}`
        fc.pre(!isJson(text))
        const fault = findJsonFault(text)
        expect(fault).toBeGreaterThanOrEqual(0)
        expect(fault).toBeLessThanOrEqual(text.length)
      },
    ),
    runs(2000),
  )
})
