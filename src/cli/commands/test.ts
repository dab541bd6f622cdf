import {
  coverageOf,
  coverageToLcov,
  describeFault,
  explainMismatches,
  percentOf,
  runTest,
  type TestOutcome,
} from '../../analysis/index.js'
import { describeIssue } from '../../model/index.js'
import {
  type Command,
  type CommandContext,
  EXIT,
  type ExitCode,
  optionOf,
  TAKES,
} from '../command.js'
import { saveOutput } from '../files/saveOutput.js'
import {
  type Annotation,
  annotationOfIssue,
  formatOf,
  formatOptions,
  formatUsage,
} from '../formats/annotation.js'
import { type JunitSuite, type JunitTest, printJunit } from '../formats/junit.js'
import { writeAnnotations } from '../formats/writeAnnotations.js'
import { type LoadedDocument, loadDocument } from '../loadDocument.js'
import { refuse, refuseUsage } from '../refuse.js'
import { paint, printTable, type TableCell } from '../table.js'
import { write, writeJsonLine } from '../write.js'

const FORMATS = ['text', 'json', 'github', 'junit'] as const

/**
 * `countersign test`: runs policies' own tables of tests. A row names what must be given; a
 * class that no row names is expected to be withheld, so that nothing is opened unnoticed.
 */
export const test: Command = {
  name: 'test',
  usage: `test P … [--run NAME] [--threshold PERCENT] [--lcov FILE] ${formatUsage(FORMATS)} [--watch]`,
  summary: 'Runs the tests of policies. A class that a test does not name must be withheld.',
  watches: true,
  example: 'test policy.yaml --threshold 90',
  takes: TAKES.policies,
  options: {
    threshold: {
      type: 'string',
      value: 'PERCENT',
      summary: 'The lowest coverage that passes. Default: 0.',
    },
    lcov: {
      type: 'string',
      value: 'FILE',
      isWritten: true,
      summary: 'The file for the coverage, in LCOV form.',
    },
    run: {
      type: 'string',
      value: 'NAME',
      summary: 'Run only tests whose name contains this text.',
    },
    ...formatOptions(FORMATS),
  },
  async run(args, context) {
    const least = optionOf(args, 'threshold') ?? '0'
    // An empty text would be read as 0, and a build whose variable is not set would pass.
    const threshold = least.trim() === '' ? Number.NaN : Number(least)
    if (!(threshold >= 0 && threshold <= 100))
      return refuseUsage(context, this, '--threshold is a percentage from 0 to 100')
    const format = formatOf(FORMATS, args)
    if (typeof format !== 'string') return refuseUsage(context, this, format.why)
    let exit: ExitCode = EXIT.yes
    const suites: JunitSuite[] = []
    const annotations: Annotation[] = []
    const traces: string[] = []
    for (const file of args.positionals) {
      const loaded = await loadDocument(context, file)
      if (!loaded.ok) {
        exit = refuse(context, file, loaded.issues)
        if (format === 'json') await writeJsonLine(context.stdout, { file, issues: loaded.issues })
        annotations.push(...loaded.issues.map((issue) => annotationOfIssue(file, issue)))
        const failures = loaded.issues.map((issue) => describeIssue(file, issue))
        // A build server shows tests alone, so that a policy compiles is a test as well.
        suites.push({ name: file, tests: [{ name: 'compiles', file, line: 1, failures }] })
        continue
      }
      // JSON says what failed and not why: to find out why takes a hundred times as long as to run a row.
      const explain = format === 'json' ? () => [] : failuresOf
      const run = runRows(loaded.value, optionOf(args, 'run') ?? '', explain)
      const report = await testOne(context, run, format)
      // The same suite serves JUnit and GitHub, so both say the same of a row.
      const suite = suiteOf(run)
      suites.push(suite)
      annotations.push(...suite.tests.flatMap(annotationsOfTest))
      traces.push(report.lcov)
      if (report.percent < threshold || !report.passed)
        exit = exit === EXIT.invalid ? exit : EXIT.no
      if (report.percent < threshold) {
        context.stderr.write(`${file}: coverage ${report.percent} % is below ${threshold} %\n`)
      }
    }
    if (format === 'junit') await write(context.stdout, printJunit(suites))
    await writeAnnotations(context, format, annotations)
    if (optionOf(args, 'lcov') === undefined) return exit
    const saved = await saveOutput(context, args, 'lcov', traces.join(''))
    return saved === EXIT.yes ? exit : saved
  },
}

interface TestRun {
  /** The policy whose rows these are. */
  readonly loaded: LoadedDocument
  readonly rows: readonly {
    /** The line of the row in its file, counted from 1. */
    readonly line: number
    /** The file it stands in: the policy's own, or one that it extends. */
    readonly file: string
    /** What came out, and where that is not what the row expects. */
    readonly outcome: TestOutcome
    /** Why it failed, a line each, where anything printed says so: worked out once, as each line takes hundreds of decisions. */
    readonly failures: readonly string[]
  }[]
}

/** Runs the rows whose name has a text in it, all of them where it is empty; each with the place where it stands. */
const runRows = (loaded: LoadedDocument, named: string, explain: typeof failuresOf): TestRun => ({
  loaded,
  rows: loaded.parsed.tests.flatMap(({ statement, line = 1, file = loaded.file }, at) => {
    if (!statement.name.includes(named)) return []
    const outcome = runTest(loaded.policy, statement)
    return [{ line, file, outcome, failures: explain(loaded, at, outcome) }]
  }),
})

/** Says in lines why a row failed: first what of it could not be read, at its place, then what came out otherwise. */
const failuresOf = (
  { policy, parsed, file }: LoadedDocument,
  at: number,
  outcome: TestOutcome,
): readonly string[] => [
  ...outcome.faults.map((fault) => {
    // A fault of a row is placed at the key or value that is wrong, below `given`.
    const place = parsed.locate(
      ['tests', at, 'given', ...fault.path],
      fault.code === 'unknown_key' ? 'key' : 'value',
    )
    return `  ${place?.file ?? file}:${place?.line ?? 1}:${place?.column ?? 1}: ${describeFault(fault)}`
  }),
  ...explainMismatches(policy, outcome),
]

const suiteOf = ({ loaded, rows }: TestRun): JunitSuite => ({
  name: `${loaded.policy.name} ${loaded.policy.version}`,
  tests: rows.map(({ line, file, outcome, failures }) => ({
    name: outcome.name,
    file,
    line,
    ...(!outcome.passed && { failures: failures.map((text) => text.trim()) }),
  })),
})

/** Gives a row that failed at its line, with everything that is wrong in one message. */
const annotationsOfTest = ({ name, file, line, failures }: JunitTest): readonly Annotation[] =>
  failures === undefined
    ? []
    : [
        {
          file,
          line,
          column: 1,
          code: 'test_failed',
          message: [name, ...failures].join('\n'),
          level: 'error',
        },
      ]

/** Prints one run and gives what the exit code needs of it: whether all passed, and how much was covered, in percent. */
async function testOne(
  context: CommandContext,
  { loaded, rows }: TestRun,
  format: (typeof FORMATS)[number],
) {
  const { policy, parsed, file } = loaded
  const outcomes = rows.map(({ outcome }) => outcome)
  const coverage = coverageOf(
    policy,
    outcomes.map(({ situation }) => situation),
  )
  // Rounded down to one decimal, so that 99.96 % is not shown as 100 %. Where there is
  // nothing to cover, nothing is uncovered.
  const percent = percentOf(coverage.seen, coverage.all)
  // A policy that nobody tested has not passed, and neither has one of whose rows none was
  // asked for.
  const passed = outcomes.length > 0 && outcomes.every((outcome) => outcome.passed)
  // Lines of files that it extends are left out: they have tests and coverage of their own.
  const lcov = coverageToLcov(file, coverage, (steps) => {
    const place = parsed.locate(steps)
    return place?.file === undefined ? place?.line : undefined
  })
  if (format === 'json') {
    await writeJsonLine(context.stdout, {
      policy: policy.name,
      version: policy.version,
      passed,
      tests: outcomes.map(({ name, passed: ok, mismatches, faults }) => ({
        name,
        passed: ok,
        mismatches,
        ...(faults.length > 0 && { faults }),
      })),
      coverage: { percent, seen: coverage.seen, all: coverage.all, items: coverage.items },
    })
    return { passed, percent, lcov }
  }
  if (format !== 'text') return { passed, percent, lcov }
  const table = rows.map(({ line, file: where, outcome }): readonly TableCell[] => [
    outcome.passed ? { text: 'ok', tone: 'good' } : { text: 'FAILED', tone: 'bad' },
    `${where}:${line}`,
    outcome.name,
  ])
  await write(context.stdout, printTable(context, table))
  for (const { outcome, failures } of rows) {
    if (outcome.passed) continue
    const lines = ['', paint(context, 'bad', outcome.name), ...failures, '']
    await write(context.stdout, lines.join('\n'))
  }
  const count = outcomes.filter((outcome) => outcome.passed).length
  if (outcomes.length === 0)
    await write(
      context.stdout,
      `${file}: ${parsed.tests.length === 0 ? 'the policy has no tests' : 'no test has this text in its name'}\n`,
    )
  await write(
    context.stdout,
    `${policy.name} ${policy.version}: ${count} of ${outcomes.length} passed, ${coverage.seen} of ${coverage.all} outcomes covered (${percent} %)\n`,
  )
  return { passed, percent, lcov }
}
