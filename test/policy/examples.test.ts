import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareExpected, engagementOf } from '../../src/analysis/index.js'
import { evaluate } from '../../src/evaluate.js'
import { compilePolicy, parseDocument } from '../../src/policy/index.js'

const FOLDER = resolve(import.meta.dirname, '../../examples/policies')
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'))

describe.each(FILES)('%s', (file) => {
  const source = readFileSync(join(FOLDER, file), 'utf8')
  const parsed = parseDocument(source)
  const compiled = parsed.ok ? compilePolicy(parsed.value.document) : parsed

  test('compiles', () => {
    expect(compiled).toMatchObject({ ok: true })
  })

  test('says what must never happen', () => {
    expect(parsed.ok ? parsed.value.invariants.length : 0).toBeGreaterThan(4)
  })

  test.each(
    (parsed.ok ? parsed.value.tests : []).map(
      ({ statement }) => [statement.name, statement] as const,
    ),
  )('%s', (_, { given, expect: expected }) => {
    const { engagement, at } = engagementOf(given)
    expect(
      compiled.ok &&
        compareExpected(compiled.value, expected, evaluate(compiled.value, engagement, at)),
    ).toEqual([])
  })
})
