import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAlike } from '../../src/model/index.js'

// As JSON carries it, where zero has one sign.
const anyData = fc.json({ maxDepth: 4 }).map((text): unknown => JSON.parse(text))

/** Writes plain data with the names of every object in one order. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(
          Object.entries(held).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : held,
  )

/** The same data made anew, the names of every object the other way round. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, held]) => [name, turned(held)]),
  )
}

test('data is alike exactly where it is written alike', () => {
  fc.assert(
    fc.property(anyData, anyData, (one, other) => {
      expect(isAlike(one, other)).toBe(written(one) === written(other))
      expect(isAlike(one, turned(one))).toBe(true)
    }),
  )
})

test('data with one place changed, added or left out is not alike', () => {
  fc.assert(
    fc.property(anyData, fc.array(fc.constantFrom('a', 'b'), { maxLength: 4 }), (held, path) => {
      const within = (end: unknown): unknown =>
        path.reduceRight<unknown>((inner, name) => ({ list: [inner], [name]: inner }), end)
      expect(isAlike(within({ held }), within({ held, more: null }))).toBe(false)
      expect(isAlike(within({ held, more: null }), within({ held }))).toBe(false)
      expect(isAlike(within([held]), within([held, null]))).toBe(false)
      expect(isAlike(within([held]), within([[held]]))).toBe(false)
    }),
  )
})

test.each([
  [null, {}],
  [null, undefined],
  [{}, []],
  [[], {}],
  [{ a: undefined }, {}],
  [{ a: undefined }, { b: undefined }],
  [0, '0'],
  [0, false],
  ['', null],
  [{ toString: 1 }, { other: 1 }],
  [Number.POSITIVE_INFINITY, null],
])('%j is not %j, either way round', (one, other) => {
  expect([isAlike(one, other), isAlike(other, one)]).toEqual([false, false])
})
