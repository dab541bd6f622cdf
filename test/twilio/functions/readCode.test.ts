import fc from 'fast-check'
import { isSafe } from 'redos-detector'
import { describe, expect, test } from 'vitest'
import { readCode } from '../../../src/twilio/functions/readCode.js'

describe('a code', () => {
  test.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['１２３４５６', '123456'],
    ['My code is 123456.', '123456'],
    ['it says 123 456, thanks', '123456'],
    ['AB12CD', 'AB12CD'],
    ['1234', '1234'],
    ['1234567890', '1234567890'],
  ])('is read from %j', (text, code) => {
    expect(readCode(text)).toBe(code)
  })

  test.each([
    '',
    '123',
    '12345678901',
    'no code, sorry!',
    'I got none',
    'agent',
    '123456 or 654321',
    'my number is 14155550100',
    `123456 ${'x'.repeat(200)}`,
  ])('is not read from %j', (text) => {
    expect(readCode(text)).toBeNull()
  })
})

test('a code is read in the digits of every script, ten of each in their order', () => {
  const digits = [...Array(0x10000).keys()]
    .map((place) => String.fromCharCode(place))
    .filter((character) => /\p{Nd}/u.test(character))
  expect(digits.length % 10).toBe(0)
  expect(digits.length).toBeGreaterThan(300)
  for (let first = 0; first < digits.length; first += 10) {
    const script = digits.slice(first, first + 10)
    expect(readCode(script.join(''))).toBe('0123456789')
    expect(readCode(`code ${script.slice(3, 9).join(' ')}.`)).toBe('345678')
  }
})

const almostCode = fc.stringMatching(/^[\d \-a-z]{0,40}$/)
// A sentence with one number, of a few digits more or less than a code has.
const withDigits = fc
  .tuple(fc.stringMatching(/^[a-z ,]{0,20}$/), fc.stringMatching(/^\d(?:[ -]?\d){2,11}$/))
  .map(([words, digits]) => `${words} ${digits}.`)

test('what is read is 4 to 10 letters or digits of the text, whatever the text', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), almostCode, withDigits), (text) => {
      const code = readCode(text)
      if (code !== null) expect(code).toMatch(/^[0-9A-Za-z]{4,10}$/)
    }),
  )
})

test('the pattern for a sentence is safe from catastrophic backtracking', () => {
  expect(isSafe(/\d(?:[ -]?\d){3,9}(?![ -]?\d)/).safe).toBe(true)
})
