import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { lintDocument } from '../../src/analysis/lintDocument.js'
import { isRecord } from '../../src/model/index.js'
import { compilePolicy, parseDocument } from '../../src/policy/index.js'

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

// A whole policy is looked at for each, so one of a kind is: what holds of `fields` of one class holds of another's.
const lists = new Map(
  policies
    .flatMap(([name, written]) => listsIn(written).map((path) => ({ name, written, path })))
    .map((one) => [kindOf(one.path), one] as const),
)

test('the example policies hold lists of words of many kinds', () => {
  expect(lists.size).toBeGreaterThan(15)
})

test.each([...lists.values()].map((one) => [one.name, one.path.join('.'), one] as const))(
  'of %s, a word that is there twice in %s is told',
  (_, __, { written, path }) => {
    const text = JSON.stringify(repeat(written, path))
    const parsed = parseDocument(text)
    const compiled = compilePolicy(text)
    const isThere = (place: string): boolean => place.startsWith(path.slice(0, 2).join('.'))
    // Some lists may not even be written so: then it is told as what it is.
    if (!parsed.ok || !compiled.ok) {
      const issues = parsed.ok ? (compiled.ok ? [] : compiled.issues) : parsed.issues
      const told = issues.map((issue) => issue.path.split('/').slice(1, 3).join('.'))
      expect(told.some(isThere)).toBe(true)
      return
    }
    const told = lintDocument({ document: parsed.value.document, policy: compiled.value })
      .filter((found) => found.code === 'word_twice')
      .map((found) => found.path.join('.'))
    expect(told.some(isThere)).toBe(true)
  },
)
