import { isRecord } from '../../model/record.js'
import { fail, ok, type Result } from '../../model/result.js'
import type { PolicyTest } from '../../policy/document.js'
import { parseDocument } from '../../policy/index.js'
import { printTest } from './printTest.js'

/**
 * Adds rows to a policy's table of tests and leaves every other character of its source as it is.
 *
 * Refuses with `tests_not_a_block` where the tests are written as a flow list, and with `cannot_add_tests` where the
 * result would not read back as the old rows and the new ones.
 */
export function addTests(source: string, tests: readonly PolicyTest[]): Result<string> {
  if (tests.length === 0) return ok(source)
  const before = parseDocument(source)
  if (!before.ok) return before
  const text = source.trimStart().startsWith('{')
    ? addToJson(source, tests)
    : addToYaml(source, tests)
  if (text === null) return fail('tests_not_a_block', '/tests')
  const after = parseDocument(text)
  const wanted = JSON.stringify([...before.value.tests.map(({ statement }) => statement), ...tests])
  const found = after.ok
    ? JSON.stringify(after.value.tests.map(({ statement }) => statement))
    : undefined
  return found === wanted ? ok(text) : fail('cannot_add_tests', '/tests')
}

function addToJson(source: string, tests: readonly PolicyTest[]): string {
  const document: unknown = JSON.parse(source)
  if (!isRecord(document)) return source
  const rows = Array.isArray(document['tests']) ? document['tests'] : []
  return `${JSON.stringify({ ...document, tests: [...rows, ...tests] }, null, 2)}\n`
}

// A key of the document itself: at the very start of a line.
const TOP_KEY = /^[^\s#-]/
const TESTS = /^tests:\s*(?:#.*)?$/

function addToYaml(source: string, tests: readonly PolicyTest[]): string | null {
  const lines = source.split('\n')
  const start = lines.findIndex((line) => TESTS.test(line))
  if (start === -1) {
    if (lines.some((line) => line.startsWith('tests:'))) return null
    return `${source.trimEnd()}\ntests:\n${printAll(tests, '  ')}`
  }
  const next = lines.findIndex((line, at) => at > start && TOP_KEY.test(line))
  const end = lastItemLine(lines, start, next === -1 ? lines.length : next)
  const indent = /^(\s*)-/.exec(lines[start + 1] ?? '')?.[1] ?? '  '
  const rows = printAll(tests, indent).trimEnd()
  return [...lines.slice(0, end + 1), rows, ...lines.slice(end + 1)].join('\n')
}

// Comments and blank lines before the next key belong to that key.
const lastItemLine = (lines: readonly string[], start: number, end: number): number => {
  let at = end - 1
  while (at > start && /^\s*(?:#.*)?$/.test(lines[at] ?? '')) at -= 1
  return at
}

const printAll = (tests: readonly PolicyTest[], indent: string): string =>
  tests.map((test) => printTest(test, indent)).join('')
