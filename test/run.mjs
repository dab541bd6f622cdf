// Runs every check of the project, from a bare clone: format, lint, types, build, tests, package, dead code.
// Ends with vitest's own count on a line of its own.
//
//   npm test                    everything
//   npm test -- trust policy    the tests of these rooms alone, in seconds
//   npm test -- cli/files       one file
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  buildSteps,
  prepare,
  prepareExamples,
  preparePrograms,
  root,
  run,
  runBeside,
  runInTurn,
  showEnded,
} from './prepare.mjs'

const VITEST = ['run', '--config', 'test/vitest.config.ts']

/** What is tested as it is built; all else as it is written. */
const BUILT =
  /^(?:coldStart|doors|packed|policyOnPull|published|readme|guides|examples|cli$|cli\/init|twilio$|twilio\/functions)/

/** What needs neither the build nor a test: it runs beside both, and fills the time that they wait. */
const beside = [
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
  // What was right and has not changed is not read again.
  ['dead code', 'knip', ['--cache']],
  [
    'types',
    // The compiler that takes a third of the time. What builds declarations asks the other one.
    process.execPath,
    [
      'node_modules/typescript-native/bin/tsc',
      ...['-p', '.', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/tsc.json'],
      // Several threads check the same types again, and each has to be cleared away.
      '--singleThreaded',
    ],
    { env: { ...process.env, GOGC: '400' } },
  ],
]

const named = process.argv.slice(2)
process.exit(named.length > 0 ? testRooms(named) : await testAll())

/** Runs the tests of some rooms or files. Gives the exit code. */
function testRooms(names) {
  const isThere = (name) =>
    ['', '.test.ts'].some((end) => existsSync(join(root, 'test', `${name}${end}`)))
  const missing = names.filter((name) => !isThere(name))
  if (missing.length > 0) {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    )
    process.stderr.write(
      `no tests in ${missing.map((name) => `test/${name}`).join(', ')}; rooms are ${rooms.map(({ name }) => name).join(', ')}\n`,
    )
    return 2
  }
  prepare({ build: names.some((name) => BUILT.test(name)) })
  return run('vitest', [...VITEST, ...names.map((name) => `test/${name}`)])
}

/** Runs everything. Gives the exit code. */
async function testAll() {
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-test-'))
  const counts = join(scratch, 'counts.json')
  const examples = prepareExamples()
  prepare({ build: false })
  preparePrograms()
  const others = runInTurn(beside)
  // Half of the tests run what is built.
  if (showEnded(await runInTurn(buildSteps())).length > 0) process.exit(1)
  await examples
  process.stdout.write('\n> tests\n')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${counts}`]
  const isPassed = (await runBeside('vitest', [...VITEST, ...reporters])) === 0
  const failedBeside = showEnded(await others)
  const report = readReport(counts)
  rmSync(scratch, { recursive: true, force: true })
  printFailed(report)
  printUntested(report)
  const failed = [...failedBeside, ...(isPassed ? [] : ['tests'])]
  const isGood = failed.length === 0
  process.stdout.write(isGood ? '\nall checks passed\n' : `\nfailed: ${failed.join(', ')}\n`)
  const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : ''
  process.stdout.write(
    `${report.numPassedTests} passed, ${report.numFailedTests} failed${skipped}\n`,
  )
  return isGood && report.numFailedTests === 0 && report.numPassedTests > 0 ? 0 : 1
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, testResults: [] }
  }
}

/** What failed, at the very end: of a property the seed and the counterexample, with which it can be run again. */
function printFailed({ testResults }) {
  for (const { name, assertionResults } of testResults)
    for (const { fullName, failureMessages } of assertionResults)
      if (failureMessages.length > 0)
        process.stdout.write(
          `\nfailed: ${name.slice(root.length + 1)} > ${fullName}\n${firstOf(failureMessages)}\n`,
        )
}

/** The beginning of a failure, down to its stack. */
function firstOf([message]) {
  return message
    .split(/\n\s+at |\n+Hint:/, 1)[0]
    .split('\n')
    .slice(0, 12)
    .join('\n')
}

/** What this machine could not test, because a program or a registry is missing that nothing here may install. */
function printUntested({ testResults }) {
  for (const { name, assertionResults } of testResults) {
    const skipped = assertionResults.filter(({ status }) => status === 'pending')
    if (skipped.length > 0)
      process.stdout.write(
        `\nNOT TESTED on this machine: ${skipped.length} of ${name.slice(root.length + 1)}\n`,
      )
  }
}
