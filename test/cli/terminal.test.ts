import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Output, World } from '../../src/cli/command.js'
import { commands } from '../../src/cli/commands/index.js'
import { paint, printTable } from '../../src/cli/table.js'
import { call } from './world.js'

const worldOf = (isTTY: boolean, columns: number, env: World['env'] = {}): World => {
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
      commands
        .map(({ name }) => name)
        .filter((name) => name !== 'completion')
        .sort(),
    )
    expect(ask(stdout, ['lint', '--j'])).toEqual(['--json'])
    expect(ask(stdout, ['workflow', '--keep'])).toEqual(['--keep-first'])
  })

  test.each(['zsh', 'fish'])('names every command for %s', async (shell) => {
    const { exit, stdout } = await call(['completion', shell])
    expect(exit).toBe(0)
    for (const { name } of commands) if (name !== 'completion') expect(stdout).toContain(name)
  })
})
