/** One test as a report of tests names it. */
export interface JunitTest {
  /** What the row or the invariant is called. */
  readonly name: string
  /** The file it stands in; build servers group tests by it. */
  readonly file: string
  /** Its line in the file, counted from 1. */
  readonly line: number
  /** Why it failed, a line each; absent where it passed. */
  readonly failures?: readonly string[]
}

/** The tests of one file, under one name. */
export interface JunitSuite {
  /** The policy's name and version, or the file where it could not be read. */
  readonly name: string
  /** In the order of the file. */
  readonly tests: readonly JunitTest[]
}

/**
 * XML 1.0, section 2.2: these characters may not stand in a document, not even escaped, and
 * a build server would refuse the whole report for one of them.
 */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/**
 * Escapes text for XML. A line end is escaped as well, because a reader of XML makes a
 * space of it in an attribute (XML 1.0, section 3.3.3).
 */
const escapeXml = (text: string): string =>
  text
    .replaceAll(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')

/** Prints one test; its first line of failure is what most build servers show alone. */
const printTest = ({ name, file, line, failures }: JunitTest): string => {
  const open = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(file)}" file="${escapeXml(file)}" line="${line}"`
  return failures === undefined
    ? `${open} />\n`
    : `${open}>\n      <failure message="${escapeXml(failures[0] ?? 'failed')}">${escapeXml(failures.join('\n'))}</failure>\n    </testcase>\n`
}

const countFailed = (tests: readonly JunitTest[]): number =>
  tests.filter(({ failures }) => failures !== undefined).length

/**
 * Prints tests as JUnit's XML, which most build servers read. There is no standard for it;
 * these are the elements that all of them know: `testsuites`, `testsuite`, `testcase`,
 * `failure`.
 */
export function printJunit(suites: readonly JunitSuite[]): string {
  const all = suites.flatMap(({ tests }) => tests)
  const printed = suites.map(
    ({ name, tests }) =>
      `  <testsuite name="${escapeXml(name)}" tests="${tests.length}" failures="${countFailed(tests)}">\n${tests
        .map(printTest)
        .join('')}  </testsuite>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${all.length}" failures="${countFailed(all)}">\n${printed.join('')}</testsuites>\n`
}
