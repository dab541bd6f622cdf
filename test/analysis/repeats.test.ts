import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { lintDocument } from '../../src/analysis/lintDocument.js'
import { isRecord } from '../../src/model/index.js'
import { buildPolicy, parseDocument } from '../../src/policy/index.js'

const FOLDER = resolve(import.meta.dirname, '../../examples/policies')

type Steps = readonly (string | number)[]

/** Lists the place of every list of words in a document, but for its tests, which hold what others send. */
function listsIn(value: unknown, path: Steps = []): readonly Steps[] {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    const isList = items.length > 0 && items.every((item) => typeof item === 'string')
    return isList ? [path] : items.flatMap((item, at) => listsIn(item, [...path, at]))
  }
  return isRecord(value)
    ? Object.entries(value).flatMap(([key, below]) =>
        key === 'tests' ? [] : listsIn(below, [...path, key]),
      )
    : []
}

/** Writes the first word of one list again at its end. */
function repeat(value: unknown, [step, ...path]: Steps): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    return step === undefined
      ? [...items, items[0]]
      : items.map((item, at) => (at === step ? repeat(item, path) : item))
  }
  return isRecord(value) && step !== undefined
    ? { ...value, [step]: repeat(value[step], path) }
    : value
}

/** Says which list it is, whatever the thing that has it is called and where in a list it stands. */
const kindOf = (path: Steps): string =>
  [path[0], path.findLast((step) => typeof step === 'string'), path.length].join(' ')

const policies = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, parse(readFileSync(resolve(FOLDER, name), 'utf8'))] as const)

// One of a kind is enough: what holds of `fields` of one class holds of another's.
const lists = new Map(
  policies
    .flatMap(([name, written]) => listsIn(written).map((path) => ({ name, written, path })))
    .map((one) => [kindOf(one.path), one] as const),
)

test('the example policies hold lists of words of many kinds', () => {
  expect(lists.size).toBeGreaterThan(15)
})

/** Says where something is told of a policy: what is wrong in it, or else what no author can mean. */
function placesTold(written: unknown): readonly string[] {
  const parsed = parseDocument(JSON.parse(JSON.stringify(written)))
  if (!parsed.ok) return parsed.issues.map((issue) => issue.path.split('/').slice(1).join('.'))
  const { document, parts } = parsed.value
  return lintDocument({ document, policy: buildPolicy(document, parts) })
    .filter((found) => found.code === 'word_twice')
    .map((found) => found.path.join('.'))
}

const isToldOf = (path: Steps, places: readonly string[]): boolean =>
  places.some((place) => place.startsWith(path.join('.')))

test.each(policies)('of %s, a word that is there twice in a list is told', (name, written) => {
  const paths = [...lists.values()].filter((one) => one.name === name).map(({ path }) => path)
  const repeating = (some: readonly Steps[]): unknown => some.reduce(repeat, written)
  const first = placesTold(repeating(paths))
  // Some lists may not even be written so: then it is told as what it is, and the others are looked at without them.
  const others = paths.filter((path) => !isToldOf(path, first))
  const second = placesTold(repeating(others))
  expect(paths.length).toBeGreaterThan(0)
  expect(others.filter((path) => !isToldOf(path, second))).toEqual([])
})
