import fc from 'fast-check'
import { expect, test } from 'vitest'

test('the same cases are drawn again', () => {
  expect(fc.sample(fc.string(), 20)).toEqual(fc.sample(fc.string(), 20))
})

let drawn: readonly number[] = []

test.each(['one law', 'another'])('%s draws cases of its own', () => {
  const before = drawn
  drawn = fc.sample(fc.integer(), 20)
  expect(drawn).not.toEqual(before)
})

test('a law whose cases come to no expectation fails', () => {
  const law = fc.property(fc.nat(), () => {})
  expect(() => fc.assert(law)).toThrow('a law that says nothing: 0 of 100')
})
