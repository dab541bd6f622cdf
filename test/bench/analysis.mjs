// How long every question about the bank's policy takes, against the targets of the analysis. CPU time of this
// process, so that a busy machine does not count; each figure is the median of five runs after one to warm up.
import { readFileSync } from 'node:fs'
import {
  diff,
  engagementOf,
  makeTextReplay,
  mutate,
  openSpace,
  prove,
  runTests,
} from '../../dist/analysis.js'
import { compilePolicy, evaluateAndRecord, parseDocument } from '../../dist/index.js'

const text = readFileSync(new URL('../../examples/policies/bank.yaml', import.meta.url), 'utf8')
const parsed = parseDocument(text).value
const policy = compilePolicy(text).value
const candidate = compilePolicy(text.replaceAll('maxAge: 15m', 'maxAge: 10m')).value

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const timed = (run, runs = 5) => {
  run()
  const times = Array.from({ length: runs }, () => {
    const start = cpu()
    run()
    return cpu() - start
  })
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]
}

const space = openSpace(policy)
const tests = parsed.tests.map(({ statement }) => statement)
const rows = [
  ['open the space', timed(() => openSpace(policy)), null],
  [
    'prove all invariants',
    timed(() => parsed.invariants.map(({ statement }) => prove(space, statement))),
    100,
  ],
  ['run all tests', timed(() => runTests(policy, tests)), null],
  ['exact diff', timed(() => diff(policy, candidate)), 100],
  ['mutation report', timed(() => mutate(parsed.document), 1), 5_000],
]

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
const replay = makeTextReplay(policy, candidate, 0)
const parse = timed(() => lines.map((line) => JSON.parse(line)).length)
const both = timed(() => lines.map((line) => replay(line)).length)
// As where every line holds something of its own, so that none is known from before.
const own = lines.map((line, at) => `{"line":${at},${line.slice(1)}`)
const replayOwn = makeTextReplay(policy, candidate, 0)
const bothOwn = timed(() => own.map((line) => replayOwn(line)).length)

for (const [name, time, target] of rows) {
  const met = target === null ? '' : time <= target ? `<= ${target} ms` : `ABOVE ${target} ms`
  console.log(`${name.padEnd(24)}${time.toFixed(1).padStart(10)} ms  ${met}`)
}
for (const [name, time] of [
  ['replay', both],
  ['replay, lines all new', bothOwn],
]) {
  const rate = Math.round((lines.length / time) * 1_000)
  console.log(
    `${name.padEnd(24)}${String(rate).padStart(10)} records a second, ${(time / parse).toFixed(2)} times the cost of parsing them`,
  )
}
