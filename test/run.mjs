// Runs every check of the project, from a bare clone: format, lint, types, build, tests, package, dead code.
// Ends with vitest's own count on a line of its own.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare, prepareExamples, preparePrograms, root, run } from './prepare.mjs'

const scratch = mkdtempSync(join(tmpdir(), 'countersign-test-'))
const counts = join(scratch, 'counts.json')

const steps = [
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
  ['types', 'tsc', ['-p', '.']],
  [
    'tests',
    'vitest',
    [
      'run',
      '--config',
      'test/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${counts}`,
    ],
  ],
  ['package', 'publint', ['--strict']],
  // The matchers can only be imported: a test of their own loads them.
  [
    'declarations',
    'attw',
    ['--pack', '.', '--profile', 'strict', '--exclude-entrypoints', './vitest'],
    // What is packed was built above.
    { env: { ...process.env, npm_config_ignore_scripts: 'true' } },
  ],
  ['dead code', 'knip', []],
]

/** The beginning of a failure, down to its stack. */
const firstOf = ([message]) =>
  message
    .split(/\n\s+at |\n+Hint:/, 1)[0]
    .split('\n')
    .slice(0, 12)
    .join('\n')

let failed = false
prepare({ build: true })
prepareExamples()
preparePrograms()
for (const [title, command, args, options] of steps) {
  process.stdout.write(`\n> ${title}\n`)
  if (run(command, args, options) !== 0) failed = true
}

const report = (() => {
  try {
    return JSON.parse(readFileSync(counts, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0 }
  }
})()
rmSync(scratch, { recursive: true, force: true })

// What failed, at the very end: of a property the seed and the counterexample, with which it can be run again.
for (const { name, assertionResults } of report.testResults ?? [])
  for (const { fullName, failureMessages } of assertionResults)
    if (failureMessages.length > 0)
      process.stdout.write(
        `\nfailed: ${name.slice(root.length + 1)} > ${fullName}\n${firstOf(failureMessages)}\n`,
      )
process.stdout.write(failed ? '\nnot all checks passed\n' : '\nall checks passed\n')
const skipped = report.numPendingTests > 0 ? `, ${report.numPendingTests} skipped` : ''
process.stdout.write(`${report.numPassedTests} passed, ${report.numFailedTests} failed${skipped}\n`)
process.exit(failed || report.numFailedTests > 0 || report.numPassedTests === 0 ? 1 : 0)
