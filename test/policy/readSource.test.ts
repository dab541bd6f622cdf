import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compilePolicy } from '../../src/policy/index.js'
import { readSource } from '../../src/policy/readSource.js'

// Generated inputs in hundreds take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghij'
    .split('')
    .map((name, at) => `${name}: &${name} [${`*${'abcdefghij'[at]},`.repeat(10)}]`),
].join('\n')

const codesOf = (text: string): readonly string[] => {
  const read = readSource(text)
  return read.ok ? [] : read.issues.map(({ code }) => code)
}

const HOSTILE: readonly (readonly [title: string, text: string, code: string])[] = [
  ['a billion laughs', bomb, 'anchor_not_allowed'],
  ['an alias to itself', 'a: &a { b: *a }', 'alias_not_allowed'],
  ['brackets as deep as the bound on size', '['.repeat(262_144), 'too_deep'],
  ['braces as deep as that', '{a: '.repeat(60_000), 'too_deep'],
  ['blocks as deep on one line', '- '.repeat(100_000), 'too_deep'],
  ['explicit keys as deep on one line', '? '.repeat(100_000), 'too_deep'],
  [
    'blocks as deep, line by line',
    Array.from({ length: 400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    'too_deep',
  ],
  ['megabytes', `policy: ${'x'.repeat(2_000_000)}`, 'too_large'],
  [
    'a million keys',
    Array.from({ length: 60_000 }, (_, at) => `${at}:`)
      .join('\n')
      .slice(0, 262_000),
    'too_large',
  ],
  ['a key that is no word', '? { a: b }\n: c', 'invalid_name'],
  ['a second document', 'a: 1\n---\nb: 2', 'several_documents'],
  ['a key that reaches the prototype', '__proto__: { polluted: true }', 'reserved_key'],
  ['a number that is none', 'version: .nan', 'invalid_number'],
  ['a number without end', 'version: .inf', 'invalid_number'],
  ['a tag that would run code', 'a: !!js/function "x"', 'tag_not_allowed'],
]

describe('a hostile source is refused before it can do harm', () => {
  test.each(HOSTILE)('%s', (_, text, code) => {
    expect(codesOf(text)).toContain(code)
  })

  test('the work is bounded whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '[',
            '{',
            '- ',
            '? ',
            'a: ',
            '\n',
            ' ',
            '&a ',
            '*a ',
            '"',
            "'",
            '|\n',
            '}',
            ']',
            ',',
            '#',
            '%',
            '\t',
            '<<: ',
          ),
          { maxLength: 200 },
        ),
        (parts) => {
          const compiled = compilePolicy(parts.join(''))
          expect(compiled.ok).toBe(false)
          expect(!compiled.ok && compiled.issues.length > 0 && compiled.issues.length < 100).toBe(
            true,
          )
        },
      ),
    )
  })
})

test('JSON is read as well as YAML, with tabs and long lines', () => {
  const value = {
    policy: 'shop',
    list: [1, { deep: 'ä', empty: {} }],
    text: 'x'.repeat(2_000),
    yes: true,
    no: null,
  }
  const read = readSource(JSON.stringify(value, null, '\t'))
  expect(read.ok && read.value.value).toEqual(value)
})

test('a place is the place of the key, and of the value where that is asked', () => {
  const read = readSource('a: 1\nb:\n  - c: 2\n    d:   3\n')
  expect(read.ok && read.value.locate(['b', 0, 'd'])).toEqual({ line: 4, column: 5 })
  expect(read.ok && read.value.locate(['b', 0, 'd'], 'value')).toEqual({ line: 4, column: 10 })
  expect(read.ok && read.value.locate(['b', 7])).toEqual({ line: 2, column: 1 })
})

test('an object that is cyclic, or no plain data, is refused with its place', () => {
  const cyclic: Record<string, unknown> = { policy: 'shop' }
  cyclic['classes'] = cyclic
  const odd = [
    cyclic,
    { version: () => 1 },
    { version: new Map() },
    { version: Symbol('x') },
    null,
    7,
    [],
  ]
  for (const source of odd) {
    const compiled = Reflect.apply(compilePolicy, undefined, [source])
    expect(compiled).toMatchObject({ ok: false })
  }
})
