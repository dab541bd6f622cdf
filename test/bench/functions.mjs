// Size, cold start and throughput of `countersign/functions`: node test/bench/functions.mjs
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { callAsStudio, startRuntime } from '../../examples/localRuntime.mjs'

const ROOT = resolve(import.meta.dirname, '../..')
const DOOR = join(ROOT, 'dist/functions.cjs')
const RUNS = 15
const SECONDS = 4
const AT_ONCE = 8

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const kilobytes = (bytes) => `${Math.round(bytes / 1_024)} kB`

/** Median wall time of a fresh process that loads something and ends. */
const coldStart = (code) =>
  median(
    Array.from({ length: RUNS }, () => {
      const started = performance.now()
      execFileSync(process.execPath, ['-e', code], { cwd: ROOT })
      return performance.now() - started
    }),
  )

/** Bytes of all files that loading something reads. */
const loaded = (specifier) =>
  Number(
    execFileSync(
      process.execPath,
      [
        '-e',
        `const t = require(${JSON.stringify(specifier)}); Object.keys(t).forEach((key) => t[key]);
         const { statSync } = require('node:fs');
         console.log(Object.keys(require.cache).reduce((sum, file) => sum + statSync(file).size, 0))`,
      ],
      { cwd: ROOT, encoding: 'utf8' },
    ),
  )

const bare = coldStart('0')
const functions = coldStart(`require(${JSON.stringify(DOOR)})`)
const twilio = coldStart("require('twilio')")
console.log(
  `size          ${kilobytes(statSync(DOOR).size)} in one file, ${kilobytes(gzipSync(readFileSync(DOOR)).length)} gzipped; twilio ${kilobytes(loaded('twilio'))}`,
)
console.log(
  `cold start    +${(functions - bare).toFixed(0)} ms over bare node (${bare.toFixed(0)} ms); twilio +${(twilio - bare).toFixed(0)} ms`,
)

const project = mkdtempSync(join(tmpdir(), 'countersign-bench-'))
mkdirSync(join(project, 'functions'))
cpSync(join(ROOT, 'examples/shop/assets'), join(project, 'assets'), { recursive: true })
writeFileSync(join(project, 'package.json'), '{"name":"bench","type":"commonjs"}')
writeFileSync(
  join(project, 'functions/noop.js'),
  'exports.handler = (context, event, callback) => callback(null, { ok: "true" })',
)
writeFileSync(
  join(project, 'functions/decide.js'),
  `const { compilePolicy } = require('countersign')
   const { createDecideHandler, fileDirectory } = require('countersign/functions')
   const open = (name) => Runtime.getAssets()[name].open()
   const customers = fileDirectory(JSON.parse(open('/customers.json')))
   const policy = compilePolicy(open('/policy.yaml'))
   exports.handler = createDecideHandler({ policy: () => policy, directory: () => customers.value })`,
)

async function throughput(url, parameters) {
  const until = Date.now() + SECONDS * 1_000
  let answered = 0
  const worker = async () => {
    while (Date.now() < until) {
      const { status } = await callAsStudio(url, parameters)
      if (status !== 200) throw new Error(`status ${status}`)
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return answered / SECONDS
}

const runtime = await startRuntime({
  project,
  flags: ['--no-fork-process', '--no-live', '--no-logs'],
})
try {
  const message = {
    conversation: 'CH01',
    channel: 'sms',
    From: '+14155550100',
    MessageSid: 'SM01',
    classes: 'orders',
  }
  await throughput(`${runtime.url}/decide`, message)
  const noop = await throughput(`${runtime.url}/noop`, message)
  const decide = await throughput(`${runtime.url}/decide`, message)
  console.log(
    `requests/s    decide ${decide.toFixed(0)}, a function that does nothing ${noop.toFixed(0)} (${((decide / noop) * 100).toFixed(0)} %), through twilio-run, ${AT_ONCE} at once`,
  )
} finally {
  await runtime.stop()
  rmSync(project, { recursive: true, force: true })
}
