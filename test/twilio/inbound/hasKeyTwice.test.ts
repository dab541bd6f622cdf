import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasKeyTwice } from '../../../src/twilio/inbound/hasKeyTwice.js'
import { runs } from '../../runs.js'

const anyWhite = fc.constantFrom('', ' ', '\n\t', '\r\n  ')

/** A key with each of its characters in an escape. */
const inEscapes = (key: string): string =>
  `"${Array.from({ length: key.length }, (_, at) => `\\u${key.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`

test('JSON of any value has no key twice, however it is set', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat({ max: 4 }), (value, indent) => {
      expect(hasKeyTwice(JSON.stringify(value, null, indent))).toBe(false)
    }),
    runs(200),
  )
})

test('a key that stands twice in one object is seen, as deep and in whatever escape it is', () => {
  const anyObject = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 })
  fc.assert(
    fc.property(anyObject, fc.nat(), fc.nat({ max: 3 }), anyWhite, (value, at, depth, white) => {
      const keys = Object.keys(value)
      const key = keys[at % keys.length] ?? ''
      const whole = JSON.stringify(value)
      const twice = `${whole.slice(0, -1)},${white}${inEscapes(key)}${white}:${white}null}`
      const deep = `${'{"a":['.repeat(depth)}${twice}${']}'.repeat(depth)}`
      expect(JSON.parse(deep)).toBeInstanceOf(Object)
      expect(hasKeyTwice(deep)).toBe(true)
    }),
    runs(200),
  )
})

test.each([
  ['two objects of one list', '[{"a":1},{"a":2}]', false],
  ['an object within another', '{"a":{"a":{"a":1}}}', false],
  ['a value that looks like a key', '{"a":"\\"a\\":","b":"a"}', false],
  ['behind an object that has ended', '{"a":{"b":1},"b":2,"a":3}', true],
  ['a text of backslashes before it', '{"x":"\\\\","x":1}', true],
])('%s', (_, json, isTwice) => {
  expect(hasKeyTwice(json)).toBe(isTwice)
})
