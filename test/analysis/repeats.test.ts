import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
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

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
  const written: unknown = parse(readFileSync(resolve(FOLDER, name), 'utf8'))
  const places = listsIn(written)

  test('holds lists of words', () => {
    expect(places.length).toBeGreaterThan(3)
  })

  test.each(places.map((path) => [path.join('.'), path] as const))(
    'a word that is there twice in %s is told',
    (_, path) => {
      const text = JSON.stringify(repeat(written, path))
      const parsed = parseDocument(text)
      const compiled = compilePolicy(text)
      // Some lists may not even be written so: then it is told as what it is.
      if (!parsed.ok || !compiled.ok) {
        const issues = parsed.ok ? (compiled.ok ? [] : compiled.issues) : parsed.issues
        const told = issues.map((issue) => issue.path.split('/').slice(1, 3).join('.'))
        expect(told.some((place) => place.startsWith(path.slice(0, 2).join('.')))).toBe(true)
        return
      }
      const codes = lintDocument({ document: parsed.value.document, policy: compiled.value })
        .filter((found) => found.code === 'word_twice')
        .map((found) => found.path.join('.'))
      expect(codes.some((place) => place.startsWith(path.slice(0, 2).join('.')))).toBe(true)
    },
  )
})
