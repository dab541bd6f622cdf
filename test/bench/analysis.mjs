// How long every question about the bank's policy takes, against the targets of the analysis.
//
// Warm is the median of runs after one to warm up. Cold is what a person at a terminal waits for: the same in a process
// of its own that has only just read the policy, the median of a few processes. Every run opens the space anew, so that
// nothing an earlier run remembered counts. Warm times are CPU time of this process, so that a busy machine does not
// count; cold ones are the clock's, because compiling and collecting go on beside.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  diff,
  engagementOf,
  makeReplay,
  mutate,
  openSpace,
  prove,
  runTests,
} from '../../dist/analysis.js'
import { compilePolicy, evaluateAndRecord, parseDocument } from '../../dist/index.js'

const file = fileURLToPath(new URL('../../examples/policies/bank.yaml', import.meta.url))
const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const text = readFileSync(file, 'utf8')
const parsed = parseDocument(text).value
const policy = compilePolicy(text).value
const candidate = compilePolicy(text.replaceAll('maxAge: 15m', 'maxAge: 10m')).value
const tests = parsed.tests.map(({ statement }) => statement)

const proveAll = (space) => parsed.invariants.map(({ statement }) => prove(space, statement))

/** Each question: what it needs, which is not counted, and what is. */
const QUESTIONS = [
  { name: 'open the space', target: null, run: () => openSpace(policy) },
  { name: 'prove all invariants', target: 100, before: () => openSpace(policy), run: proveAll },
  { name: 'run all tests', target: null, run: () => runTests(policy, tests) },
  { name: 'exact diff', target: 100, run: () => diff(policy, candidate) },
  { name: 'mutation report', target: 5_000, runs: 1, run: () => mutate(parsed.document) },
]

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]

const timed = (run, runs = 7, before = () => undefined, clock = cpu) =>
  median(
    Array.from({ length: runs }, () => {
      const given = before()
      const start = clock()
      run(given)
      return clock() - start
    }),
  )

const asked = process.argv[2]
if (asked !== undefined) {
  const { before, run } = QUESTIONS.find(({ name }) => name === asked)
  console.log(timed(run, 1, before, () => performance.now()))
  process.exit(0)
}

const cold = (name, runs) =>
  median(
    Array.from({ length: runs }, () => {
      const args = [fileURLToPath(import.meta.url), name]
      return Number(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout)
    }),
  )

const metOf = (time, target) =>
  target === null ? '' : time <= target ? `  <= ${target} ms` : `  ABOVE ${target} ms`

console.log(`${''.padEnd(24)}${'warm'.padStart(10)}   ${'cold'.padStart(9)}`)
for (const { name, target, before, run, runs = 7 } of QUESTIONS) {
  timed(run, 1, before)
  const warm = timed(run, runs, before)
  const first = cold(name, Math.min(runs, 5))
  console.log(
    `${name.padEnd(24)}${warm.toFixed(1).padStart(10)} ms${first.toFixed(1).padStart(9)} ms${metOf(warm, target)}`,
  )
}

// The commands, from the start of the process to its end.
const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
const other = join(folder, 'candidate.yaml')
writeFileSync(other, text.replaceAll('maxAge: 15m', 'maxAge: 10m'))
for (const [name, runs, ...args] of [
  ['prove', 5, file],
  ['diff', 5, file, other],
  ['mutate', 1, file],
]) {
  const time = timed(
    () => spawnSync(process.execPath, [program, name, ...args]),
    runs,
    undefined,
    () => performance.now(),
  )
  console.log(`countersign ${name.padEnd(12)}${''.padStart(13)}${time.toFixed(1).padStart(9)} ms`)
}
rmSync(folder, { recursive: true })

// Records of the policy's own tests, over and over with other ages: as a log holds them.
const lines = tests.flatMap(({ given }) => {
  const { engagement, at } = engagementOf(given)
  const { record } = evaluateAndRecord(policy, engagement, at)
  return Array.from({ length: 40 }, (_, age) =>
    JSON.stringify({
      ...record,
      supports: record.supports.map((support) => ({ ...support, age: support.age + age })),
    }),
  )
})
const replay = makeReplay(policy, candidate, 0)
const parseAll = () => lines.map((line) => JSON.parse(line)).length
const replayAll = () => lines.map((line) => replay(JSON.parse(line))).length
timed(parseAll, 1)
timed(replayAll, 1)
const parse = timed(parseAll)
const both = timed(replayAll)
const rate = Math.round((lines.length / both) * 1_000)
console.log(
  `${'replay'.padEnd(24)}${String(rate).padStart(10)} records a second, ${(both / parse).toFixed(2)} times the cost of parsing them`,
)
