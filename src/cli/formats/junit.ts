/** One test as a report of tests names it. */
export interface ToldTest {
  readonly name: string
  readonly file: string
  readonly line: number
  /** Why it failed, a line each; absent where it passed. */
  readonly failures?: readonly string[]
}

/** The tests of one file. */
export interface ToldSuite {
  readonly name: string
  readonly tests: readonly ToldTest[]
}

// XML 1.0 §2.2: what no document may hold, in whatever spelling, is left out.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** Escapes text for XML; a line end as well, because attributes would lose it. */
const escapeXml = (text: string): string =>
  text
    .replaceAll(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')

/** Prints one test; its first line of failure is what most build servers show alone. */
const printTest = ({ name, file, line, failures }: ToldTest): string => {
  const open = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(file)}" file="${escapeXml(file)}" line="${line}"`
  return failures === undefined
    ? `${open} />\n`
    : `${open}>\n      <failure message="${escapeXml(failures[0] ?? 'failed')}">${escapeXml(failures.join('\n'))}</failure>\n    </testcase>\n`
}

/** Counts the tests that failed. */
const countFailed = (tests: readonly ToldTest[]): number =>
  tests.filter(({ failures }) => failures !== undefined).length

/** Prints tests as JUnit's XML, which most build servers read. */
export function printJunit(suites: readonly ToldSuite[]): string {
  const all = suites.flatMap(({ tests }) => tests)
  const printed = suites.map(
    ({ name, tests }) =>
      `  <testsuite name="${escapeXml(name)}" tests="${tests.length}" failures="${countFailed(tests)}">\n${tests
        .map(printTest)
        .join('')}  </testsuite>\n`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${all.length}" failures="${countFailed(all)}">\n${printed.join('')}</testsuites>\n`
}
