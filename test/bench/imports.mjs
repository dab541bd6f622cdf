// What loading each door costs, in a fresh process each time, against bare Node and against the whole SDK; and what
// finding and hiding identifiers costs on its own, which is what a bundler keeps of the runtime door for it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const RUNS = 15

const doors = [
  'countersign',
  'countersign/runtime',
  'countersign/twilio',
  'countersign/analysis',
  'countersign/functions',
]
const folder = mkdtempSync(join(tmpdir(), 'countersign-'))
const redaction = join(folder, 'redaction.cjs')
await build({
  stdin: {
    contents: `export { compileRecordRules, redactRecord, redactText, scan } from './dist/runtime.js'`,
    resolveDir: root,
  },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'error',
  outfile: redaction,
})

const cases = [
  ['bare node', ''],
  ['redaction alone', `require('${redaction}')`],
  ...doors.map((door) => [`require('${door}')`, `require('${door}')`]),
  ...doors.map((door) => [`import '${door}'`, `import('${door}')`]),
  ["require('twilio')", `require('twilio')`],
]

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]

const time = (code) => {
  const started = process.hrtime.bigint()
  execFileSync(process.execPath, ['-e', code], { cwd: root })
  return Number(process.hrtime.bigint() - started) / 1e6
}

// In turn, so that a machine that slows down slows all of them.
const times = cases.map(() => [])
for (let run = 0; run < RUNS; run += 1) {
  for (const [index, [, code]] of cases.entries()) times[index].push(time(code))
}

const bare = median(times[0])
const sdk = median(times.at(-1)) - bare
console.log(`\nLoading, wall time of a process, median of ${RUNS}\n`)
console.log(
  `${'what'.padEnd(36)} ${'ms'.padStart(7)} ${'over bare'.padStart(10)} ${'of the SDK'.padStart(11)}`,
)
cases.forEach(([name], index) => {
  const over = median(times[index]) - bare
  console.log(
    `${name.padEnd(36)} ${median(times[index]).toFixed(1).padStart(7)} ${over.toFixed(1).padStart(10)} ${`${((100 * over) / sdk).toFixed(0)} %`.padStart(11)}`,
  )
})
rmSync(folder, { recursive: true, force: true })
