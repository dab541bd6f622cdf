import { execFileSync, spawn } from 'node:child_process'
import {
  closeSync,
  constants,
  cpSync,
  createWriteStream,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/commands/index.js'
import { runWatched } from '../../src/cli/runWatched.js'
import { quickNode } from '../quickNode.js'
import { buildProgram } from './program.js'
import { SHORT_POLICY } from './smallPolicy.js'
import { AT, collectTo, readableOf } from './world.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-closed-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let program = ''
beforeAll(() => {
  program = buildProgram()
})

const file = (name: string, content: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const policy = file('policy.yaml', SHORT_POLICY)
const loose = file(
  'loose.yaml',
  SHORT_POLICY.replaceAll('verified, read: verified', 'recognized, read: recognized'),
)
// With few changes to be made to it, each of which `mutate` looks into.
const few = file(
  'few.yaml',
  'policy: few\nversion: 1\nclasses: { money: { full: anonymous } }\nroutes: [{ id: all, queue: front }]\n',
)
const failing = file('failing.yaml', SHORT_POLICY.replace('route: general }', 'route: known }'))
const idle = file(
  'idle.yaml',
  SHORT_POLICY.replace('trust: recognized }', 'trust: recognized, resolution: unique }'),
)
const engagement = { conversation: 'CH01', contact: { channel: 'sms', address: '+14155550100' } }
const one = file('one.json', engagement)
const lines = file('lines.ndjson', `${JSON.stringify(engagement)}\n`.repeat(3))
const broken = file('broken.ndjson', `${JSON.stringify(engagement)}\n{\n`)
const text = file('text.txt', 'call (415) 555-0132')
const long = file('long.txt', ' '.repeat(40_000_001))
const sids = file('sids.json', {
  queues: { care: `WQ${'1'.repeat(32)}`, front: `WQ${'2'.repeat(32)}` },
})
const workflow = file('workflow.json', {
  task_routing: {
    filters: [{ expression: "a == 'b'", targets: [{ queue: `WQ${'1'.repeat(32)}` }] }],
  },
})
const matching = file('matching.json', { a: 'b' })
const other = file('other.json', { a: 'c' })

/** Calls of every command, by the exit code that each has while somebody reads along. */
const calls: readonly (readonly [number, ...string[]])[] = [
  [0, 'decide', '--policy', policy, '--at', AT, one],
  [0, 'decide', '--policy', policy, '--at', AT, '--ndjson', lines],
  [3, 'decide', '--policy', policy, '--at', AT, '--ndjson', broken],
  [3, 'decide', '--policy', join(folder, 'none.yaml'), one],
  [2, 'decide'],
  [2, 'expr'],
  [0, 'compile', policy],
  [0, 'migrate', policy],
  [0, 'scan', text],
  [3, 'scan', long],
  [0, 'redact', '--text', text],
  [3, 'redact', '--text', long],
  [0, 'lint', policy],
  [1, 'lint', idle],
  [0, 'test', policy],
  [1, 'test', failing],
  [1, 'test', policy, '--threshold', '100'],
  [0, 'prove', policy],
  [1, 'prove', loose],
  [1, 'mutate', few],
  [0, 'explain', '--policy', policy, '--at', AT, one],
  [0, 'diff', policy, loose],
  [1, 'diff', policy, loose, '--fail-on', 'looser'],
  [0, 'replay', '--old', policy, '--new', loose, '--at', AT, lines],
  [3, 'replay', '--old', policy, '--new', loose, '--at', AT, broken],
  [0, 'report', policy, '--edit'],
  [0, 'playground'],
  [0, 'review', policy, '--name', 'Ada', '--role', 'privacy officer'],
  [3, 'init', join(policy, 'below')],
  [0, 'expr', "a == 'b'", '--task', matching],
  [1, 'expr', "a == 'b'", '--task', other],
  [0, 'route', '--workflow', workflow, matching],
  [1, 'route', '--workflow', workflow, other],
  [0, 'workflow', '--policy', policy, '--sids', sids],
  [0, 'completion', 'bash'],
  [3, 'sids', '--policy', policy, '--env', join(folder, 'none.env')],
]

test('every command is called', () => {
  const called = new Set(calls.map(([, name]) => name))
  const missing = commandNames.filter((name) => !called.has(name))
  expect(missing, 'add a call of each, with its exit code, to `calls`').toEqual([])
})

type Which = 'stdout' | 'stderr'

const wordsOf = (argv: readonly (string | number | undefined)[]): readonly string[] =>
  argv.flatMap((word) => (typeof word === 'string' ? [word] : []))

const pipe = join(folder, 'pipe')
execFileSync('mkfifo', [pipe])

/** An output whose reader has left: a pipe of the system, with nobody at its other end. */
function closedOutput(): Writable {
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  const output = new Socket({ fd: openSync(pipe, 'w'), readable: false })
  closeSync(reader)
  return output
}

/** Runs a call in this process, on what the program would have for its outputs, and gives its exit code. */
const runOn = (argv: readonly string[], given: Partial<Record<Which, Writable>>) =>
  runWatched(argv, {
    stdin: readableOf(Buffer.from('')),
    stdout: collectTo(() => undefined),
    stderr: collectTo(() => undefined),
    env: {},
    now: () => Date.parse(AT),
    program: pathToFileURL(program),
    ...given,
  })

/** Runs a call as a process, with some outputs closed before the program is loaded, and gives its exit code. */
const runClosed = (argv: readonly string[], closed: readonly Which[]): Promise<number | null> =>
  new Promise((done) => {
    const [node, ...words] = quickNode(program, ...argv)
    const child = spawn(node, words, { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const which of ['stdout', 'stderr'] as const)
      if (closed.includes(which)) child[which].destroy()
      else child[which].resume()
    child.on('exit', (exit) => done(exit))
  })

describe.each(calls)('%i: %s %s %s %s %s %s %s %s', (exit, ...argv) => {
  const words = wordsOf(argv)

  test('the answer is the same whoever reads along', async () => {
    const both = { stdout: closedOutput(), stderr: closedOutput() }
    expect(await runOn(words, both)).toBe(exit)
    // A "no" is told by the exit code alone to whoever reads one of the two.
    if (exit === 1)
      for (const which of ['stdout', 'stderr'])
        expect(await runOn(words, { [which]: closedOutput() })).toBe(exit)
  })
})

/** One of each answer, answers to lines, and the longest of all. A process takes a third as long without a policy. */
const asProcesses = calls.filter(
  ([exit, name, ...words]) =>
    (exit === 3 && words.includes('--ndjson')) ||
    (exit > 0 && name === 'expr') ||
    name === 'playground',
)

// What a process adds is how it ends, and outputs that Node leaves open though they have failed.
test.each(asProcesses)('%i: %s %s %s %s %s %s, as a process', async (exit, ...argv) => {
  expect(await runClosed(wordsOf(argv), ['stdout', 'stderr'])).toBe(exit)
})

describe('an output that cannot be written is no good answer', () => {
  const printing = calls.filter(
    ([exit, name]) => exit === 0 && !['lint', 'init'].includes(String(name)),
  )

  test.each(printing)('%i: %s %s %s %s %s %s %s', async (_, ...argv) => {
    const full = createWriteStream('/dev/full')
    expect(await runOn(wordsOf(argv), { stdout: full })).toBe(3)
  })

  test('nor is it to whoever started the program', async () => {
    const full = openSync('/dev/full', 'w')
    const exit = await new Promise((done) => {
      const [node, ...words] = quickNode(program, 'expr', "a == 'b'", '--task', matching)
      spawn(node, words, { stdio: ['ignore', full, 'ignore'] }).on('exit', done)
    })
    closeSync(full)
    expect(exit).toBe(3)
  })
})

test('what is to be written is written, though nobody reads along', async () => {
  const copy = join(folder, 'copy.yaml')
  cpSync(few, copy)
  const both = { stdout: closedOutput(), stderr: closedOutput() }
  expect(await runOn(['mutate', copy, '--write'], both)).toBe(0)
  expect(readFileSync(copy, 'utf8')).toContain('tests:')
})

test('a stream without an end is left, with a reason, once nobody reads what is printed', async () => {
  const [node, ...words] = quickNode(program, 'scan', '--ndjson')
  const child = spawn(node, words, {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  child.stdout.destroy()
  child.stdin.on('error', () => undefined)
  // What stands behind the value is counted and not looked through.
  const block = `{"text":"a"}${' '.repeat(900_000)}\n`
  const feed = (): void => {
    while (child.exitCode === null && child.stdin.writable && child.stdin.write(block));
  }
  child.stdin.on('drain', feed)
  feed()
  const exit = await new Promise((done) => child.on('exit', done))
  expect([exit, said]).toEqual([
    3,
    expect.stringContaining('stdout: the program that reads the output has ended'),
  ])
})
