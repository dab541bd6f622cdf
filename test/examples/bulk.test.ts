import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { redisCommand, startRedis } from '../../examples/localRedis.mjs'
import { evaluateAndRecord } from '../../src/evaluate.js'
import { compilePolicy } from '../../src/policy/index.js'
import { LATE_OPTIMISING } from '../quickNode.js'

const EXAMPLE = resolve('examples/bulk')
const FILES = 9
const LINES = 20
const SLOW = 'part-0.ndjson'

const policyOf = (route: string) => {
  const compiled = compilePolicy(`
policy: acme
version: 1
classes:
  orders: { fields: [orders.*], masked: { write: recognized, read: recognized } }
routes:
  - { id: ${route}, when: { trust: claimed }, queue: care }
  - { id: general, queue: front }
`)
  if (!compiled.ok) throw new TypeError('the policy of this test')
  return compiled.value
}

/** Fills a folder with transcripts, records, and lines that are neither. */
function fill(folder: string): void {
  const contact = { channel: 'sms', address: '+14155550100' }
  const engagement = { conversation: 'CH01', contact, readers: [], claims: {}, evidence: [] }
  const { record } = evaluateAndRecord(policyOf('known'), engagement, '2026-11-22T10:00:00Z')
  for (let file = 0; file < FILES; file++) {
    const lines = Array.from({ length: LINES }, (_, n) => {
      const id = `${file}-${n}`
      if (n % 10 === 0) return JSON.stringify(record)
      if (n === LINES - 1) return `{"messages": "of ${id}, 4111 1111 1111 1111"`
      const text = `my card is 4111 1111 1111 1111 and my mail ada${n}@example.com`
      const messages = [
        { id: `${id}a`, author: 'agent', text: 'What is your card number?' },
        { id: `${id}b`, author: 'customer', text },
      ]
      return JSON.stringify({ id, messages })
    })
    writeFileSync(join(folder, `part-${file}.ndjson`), `${lines.join('\n')}\n`)
  }
}

/** Copies a folder so that one of its files comes only when it is written into: half of it, and whole to the next reader. */
function slowCopyOf(input: string) {
  const folder = newFolder()
  cpSync(input, folder, { recursive: true })
  const file = join(folder, SLOW)
  const text = readFileSync(file, 'utf8')
  rmSync(file)
  execFileSync('mkfifo', [file])
  const tell = async (part: string) => {
    // Opens when somebody reads.
    const pipe = await open(file, 'w')
    await pipe.write(part)
    return pipe
  }
  return {
    folder,
    tellHalf: () => tell(text.slice(0, text.length / 2)),
    tellAll: async () => (await tell(text)).close(),
  }
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'bulk-'))
const everythingIn = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')])

interface BulkWorker {
  readonly child: ChildProcess
  readonly lines: readonly string[]
  readonly ended: Promise<unknown>
}

function startWorker(policy: string, url: string): BulkWorker {
  const child = spawn(process.execPath, [...LATE_OPTIMISING, join(EXAMPLE, 'worker.mjs'), policy], {
    env: { PATH: process.env['PATH'] ?? '', REDIS_URL: url, HELD: '3000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  return { child, lines, ended: new Promise((done) => child.once('close', done)) }
}

const namesIn = ({ lines }: BulkWorker, word: string): readonly string[] =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))

/** The one of some workers that says that it has begun a file, once it does. */
const workerThatBegan = (workers: readonly BulkWorker[], name: string): Promise<BulkWorker> =>
  Promise.any(
    workers.map(
      (worker) =>
        new Promise<BulkWorker>((done) => {
          const look = () => namesIn(worker, 'began').includes(name) && done(worker)
          worker.child.stdout?.on('data', look)
          look()
        }),
    ),
  )

describe.skipIf(redisCommand() === null)('a folder of files', () => {
  test('comes out the same from three workers of which one is killed as from one process', async () => {
    const [input, alone, shared] = [newFolder(), newFolder(), newFolder()]
    fill(input)
    const policy = join(newFolder(), 'policy.json')
    writeFileSync(policy, JSON.stringify(policyOf('moved')))
    execFileSync(process.execPath, [
      ...LATE_OPTIMISING,
      join(EXAMPLE, 'one.mjs'),
      policy,
      input,
      alone,
    ])

    const redis = await startRedis()
    const workers = [1, 2, 3].map(() => startWorker(policy, redis.url))
    const slow = slowCopyOf(input)
    const run = spawn(process.execPath, [join(EXAMPLE, 'run.mjs'), 'one', slow.folder, shared], {
      env: { PATH: process.env['PATH'] ?? '', REDIS_URL: redis.url },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const ended = new Promise((done) => run.once('close', done))
    // Ended without notice in the middle of a file, of which half has come.
    const half = await slow.tellHalf()
    const victim = await workerThatBegan(workers, SLOW)
    victim.child.kill('SIGKILL')
    await victim.ended
    await half.close()
    await slow.tellAll()
    expect(await ended).toBe(0)
    for (const { child } of workers) child.kill('SIGTERM')
    await Promise.all(workers.map(({ ended }) => ended))
    await redis.stop()

    const whole = everythingIn(shared).filter(([name]) => name?.endsWith('.part') === false)
    expect(whole).toEqual(everythingIn(alone))
    expect(whole).toHaveLength(2 * FILES + 1)
    const done = workers.flatMap((worker) => namesIn(worker, 'done'))
    expect([...done].sort()).toEqual(readdirSync(input).sort())
    // What the killed one had begun, another began again.
    const began = workers.flatMap((worker) => namesIn(worker, 'began'))
    expect(began.filter((name) => name === SLOW)).toHaveLength(2)
    expect(workers.map(({ child }) => child.signalCode)).toContain('SIGKILL')

    const summary = JSON.parse(readFileSync(join(shared, 'summary.json'), 'utf8'))
    const lines = FILES * LINES
    expect(summary).toMatchObject({ files: FILES, lines, records: lines / 10 })
    expect(summary.changed).toBe(summary.records)
    expect(summary.unreadable).toBe(FILES)
    expect(JSON.stringify(whole)).not.toMatch(/4111 1111 1111 1111|ada\d+@example/)
  })
})

test('the example runs, without Redis, and leaves nothing', () => {
  const start = resolve(import.meta.dirname, '../../examples/bulk/start.mjs')
  const { stdout } = spawnSync(process.execPath, [...LATE_OPTIMISING, start], { encoding: 'utf8' })
  const [summary = '', line = ''] = stdout.split('\n')
  expect(JSON.parse(summary)).toMatchObject({ files: 2, transcripts: 2, unreadable: 0 })
  expect(line).toContain('***1111')
  expect(line).not.toContain('4111')
})
