import { coverageOf, coverageToLcov } from '../../analysis/coverage.js'
import { explainMismatch } from '../../analysis/explainMismatch.js'
import { describeFault } from '../../analysis/rowFaults.js'
import { runTests, type TestOutcome } from '../../analysis/runTests.js'
import { type Command, EXIT, type ExitCode, isSet, optionOf, type World } from '../command.js'
import { saveOutput } from '../files/saveOutput.js'
import { type LoadedDocument, loadDocument } from '../loadDocument.js'
import { refuse, refuseUsage } from '../refuse.js'
import { type Cell, paint, printTable } from '../table.js'
import { write, writeJson } from '../write.js'

/** `countersign test`: runs policies' own tables of tests. */
export const test: Command = {
  name: 'test',
  usage: 'test P … [--threshold PERCENT] [--lcov FILE] [--json]',
  summary: "Runs policies' tests; a class no test row names is expected to be withheld.",
  example: 'test policy.yaml --threshold 90',
  options: {
    threshold: {
      type: 'string',
      value: 'PERCENT',
      summary: 'The least coverage that passes; 0 otherwise.',
    },
    lcov: { type: 'string', value: 'FILE', summary: 'Where to write coverage.' },
    json: { type: 'boolean', summary: 'Print JSON.' },
  },
  async run(args, world) {
    if (args.positionals.length === 0) return refuseUsage(world, this, 'name a policy')
    const threshold = Number(optionOf(args, 'threshold') ?? '0')
    if (!(threshold >= 0 && threshold <= 100))
      return refuseUsage(world, this, '--threshold is a percentage')
    let exit: ExitCode = EXIT.yes
    const traces: string[] = []
    for (const file of args.positionals) {
      const loaded = await loadDocument(world, file)
      if (!loaded.ok) {
        exit = refuse(world, file, loaded.issues)
        continue
      }
      const report = await testOne(world, loaded.value, isSet(args, 'json'))
      traces.push(report.lcov)
      if (report.percent < threshold || !report.passed)
        exit = exit === EXIT.invalid ? exit : EXIT.no
      if (report.percent < threshold) {
        world.stderr.write(`${file}: coverage ${report.percent} % is below ${threshold} %\n`)
      }
    }
    if (optionOf(args, 'lcov') === undefined) return exit
    const saved = await saveOutput(world, args, 'lcov', traces.join(''))
    return saved === EXIT.yes ? exit : saved
  },
}

async function testOne(world: World, loaded: LoadedDocument, json: boolean) {
  const { policy, parsed, file } = loaded
  const outcomes = runTests(
    policy,
    parsed.tests.map(({ statement }) => statement),
  )
  const coverage = coverageOf(
    policy,
    outcomes.map(({ situation }) => situation),
  )
  const percent = coverage.all === 0 ? 100 : Math.floor((coverage.seen * 1_000) / coverage.all) / 10
  // A policy that nobody tested has not passed.
  const passed = outcomes.length > 0 && outcomes.every((outcome) => outcome.passed)
  const lcov = coverageToLcov(file, coverage, (steps) => parsed.locate(steps)?.line)
  if (json) {
    await writeJson(world.stdout, {
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
  const lines = parsed.tests.map(({ line }) => line)
  const rows = outcomes.map((outcome, at): readonly Cell[] => [
    outcome.passed ? { text: 'ok', tone: 'good' } : { text: 'FAILED', tone: 'bad' },
    `${file}:${lines[at] ?? 1}`,
    outcome.name,
  ])
  await write(world.stdout, printTable(world, rows))
  for (const [at, outcome] of outcomes.entries()) {
    if (!outcome.passed) await write(world.stdout, describeFailure(world, loaded, outcome, at))
  }
  const count = outcomes.filter((outcome) => outcome.passed).length
  if (outcomes.length === 0) await write(world.stdout, `${file}: no tests\n`)
  await write(
    world.stdout,
    `${policy.name} ${policy.version}: ${count} of ${outcomes.length} passed, ${coverage.seen} of ${coverage.all} outcomes covered (${percent} %)\n`,
  )
  return { passed, percent, lcov }
}

const describeFailure = (
  world: World,
  { policy, parsed, file }: LoadedDocument,
  outcome: TestOutcome,
  at: number,
): string =>
  [
    '',
    paint(world, 'bad', outcome.name),
    ...outcome.faults.map((fault) => {
      const place = parsed.locate(['tests', at, 'given', ...fault.path])
      return `  ${file}:${place?.line ?? 1}:${place?.column ?? 1}: ${describeFault(fault)}`
    }),
    ...outcome.mismatches.flatMap((mismatch) => explainMismatch(policy, outcome, mismatch)),
    '',
  ].join('\n')
