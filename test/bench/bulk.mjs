// The folder of files of examples/bulk: one process beside one, two and three workers, in turn. Wall time on a machine
// that others use says little, so CPU time is given as well: where each worker has a core of its own, the folder takes
// what the busiest of them takes. Each worker pays once for its start and for code that is not yet compiled.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { compilePolicy } from '../../dist/index.js'
import { redisCommand, startRedis } from '../../examples/localRedis.mjs'
import { prepareExamples, preparePrograms, root } from '../prepare.mjs'

const FILES = 24
const LINES = 4_000
const ROUNDS = 2
const WORKERS = [1, 2, 3]
// Ticks of a second in which Linux counts CPU time.
const TICK = 100

await prepareExamples()
preparePrograms()
if (redisCommand() === null) {
  process.stderr.write('redis-server is not on this machine\n')
  process.exit(0)
}

const EXAMPLE = join(root, 'examples/bulk')
const scratch = mkdtempSync(join(tmpdir(), 'countersign-bulk-'))
const folder = () => mkdtempSync(join(scratch, 'f'))
const input = folder()
const policy = join(scratch, 'policy.json')
const compiled = compilePolicy(readFileSync(join(root, 'examples/policies/retailer.yaml'), 'utf8'))
writeFileSync(policy, JSON.stringify(compiled.value))
for (let file = 0; file < FILES; file++) {
  const lines = Array.from({ length: LINES }, (_, n) =>
    JSON.stringify({
      id: `${file}-${n}`,
      messages: [
        { id: 'a', author: 'agent', text: 'What is your card number?' },
        {
          id: 'b',
          author: 'customer',
          text: `it is 4111 1111 1111 1111, and my mail is ada${n}@example.com`,
        },
      ],
    }),
  )
  writeFileSync(
    join(input, `part-${String(file).padStart(2, '0')}.ndjson`),
    `${lines.join('\n')}\n`,
  )
}

const cpuOf = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICK
}

const start = (args, env = {}) => {
  const child = spawn(process.execPath, args, {
    cwd: EXAMPLE,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, ended: new Promise((done) => child.once('close', done)) }
}

/** The folder in one process, without Redis. */
async function alone() {
  const began = performance.now()
  const { child, ended } = start(['one.mjs', policy, input, folder()])
  let cpu = 0
  const timer = setInterval(() => {
    try {
      cpu = cpuOf(child.pid)
    } catch {
      // It has ended.
    }
  }, 20)
  child.stdout.resume()
  await ended
  clearInterval(timer)
  return {
    wall: (performance.now() - began) / 1_000,
    cpu,
    busiest: cpu,
    atOnce: 0,
    again: 0,
    shares: `${FILES}`,
  }
}

/** The folder by so many workers that are there already: from the first file begun to the last one done. */
async function shared(count) {
  const redis = await startRedis()
  const events = []
  const workers = Array.from({ length: count }, (_, worker) => {
    const started = start(['worker.mjs', policy], { REDIS_URL: redis.url })
    createInterface({ input: started.child.stdout }).on('line', (line) => {
      events.push({ at: performance.now(), worker, what: line.split(' ')[0] })
    })
    return started
  })
  // Until every worker waits for work, so that loading is not counted.
  await new Promise((done) => setTimeout(done, 3_000))
  const before = workers.map(({ child }) => cpuOf(child.pid))
  const run = start(['run.mjs', 'bench', input, folder()], { REDIS_URL: redis.url })
  run.child.stdout.resume()
  await run.ended
  const each = workers.map(({ child }, at) => cpuOf(child.pid) - before[at])
  const cpu = each.reduce((sum, one) => sum + one, 0)
  for (const { child } of workers) child.kill('SIGTERM')
  await Promise.all(workers.map(({ ended }) => ended))
  await redis.stop()
  const begun = events.filter(({ what }) => what === 'began').length
  return {
    ...timesOf(events),
    cpu,
    again: begun - FILES,
    busiest: Math.max(...each),
    shares: sharesOf(events, count),
  }
}

function timesOf(events) {
  let [busy, both] = [0, 0]
  events.forEach(({ at, what }, index) => {
    if (busy >= 2) both += at - events[index - 1].at
    busy += what === 'began' ? 1 : -1
  })
  const wall = events.at(-1).at - events[0].at
  return { wall: wall / 1_000, atOnce: both / wall }
}

const sharesOf = (events, count) =>
  Array.from(
    { length: count },
    (_, worker) => events.filter((one) => one.worker === worker && one.what === 'done').length,
  ).join(' + ')

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const ways = [['one process', alone], ...WORKERS.map((n) => [`${n} workers`, () => shared(n)])]
const found = new Map(ways.map(([name]) => [name, []]))
for (let round = 0; round < ROUNDS; round++)
  for (const [name, run] of ways) found.get(name).push(await run())
rmSync(scratch, { recursive: true, force: true })

console.log(
  `\nA folder of ${FILES} files of ${LINES} transcripts, median of ${ROUNDS} in turn, on a machine that others may use\n`,
)
const all = FILES * LINES
console.table(
  ways.map(([name]) => {
    const runs = found.get(name)
    const of = (key) => median(runs.map((run) => run[key]))
    return {
      '': name,
      'lines a second': Math.round(all / of('wall')),
      's wall': Number(of('wall').toFixed(1)),
      's CPU': Number(of('cpu').toFixed(1)),
      's CPU of the busiest': Number(of('busiest').toFixed(1)),
      'lines a second, a core each': Math.round(all / of('busiest')),
      'two at once, %': Math.round(100 * of('atOnce')),
      'files each': runs.at(-1).shares,
      'begun again': runs.reduce((sum, { again }) => sum + again, 0),
    }
  }),
)
