import { printCanonical } from '../../decide/index.js'
import { fail, isRecord, ok, type Result } from '../../model/index.js'
import { type PolicySources, type PolicyTest, parseDocument } from '../../policy/index.js'
import { printTest } from './printTest.js'

/**
 * Adds tests to the table of a policy, and changes no other character of its text.
 *
 * Codes: those of parsing, if the text does not parse; `tests_not_a_block` if the tests are written
 * in `[ ]`; `cannot_add_tests` if the result would not read back as the old and the new tests.
 * Whatever it gives has been read again.
 */
export function addTests(
  source: string,
  tests: readonly PolicyTest[],
  sources: PolicySources = {},
): Result<string> {
  if (tests.length === 0) return ok(source)
  const before = parseDocument(source, sources)
  if (!before.ok) return before
  // A byte order mark stays where it is, and the file keeps its kind of line ends.
  const [mark, body] = source.startsWith(MARK) ? [MARK, source.slice(1)] : ['', source]
  const lineEnd = body.includes('\r\n') ? '\r\n' : '\n'
  const changed = body.trimStart().startsWith('{')
    ? addToJson(body, tests, lineEnd)
    : addToYaml(body, tests, lineEnd)
  if (changed === null) return fail('tests_not_a_block', '/tests')
  const text = mark + changed
  const after = parseDocument(text, sources)
  // The order of keys says nothing.
  const wanted = printCanonical([...before.value.tests.map(({ statement }) => statement), ...tests])
  const found = after.ok
    ? printCanonical(after.value.tests.map(({ statement }) => statement))
    : undefined
  return found === wanted ? ok(text) : fail('cannot_add_tests', '/tests')
}

const MARK = '\ufeff'

function addToJson(source: string, tests: readonly PolicyTest[], lineEnd: string): string {
  // JSON has no comments, so it is written anew, indented as it was.
  const document: unknown = JSON.parse(source)
  if (!isRecord(document)) return source
  const rows = Array.isArray(document['tests']) ? document['tests'] : []
  const indent = /^\s*\{\r?\n([ \t]+)/.exec(source)?.[1] ?? (source.includes('\n') ? 2 : 0)
  const text = JSON.stringify({ ...document, tests: [...rows, ...tests] }, null, indent)
  return text.replaceAll('\n', lineEnd) + (/\s*$/.exec(source)?.[0] ?? '')
}

// A key of the document itself: at the very start of a line.
const TOP_KEY = /^[^\s#-]/
const TESTS = /^tests:\s*(?:#.*)?$/

function addToYaml(source: string, tests: readonly PolicyTest[], lineEnd: string): string | null {
  const append = (above: string, rows: string, below: string): string =>
    above + (above.endsWith('\n') ? '' : lineEnd) + rows.replaceAll('\n', lineEnd) + below
  const lines = source.split(/(?<=\n)/)
  const start = lines.findIndex((line) => TESTS.test(line.trimEnd()))
  if (start === -1) {
    if (lines.some((line) => line.startsWith('tests:'))) return null
    return append(source, `tests:\n${printAll(tests, '  ')}`, '')
  }
  const next = lines.findIndex((line, at) => at > start && TOP_KEY.test(line))
  const end = lastItemLine(lines, start, next === -1 ? lines.length : next) + 1
  const indent = /^(\s*)-/.exec(lines[start + 1] ?? '')?.[1] ?? '  '
  const [above, below] = [lines.slice(0, end), lines.slice(end)]
  return append(above.join(''), printAll(tests, indent), below.join(''))
}

// Comments and blank lines before the next key belong to that key.
const lastItemLine = (lines: readonly string[], start: number, end: number): number => {
  let at = end - 1
  while (at > start && /^\s*(?:#.*)?$/.test((lines[at] ?? '').trimEnd())) at -= 1
  return at
}

const printAll = (tests: readonly PolicyTest[], indent: string): string =>
  tests.map((test) => printTest(test, indent)).join('')
