/** Values that no source sends, and that no field may be taken in by. */
export const GARBAGE: readonly unknown[] = [
  undefined,
  null,
  '',
  'garbage',
  ' ',
  '__proto__',
  'x'.repeat(100_000),
  '2026-13-45T99:99:99Z',
  '2026-11-22T10:00:00',
  '9999-12-31T23:59:59Z',
  -1,
  0,
  1.5,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MAX_VALUE,
  2n ** 200n,
  true,
  false,
  {},
  [],
  [null],
  [[['deep']]],
  { toString: 'no function' },
  Symbol('garbage'),
  () => 'garbage',
  new Date(Number.NaN),
]

/** A place in a JSON value. */
export type ValuePath = readonly (string | number)[]

/** Gives every place in a JSON value, inner ones included. */
export function placesIn(value: unknown): readonly ValuePath[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]): readonly ValuePath[] => {
    const step = Array.isArray(value) ? Number(key) : key
    return [[step], ...placesIn(inner).map((path) => [step, ...path])]
  })
}

/** Gives a copy of a JSON value with another value at one place; `undefined` removes it. */
export function put(value: unknown, path: ValuePath, other: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return other
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return value.map((inner: unknown, index) => (index === step ? put(inner, rest, other) : inner))
  }
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    key === step ? put(inner, rest, other) : inner,
  ])
  return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined))
}
