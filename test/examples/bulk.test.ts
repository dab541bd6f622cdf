import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { redisCommand, startRedis } from '../../examples/localRedis.mjs'
import { evaluateAndRecord } from '../../src/evaluate.js'
import { compilePolicy } from '../../src/policy/index.js'

const EXAMPLE = resolve('examples/bulk')
const FILES = 9
const LINES = 100
// The first is long, so that whoever has it is in the middle of it when it is ended.
const LINES_OF_FIRST = 2_500

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
    const lines = Array.from({ length: file === 0 ? LINES_OF_FIRST : LINES }, (_, n) => {
      const id = `${file}-${n}`
      if (n % 10 === 0) return JSON.stringify(record)
      if (n % 99 === 0) return `{"messages": "of ${id}, 4111 1111 1111 1111"`
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
  const child = spawn(process.execPath, [join(EXAMPLE, 'worker.mjs'), policy], {
    env: { PATH: process.env['PATH'] ?? '', REDIS_URL: url, HELD: '3000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  return { child, lines, ended: new Promise((done) => child.once('close', done)) }
}

const namesIn = ({ lines }: BulkWorker, word: string): readonly string[] =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []))

describe.skipIf(redisCommand() === null)('a folder of files', () => {
  test('comes out the same from three workers of which one is killed as from one process', async () => {
    const [input, alone, shared] = [newFolder(), newFolder(), newFolder()]
    fill(input)
    const policy = join(newFolder(), 'policy.json')
    writeFileSync(policy, JSON.stringify(policyOf('moved')))
    execFileSync(process.execPath, [join(EXAMPLE, 'one.mjs'), policy, input, alone])

    const redis = await startRedis()
    const workers = [1, 2, 3].map(() => startWorker(policy, redis.url))
    // Ended without notice in the middle of the long file: as soon as it says that it has begun it.
    let victim: BulkWorker | undefined
    for (const worker of workers)
      worker.child.stdout?.on('data', () => {
        if (victim !== undefined || !worker.lines.includes('began part-0.ndjson')) return
        victim = worker
        worker.child.kill('SIGKILL')
      })
    const run = spawn(process.execPath, [join(EXAMPLE, 'run.mjs'), 'one', input, shared], {
      env: { PATH: process.env['PATH'] ?? '', REDIS_URL: redis.url },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    expect(await new Promise((done) => run.once('close', done))).toBe(0)
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
    expect(began.filter((name) => name === 'part-0.ndjson')).toHaveLength(2)
    expect(workers.map(({ child }) => child.signalCode)).toContain('SIGKILL')

    const summary = JSON.parse(readFileSync(join(shared, 'summary.json'), 'utf8'))
    const lines = (FILES - 1) * LINES + LINES_OF_FIRST
    expect(summary).toMatchObject({ files: FILES, lines, records: lines / 10 })
    expect(summary.changed).toBe(summary.records)
    // Every 99th line that is no record.
    expect(summary.unreadable).toBe(FILES - 1 + 23)
    expect(JSON.stringify(whole)).not.toMatch(/4111 1111 1111 1111|ada\d+@example/)
  })
})

test('the example runs, without Redis, and leaves nothing', () => {
  const start = resolve(import.meta.dirname, '../../examples/bulk/start.mjs')
  const { stdout } = spawnSync(process.execPath, [start], { encoding: 'utf8' })
  const [summary = '', line = ''] = stdout.split('\n')
  expect(JSON.parse(summary)).toMatchObject({ files: 2, transcripts: 2, unreadable: 0 })
  expect(line).toContain('***1111')
  expect(line).not.toContain('4111')
})
