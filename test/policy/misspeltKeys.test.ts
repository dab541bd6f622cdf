import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { type Issue, isRecord } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { keysAt } from '../../src/policy/policyJsonSchema.js'
import { type PathStep, readSource, type Source } from '../../src/policy/readSource.js'

// A whole policy is compiled for every key of it.
vi.setConfig({ testTimeout: 120_000 })

const textOf = (name: string): string => {
  const text = readFileSync(
    new URL(`../../examples/policies/${name}.yaml`, import.meta.url),
    'utf8',
  )
  // One row of its tests has all the keys of a row.
  const [, second = 0] = [...text.slice(text.indexOf('\ntests:')).matchAll(/\n {2}- name/g)].map(
    ({ index }) => text.indexOf('\ntests:') + index,
  )
  return `${text.slice(0, second)}\n${text.slice(text.indexOf('\ninvariants:'))}`
}

/** Every key of a document that is one of its schema's, and none of the author's own names. */
function keysIn(value: unknown, steps: readonly PathStep[] = []): readonly (readonly PathStep[])[] {
  if (Array.isArray(value)) return value.flatMap((item, at) => keysIn(item, [...steps, at]))
  if (!isRecord(value)) return []
  // What a source may add to its evidence is nobody's mistake here; lint holds rows against the form of their kind.
  const known = steps.at(-2) === 'evidence' ? ['kind'] : keysAt(steps)
  if (steps.includes('evidence') && steps.at(-2) !== 'evidence') return []
  return Object.entries(value).flatMap(([key, member]) => [
    ...(known.includes(key) ? [[...steps, key]] : []),
    ...keysIn(member, [...steps, key]),
  ])
}

// One of a list is written as another is, and so is one under one of the author's own names.
const shapeOf = (steps: readonly PathStep[]): string =>
  steps
    .map((step, at) => {
      if (typeof step === 'number') return '#'
      return keysAt(steps.slice(0, at)).includes(step) ? step : '*'
    })
    .join('/')

// The first two neighbours that differ change places; where all letters are the same, the last is typed twice.
function misspell(key: string): string {
  const at = [...key].findIndex((letter, index) => key[index + 1] !== letter)
  const [one, other] = [key[at], key[at + 1]]
  return one === undefined || other === undefined
    ? key + key.at(-1)
    : `${key.slice(0, at)}${other}${one}${key.slice(at + 2)}`
}

interface Misspelt {
  readonly key: string
  readonly line: number
  readonly column: number
}

const placeIn = (source: Source, steps: readonly PathStep[]): Misspelt => ({
  key: String(steps.at(-1)),
  ...(source.locate(steps) ?? { line: 0, column: 0 }),
})

function misspellAt(text: string, { key, line, column }: Misspelt): string {
  const lines = text.split('\n')
  const here = lines[line - 1] ?? ''
  expect(here.startsWith(key, column - 1), key).toBe(true)
  const changed = here.slice(0, column - 1) + misspell(key) + here.slice(column - 1 + key.length)
  return lines.with(line - 1, changed).join('\n')
}

const inOrder = (one: Misspelt, other: Misspelt): number =>
  one.line - other.line || one.column - other.column

/** Takes every so many, so that those which are taken together stand far from each other. */
const takeApart = <One>(all: readonly One[], parts: number): readonly (readonly One[])[] =>
  Array.from({ length: parts }, (_, part) => all.filter((__, at) => at % parts === part))

const issuesOf = (text: string): readonly Issue[] => {
  const compiled = compilePolicy(text)
  return compiled.ok ? [] : compiled.issues
}

// A key is looked at where it stands first: each takes a whole policy to read.
const seen = new Set<string>()

describe.each(['retailer', 'clinic', 'bank'])('in %s', (name) => {
  const text = textOf(name)
  const read = readSource(text)
  if (!read.ok) throw new TypeError('a shipped policy cannot be read')
  const source = read.value
  const all = [...new Map(keysIn(source.value).map((steps) => [shapeOf(steps), steps])).entries()]
  const keys = all.flatMap(([shape, steps]) => (seen.has(shape) ? [] : [steps]))
  for (const [shape] of all) seen.add(shape)

  test('every key that is misspelt is reported once, where it stands, with the one that was meant', () => {
    expect(all.length).toBeGreaterThan(50)
    expect(keys.length).toBeGreaterThan(5)
    // Several at a time, because a whole policy is read for each text.
    for (const some of takeApart(keys, Math.ceil(keys.length / 8))) {
      const places = some.map((steps) => placeIn(source, steps)).toSorted(inOrder)
      // From the end, so that none moves another.
      const changed = places.reduceRight(misspellAt, text)
      expect(
        issuesOf(changed).map(({ code, line, column, suggestion }) => [
          code,
          line,
          column,
          suggestion,
        ]),
      ).toEqual(places.map(({ key, line, column }) => ['unknown_key', line, column, key]))
    }
  })

  test('a mistake below a key that is misspelt is reported as well, at its own place', () => {
    const changed = misspellAt(text, placeIn(source, ['classes']))
    const level = /(?<=write: )verified/.exec(changed)
    const twice = changed.replace(/(?<=write: )verified/, 'verifed')
    const line = changed.slice(0, level?.index).split('\n').length
    expect(issuesOf(twice).map((issue) => [issue.code, issue.suggestion])).toEqual([
      ['unknown_key', 'classes'],
      ['unknown_word', 'verified'],
    ])
    expect(issuesOf(twice)[1]?.line).toBe(line)
  })
})

describe('a part that declares names, and is missing or of another form', () => {
  const text = textOf('retailer')

  test.each([
    ['routes are written as keys', /\nroutes:\n(?: .*\n)+/, '\nroutes: { all: { queue: q } }\n'],
    ['there are no routes', /\nroutes:\n(?: .*\n)+/, '\n'],
    ['classes are a list', /\nclasses:\n(?: .*\n)+/, '\nclasses: [contact]\n'],
    ['there are no classes', /\nclasses:\n(?: .*\n)+/, '\n'],
    [
      'methods of its own are a list',
      /\nstepUp:.*\n/,
      '\nmethods: [branch_visit]\nstepUp: [branch_visit, login]\n',
    ],
    [
      'checks of what somebody knows are a list',
      /\nknowledge:\n(?: .*\n)+stepUp:.*\n/,
      '\nknowledge: [order]\nstepUp: [order, login]\n',
    ],
    [
      'issuers are written as keys',
      /\nstepUp:.*\n/,
      "\nissuers: { 'https://login.example.com': { amr: { swk: verified } } }\nmethods: { app: { issuer: 'https://login.example.com', amr: swk } }\nstepUp: [app, login]\n",
    ],
    ['actions have a name of another language', /\nactions:/, '\nhandlungen:'],
  ])('is told once, and nothing that names them: %s', (_, from, to) => {
    const compact = text.replace(/\n(?:#.*|\s*)(?=\n)/g, '')
    expect(compact).toMatch(from)
    const issues = issuesOf(compact.replace(from, to))
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toHaveLength(1)
  })
})
