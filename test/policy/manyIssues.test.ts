import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePolicy } from '../../src/policy/index.js'
import { runs } from '../runs.js'

const HEAD = 'policy: many\nversion: 1\nclasses:\n  a: { full: verified }\n'
const ROUTES = 'routes:\n  - { id: r, queue: q }\n'

const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('')

/** Kinds of mistakes that one document can hold thousands of. */
const kinds: readonly (readonly [string, (count: number) => string])[] = [
  ['unknown keys', (count) => HEAD + ROUTES + lines(count, (at) => `k${at}: 1\n`)],
  [
    'unknown keys below',
    (count) =>
      `${HEAD.trimEnd().slice(0, -1)}, ${lines(count, (at) => `k${at}: 1, `)} accept: claimed }\n${ROUTES}`,
  ],
  [
    'unknown levels',
    (count) => `${HEAD}${lines(count, (at) => `  c${at}: { full: verifed }\n`)}${ROUTES}`,
  ],
  ['values of a wrong type', (count) => `${HEAD}${lines(count, (at) => `  c${at}: 1\n`)}${ROUTES}`],
  [
    'unknown classes of tests',
    (count) =>
      `${HEAD}${ROUTES}tests:\n  - { name: t, given: { channel: sms, address: a }, expect: { ${lines(count, (at) => `z${at}: full, `)} } }\n`,
  ],
  [
    'unknown identifiers',
    (count) => `${HEAD}${ROUTES}redact:\n  log: { ${lines(count, (at) => `z${at}: drop, `)} }\n`,
  ],
]

describe.each(kinds)('%s', (_, document) => {
  test('up to a hundred are all reported, each in its place; of more a hundred, and that there are more', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 101, max: 600 })),
        (count) => {
          const compiled = compilePolicy(document(count))
          const issues = compiled.ok ? [] : compiled.issues
          const codes = issues.map(({ code }) => code)
          expect(codes.length).toBe(count <= 100 ? count : 101)
          expect(codes.indexOf('more_issues')).toBe(count <= 100 ? -1 : 100)
          const places = issues.filter(({ code }) => code !== 'more_issues')
          expect(new Set(places.map(({ path }) => path)).size).toBe(places.length)
          for (const { line } of places) expect(line).toBeGreaterThan(0)
        },
      ),
      { ...runs(4), examples: [[100], [101], [600]] },
    )
  })
})

test('a policy of very many classes lists none of them with every mistake, and still says what was meant', () => {
  const many = lines(1_200, (at) => `  c${at}: { full: verified }\n`)
  const compiled = compilePolicy(
    `${HEAD}${many}${ROUTES}tests:\n  - { name: t, given: { channel: sms, address: a }, expect: { cc17: full } }\n`,
  )
  const [issue] = compiled.ok ? [] : compiled.issues
  expect(issue).toMatchObject({ code: 'unknown_class_or_action', word: 'cc17' })
  expect(issue?.suggestion).toMatch(/^c+\d+$/)
  expect(issue).not.toHaveProperty('allowed')
})
