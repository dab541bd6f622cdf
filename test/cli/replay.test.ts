import { rmSync } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { readLines } from '../../src/cli/readLines.js'
import { type Chunk, cutChunks } from '../../src/cli/replay/cutChunks.js'
import { inOrder } from '../../src/cli/replay/inOrder.js'
import { runCommandLine } from '../../src/cli/runCommandLine.js'
import { evaluateAndRecord } from '../../src/evaluate.js'
import { compilePolicy } from '../../src/policy/index.js'
import { runs } from '../runs.js'
import { ownFolder } from './ownFolder.js'
import { buildProgram } from './program.js'
import { AT, type CommandResult } from './world.js'

const { folder, file } = ownFolder('replay')

// The program as it is shipped, because a thread starts from a file.
let program = new URL('file:///none')
beforeAll(() => {
  program = pathToFileURL(buildProgram())
})

const utf8 = new TextEncoder()

const cut = (bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] => {
  const parts: Uint8Array[] = []
  let from = 0
  for (const size of [...sizes, bytes.length]) {
    parts.push(bytes.subarray(from, from + size))
    from += size
  }
  return parts.filter(({ length }) => length > 0)
}

const collect = async <One>(from: AsyncIterable<One>): Promise<readonly One[]> => {
  const all: One[] = []
  for await (const one of from) all.push(one)
  return all
}

const linesOf = (chunk: Chunk, longest: number): readonly (string | null)[] => {
  if (chunk === 'too_large') return [null]
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(chunk.bytes).split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => (line.length > longest ? null : line))
}

describe('chunks', () => {
  const anyText = fc
    .array(
      fc.oneof(fc.constantFrom('\n', '\n\n', '\ufeff', 'é', '💬', 'x'.repeat(31)), fc.string()),
    )
    .map((parts) => parts.join(''))
  const anySizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 })

  test('hold the lines of the stream, however it is read, each in a buffer of its own', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        anySizes,
        fc.integer({ min: 1, max: 60 }),
        async (text, sizes, longest) => {
          const reads = cut(utf8.encode(text), sizes)
          const lines = await collect(readLines(Readable.from(reads), longest))
          const chunks = await collect(cutChunks(Readable.from(reads), longest))
          expect(chunks.flatMap((chunk) => linesOf(chunk, longest))).toEqual(
            lines.map((line) => line.text),
          )
          for (const chunk of chunks)
            if (chunk !== 'too_large')
              expect(chunk.bytes.buffer.byteLength).toBe(chunk.bytes.length)
        },
      ),
      // A byte order mark is no part of the first line, nor of its length.
      { examples: [['\ufeff\ufeff', [], 1]] },
    )
  })

  test('come as soon as a line has ended', async () => {
    const reads: number[] = []
    async function* slowly(): AsyncGenerator<Uint8Array> {
      for (const text of ['a\nb', 'c\n', 'd\n']) {
        reads.push(text.length)
        yield utf8.encode(text)
      }
    }
    const chunks = cutChunks(Readable.from(slowly(), { highWaterMark: 1 }), 9)
    await chunks.next()
    expect(reads.length).toBeLessThanOrEqual(2)
    await chunks.return(undefined)
  })
})

describe('work that is shared out', () => {
  test('comes back in order, and never more than the bound is under way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 6 }),
        async (scheduler, count, most) => {
          let [underWay, highest] = [0, 0]
          const delivered: number[] = []
          const ask = async (one: number): Promise<number> => {
            underWay += 1
            highest = Math.max(highest, underWay)
            await scheduler.schedule(Promise.resolve())
            return one
          }
          const deliver = async (one: number): Promise<void> => {
            await scheduler.schedule(Promise.resolve())
            delivered.push(one)
            underWay -= 1
          }
          const numbers = Array.from({ length: count }, (_, at) => at)
          await scheduler.waitFor(inOrder(Readable.from(numbers), ask, deliver, most))
          expect(delivered).toEqual(numbers)
          expect(highest).toBeLessThanOrEqual(most)
        },
      ),
    )
  })

  test('ends at the first failure: all before it is delivered, nothing after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.integer({ min: 1, max: 6 }), async (broken, most) => {
        const delivered: number[] = []
        const ask = async (one: number): Promise<number> => {
          if (one === broken) throw new Error('broken')
          return one
        }
        const numbers = Array.from({ length: 21 }, (_, at) => at)
        const done = inOrder(Readable.from(numbers), ask, (one) => void delivered.push(one), most)
        await expect(done).rejects.toThrow('broken')
        expect(delivered).toEqual(numbers.slice(0, broken))
      }),
    )
  })
})

const POLICY = `policy: small
version: 1
classes:
  money: { masked: { write: verified, read: verified }, full: { write: verified, read: verified, maxAge: 15m } }
stepUp: [login]
routes:
  - { id: general, queue: front }
`
const old = file('old.yaml', POLICY)
const next = file('new.yaml', POLICY.replace('maxAge: 15m', 'maxAge: 30m'))

const recordAged = (minutes: number): string => {
  const policy = compilePolicy(POLICY)
  if (!policy.ok) throw new Error('does not compile')
  const at = Date.parse(AT)
  const engagement = {
    conversation: 'CH01',
    contact: { channel: 'web_chat', address: 'guest-1' },
    evidence: [
      {
        kind: 'session',
        conversation: 'CH01',
        issuer: 'https://login.example.com',
        subject: 'u-77',
        customer: 'C-1001',
        amr: ['pwd'],
        authTime: new Date(at - minutes * 60_000).toISOString(),
        expires: new Date(at + 60_000).toISOString(),
      },
    ],
  }
  return JSON.stringify(evaluateAndRecord(policy.value, engagement, at).record)
}

const BROKEN = '{"record": "zanzibar7731'
const kinds = [recordAged(1), recordAged(20), recordAged(40), '', BROKEN]
const anyInput = fc
  .array(fc.constantFrom(...kinds), { minLength: 20, maxLength: 60 })
  .map((lines) => lines.join('\n'))

/** Calls the command as a program that has threads to start. */
async function callReplay(
  reads: readonly Uint8Array[],
  options: readonly string[],
  from: URL | undefined,
): Promise<CommandResult> {
  const [out, err]: [string[], string[]] = [[], []]
  const into = (all: string[]): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        all.push(String(chunk))
        setImmediate(done)
      },
    })
  const world = {
    stdin: Readable.from(reads),
    stdout: into(out),
    stderr: into(err),
    env: {},
    now: () => Date.parse(AT),
    ...(from !== undefined && { program: from }),
    // Only a program that is broken on purpose is to be given up soon: the real one may start slowly on a busy machine.
    ...(from !== program && { patience: 3_000 }),
  }
  const argv = ['replay', '--old', old, '--new', next, ...options]
  const exit = await runCommandLine(argv, world)
  for (const output of [world.stdout, world.stderr]) await finished(output.end())
  return { exit, stdout: out.join(''), stderr: err.join('') }
}

describe('threads', () => {
  test('print the same, in the same order, with the same lines, as one does', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyInput,
        fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 10, maxLength: 30 }),
        fc.integer({ min: 2, max: 3 }),
        async (text, sizes, count) => {
          const bytes = utf8.encode(text)
          const alone = await callReplay([bytes], ['--threads', '1'], program)
          const shared = await callReplay(cut(bytes, sizes), ['--threads', `${count}`], program)
          expect(shared).toEqual(alone)
        },
      ),
      // Each case starts threads, which load the program: most of what it takes.
      runs(2),
    )
  })

  test('name a broken record in the middle by its line, count it, and go on', async () => {
    const lines = Array.from({ length: 1_001 }, (_, at) =>
      at === 500 ? BROKEN : (kinds[at % 3] ?? ''),
    )
    const reads = lines.map((line) => utf8.encode(`${line}\n`))
    const { exit, stdout, stderr } = await callReplay(reads, ['--threads', '2'], program)
    expect(exit).toBe(3)
    expect(stderr).toMatch(/^stdin:501:\d+: this is not valid JSON\n$/)
    const printed = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const last = printed.pop()
    expect(last).toEqual({ counts: expect.objectContaining({ records: 1_001, broken: 1 }) })
    expect(last.counts.changed).toBe(printed.length)
    expect(printed.map(({ line }) => line)).toEqual(
      lines.flatMap((line, at) => (line === kinds[1] ? [at + 1] : [])),
    )
  })

  test('are not started for a small input', async () => {
    const { exit } = await callReplay(
      [utf8.encode(kinds[0] ?? '')],
      [],
      new URL('file:///none.mjs'),
    )
    expect(exit).toBe(0)
  })
})

describe('a thread that fails leaves the output marked as partial', () => {
  const dying: readonly (readonly [string, string])[] = [
    ['that cannot be started', ''],
    ['that ends at once', 'process.exit(0)'],
    ['that throws', "parentPort.on('message', () => { throw new Error('zanzibar7731') })"],
    ['that closes its port', "parentPort.on('message', () => parentPort.close())"],
    [
      'that answers something else',
      "parentPort.on('message', () => parentPort.postMessage('zanzibar7731'))",
    ],
    [
      'that hangs',
      "parentPort.on('message', () => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0) })",
    ],
    [
      'that dies after three answers',
      `let left = 3
      parentPort.on('message', () => { if (left-- === 0) process.exit(0) })
      await import('PROGRAM')`,
    ],
  ]

  const reads = (): readonly Uint8Array[] =>
    Array.from({ length: 40 }, (_none, at) => utf8.encode(`${kinds[at % 3]}\n`))
  let whole: readonly string[] = []
  beforeAll(async () => {
    const { stdout } = await callReplay(reads(), ['--threads', '1'], program)
    whole = stdout.split('\n')
  })

  test.each(dying)('%s', async (_, code) => {
    const path = file(
      'dying.mjs',
      `import { parentPort } from 'node:worker_threads'\n${code.replace('PROGRAM', program.href)}`,
    )
    if (code === '') rmSync(path)
    const { exit, stdout, stderr } = await callReplay(
      reads(),
      ['--threads', '2', '--fail-on', 'looser'],
      pathToFileURL(path),
    )
    expect(exit).toBe(3)
    const lines = stdout.trimEnd().split('\n')
    const last = JSON.parse(lines.pop() ?? '')
    expect(last).toEqual({ counts: expect.anything(), partial: true })
    expect(last.counts.changed).toBe(lines.length)
    expect(last.counts.records).toBeLessThan(40)
    expect(stderr).toBe(
      `stdin:${last.counts.records + 1}:1: a thread stopped before its work was done, so the result is not complete\n`,
    )
    expect(whole.slice(0, lines.length)).toEqual(lines)
    expect(stdout + stderr).not.toContain('zanzibar7731')
  })
})

test('a file that is broken in every line names twenty of them, and counts all', async () => {
  const bytes = utf8.encode(`${BROKEN}\n`.repeat(5_000))
  const { exit, stdout, stderr } = await callReplay([bytes], [], program)
  expect(exit).toBe(3)
  expect(JSON.parse(stdout)).toMatchObject({ counts: { records: 5_000, broken: 5_000 } })
  const lines = stderr.trimEnd().split('\n')
  expect(lines).toHaveLength(21)
  expect(lines.at(-1)).toBe('stdin, 4980 more lines: this is not valid JSON')
})

test('an input that breaks off leaves the output marked as partial', async () => {
  const folderAsFile = await callReplay([], [folder], program)
  expect(folderAsFile.exit).toBe(3)
  expect(JSON.parse(folderAsFile.stdout)).toMatchObject({ counts: { records: 0 }, partial: true })
})

test.each(['0', '-1', '1.5', '65', 'all', ''])('%s is no number of threads', async (count) => {
  const { exit, stdout } = await callReplay([], [`--threads=${count}`], program)
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
})
