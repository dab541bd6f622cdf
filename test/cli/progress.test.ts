import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { CommandContext, Output } from '../../src/cli/command.js'
import { startProgress } from '../../src/cli/progress.js'
import { runCommandLine } from '../../src/cli/runCommandLine.js'
import { fresher, makeSized, SIZES } from '../growth/sized.js'

const folder = mkdtempSync(join(tmpdir(), 'countersign-progress-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const document = {
  ...makeSized({ ...SIZES, classes: 2, actions: 2, routes: 2, words: 1, issuers: 1 }),
  invariants: [{ name: 'all go to the rest', always: { route: 'rest' } }],
}
const put = (name: string, content: unknown): string => {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const policy = put('policy.json', document)
const other = put('other.json', fresher(document))
const engagement = {
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
}
const small = put(
  'small.yaml',
  'policy: small\nversion: 1\nclasses: { name: { full: anonymous } }\nroutes: [{ id: rest, queue: a }]\n',
)
const records = put('records.ndjson', `${JSON.stringify({ engagement })}\n`.repeat(40))

/** What is on the screen after some text was written: a carriage return goes back, and what follows overwrites. */
function screenOf(written: string): readonly string[] {
  return written.split('\n').map((line) => {
    let shown = ''
    for (const part of line.split('\r')) shown = part + shown.slice(part.length)
    return shown.trimEnd()
  })
}

interface Watched {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** Calls a command before a terminal or a pipe, while every look at the clock finds it so much later. */
async function watch(argv: readonly string[], isTTY: boolean, pace: number): Promise<Watched> {
  const [out, err]: [string[], string[]] = [[], []]
  const into = (texts: string[], isTerminal: boolean): Output =>
    Object.assign(
      new Writable({
        write(chunk, _, done) {
          texts.push(String(chunk))
          done()
        },
      }),
      { isTTY: isTerminal, columns: 60 },
    )
  let time = Date.parse('2026-11-22T10:00:00Z')
  const context: CommandContext = {
    stdin: Readable.from([]),
    stdout: into(out, false),
    stderr: into(err, isTTY),
    env: { NO_COLOR: '1' },
    version: '0.0.0',
    now: () => (time += pace),
  }
  const exit = await runCommandLine(argv, context)
  return { exit, stdout: out.join(''), stderr: err.join('') }
}

const COMMANDS: readonly (readonly string[])[] = [
  ['lint', policy],
  ['prove', policy],
  ['diff', policy, other],
  ['mutate', small],
  ['replay', '--old', policy, '--new', other, records],
]

describe.each(COMMANDS.map((argv) => [argv[0] ?? '', argv] as const))('%s', (_, argv) => {
  test('says on a terminal how far it has come, and leaves nothing of that behind', async () => {
    const shown = await watch(argv, true, 600)
    const piped = await watch(argv, false, 600)
    expect(shown.stderr).toContain('\r')
    expect(shown.stderr).not.toContain('\u001b')
    expect(screenOf(shown.stderr)).toEqual(screenOf(piped.stderr))
    expect([shown.exit, shown.stdout]).toEqual([piped.exit, piped.stdout])
    expect(piped.stderr).not.toContain('\r')
  })

  test('says nothing where it is done before anybody waits', async () => {
    expect((await watch(argv, true, 0)).stderr).not.toContain('\r')
  })
})

test('the line stays one line, whatever it says and however wide the terminal is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1 }),
      fc.integer({ min: 10, max: 100 }),
      (texts, columns) => {
        const written: string[] = []
        const stderr: Output = Object.assign(
          new Writable({
            write(chunk, _, done) {
              written.push(String(chunk))
              done()
            },
          }),
          { isTTY: true, columns },
        )
        let time = 0
        const context = { stdin: Readable.from([]), stdout: stderr, stderr, env: {} }
        const { tell, clear } = startProgress({ ...context, now: () => (time += 1_000) })
        for (const text of texts) {
          tell(text)
          const [line = '', ...more] = screenOf(written.join(''))
          expect(more).toEqual([])
          expect(line.length).toBeLessThan(columns)
        }
        clear()
        expect(screenOf(written.join(''))).toEqual([''])
      },
    ),
  )
})
