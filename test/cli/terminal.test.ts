import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { CommandContext, Output } from '../../src/cli/command.js'
import { commandNames } from '../../src/cli/commands/index.js'
import { runCommandLine } from '../../src/cli/runCommandLine.js'
import { paint, printTable } from '../../src/cli/table.js'
import { call } from './world.js'

const worldOf = (
  isTTY: boolean,
  columns: number,
  env: CommandContext['env'] = {},
): CommandContext => {
  const output: Output = Object.assign(Object.create(process.stdout), { isTTY, columns })
  return { stdin: process.stdin, stdout: output, stderr: output, env, now: () => 0 }
}

const words = fc
  .array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 20 })
  .map((list) => list.join(' '))
const tables = fc.array(fc.array(words, { minLength: 3, maxLength: 3 }), {
  minLength: 1,
  maxLength: 8,
})

describe('a table', () => {
  test('is never wider than its terminal, and loses no word', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 40, max: 200 }), (rows, columns) => {
        const printed = printTable(worldOf(true, columns), rows)
        for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(columns)
        const wanted = rows
          .flat()
          .flatMap((cell) => cell.split(' '))
          .sort()
        expect(
          printed
            .split(/\s+/)
            .filter((word) => word !== '')
            .sort(),
        ).toEqual(wanted)
      }),
    )
  })

  test('is one line a row, parted by tabs, where it is piped', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const printed = printTable(worldOf(false, 40), rows)
        expect(printed).toBe(rows.map((row) => `${row.join('\t')}\n`).join(''))
      }),
    )
  })
})

test.each([
  ['a terminal', true, {}, true],
  ['a pipe', false, {}, false],
  ['a terminal without colours', true, { TERM: 'dumb' }, false],
  ['a reader who wants none', true, { NO_COLOR: '1' }, false],
  ['a pipe that is told to', false, { FORCE_COLOR: '1' }, true],
  ['a terminal that is told not to', true, { FORCE_COLOR: '0' }, false],
] as const)('%s', (_, isTTY, env, isColoured) => {
  expect(paint(worldOf(isTTY, 80, env), 'bad', 'x') !== 'x').toBe(isColoured)
})

test('no line of the manual or of the help of a command is wider than 80 columns', async () => {
  const pages = [['--help'], ...commandNames.map((name) => [name, '--help'])]
  for (const argv of pages) {
    const { exit, stdout } = await call(argv)
    expect(exit).toBe(0)
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80)
  }
})

test('the version is printed alone', async () => {
  expect(await call(['--version'])).toEqual({ exit: 0, stdout: '0.0.0\n', stderr: '' })
})

describe('completion', () => {
  const ask = (script: string, line: readonly string[]): readonly string[] =>
    execFileSync(
      'bash',
      [
        '-c',
        `${script}\nCOMP_WORDS=(countersign ${line.map((word) => `'${word}'`).join(' ')})\nCOMP_CWORD=${line.length}\n_countersign\necho "\${COMPREPLY[@]}"`,
      ],
      { encoding: 'utf8' },
    )
      .trim()
      .split(' ')

  test('knows every command and every option in bash', async () => {
    const { stdout } = await call(['completion', 'bash'])
    expect(ask(stdout, ['de'])).toEqual(['decide'])
    expect([...ask(stdout, [''])].sort()).toEqual(
      commandNames.filter((name) => name !== 'completion').toSorted(),
    )
    expect(ask(stdout, ['lint', '--j'])).toEqual(['--json'])
    expect(ask(stdout, ['workflow', '--keep'])).toEqual(['--keep-first'])
  })

  test.each(['zsh', 'fish'])('names every command for %s', async (shell) => {
    const { exit, stdout } = await call(['completion', shell])
    expect(exit).toBe(0)
    for (const name of commandNames) if (name !== 'completion') expect(stdout).toContain(name)
  })
})

/** Calls the command line on a terminal of 80 columns, and gives the lines that it prints. */
async function linesAt80(argv: readonly string[], columns = 80): Promise<readonly string[]> {
  const printed: string[] = []
  const stdout = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        printed.push(String(chunk))
        done()
      },
    }),
    { isTTY: true, columns },
  )
  const now = (): number => Date.parse('2026-11-22T10:00:00Z')
  await runCommandLine(argv, {
    stdin: Readable.from([]),
    stdout,
    stderr: stdout,
    env: { NO_COLOR: '1' },
    now,
  })
  return printed.join('').split('\n')
}

describe('on a terminal of 80 columns', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-terminal-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const examples = ['bank', 'clinic', 'retailer', 'payments'].map((name) =>
    resolve(import.meta.dirname, `../../examples/policies/${name}.yaml`),
  )
  const file = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const ENGAGEMENT = file(
    'engagement.json',
    '{"conversation":"CH01","contact":{"channel":"sms","address":"+14155550100"},"evidence":[]}',
  )

  test('no line of what the shipped policies give is wider, and none is broken in a word', async () => {
    for (const policy of examples) {
      const loose = file(
        'loose.yaml',
        readFileSync(policy, 'utf8')
          .replace(/^packs:.*$/m, 'packs: []')
          .replace(/write: verified/g, 'write: recognized'),
      )
      const calls = [
        ['prove', policy],
        // What differs, and why, is said in the same few forms of every policy: of the one that has least of it.
        ...(policy.endsWith('/payments.yaml')
          ? [
              ['diff', policy, loose],
              ['explain', '--policy', policy, '--at', '2026-11-22T10:00:00Z', ENGAGEMENT],
            ]
          : []),
      ]
      for (const argv of calls) {
        const lines = await linesAt80(argv)
        expect(lines.length, argv[0]).toBeGreaterThan(3)
        for (const line of lines) expect(line.length, `${argv[0]}: ${line}`).toBeLessThanOrEqual(80)
      }
    }
  })

  test.each([40, 60, 80])(
    'a counterexample fits into %i columns, but for a word that is wider',
    async (columns) => {
      const text = readFileSync(examples[2] ?? '', 'utf8')
      const loose = text
        .replace(/^packs:.*$/m, 'packs: []')
        .replace(/write: verified/g, 'write: recognized')
      const lines = await linesAt80(['prove', file('wide.yaml', loose)], columns)
      expect(lines.filter((line) => line.includes('evidence:')).length).toBeGreaterThan(0)
      // A name or an instant stands whole, however narrow the terminal.
      for (const line of lines.filter((one) => one.length > columns))
        expect(line).toMatch(/^ *(?:- )?\w+: \S+$|name: '|^ *\S+$/)
    },
  )

  test('an invariant that does not hold stands below those that do, whatever their order', async () => {
    const invariant = (name: string, level: string): string =>
      `  - { name: ${name}, never: { class: money, at_least: masked }, when: { trust_below: ${level} } }`
    const policyOf = (...invariants: readonly string[]): string =>
      [
        'policy: small',
        'version: 1',
        'classes: { money: { masked: { write: recognized, read: recognized } } }',
        'stepUp: [login]',
        'routes: [{ id: general, queue: front }]',
        'invariants:',
        ...invariants,
        '',
      ].join('\n')
    const [bad, good] = [invariant('broken', 'verified'), invariant('kept', 'recognized')]
    for (const list of [
      [bad, good],
      [good, bad],
    ]) {
      const lines = await linesAt80(['prove', file('small.yaml', policyOf(...list))])
      expect(lines[0]).toMatch(/^proved .*kept/)
      expect(lines[1]).toMatch(/^REFUTED .*broken/)
      expect(lines.at(-2)).toContain('1 of 2 proved')
    }
  })
})
