import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** A fenced block of the README: its language, the file or command it stands for, and its text. */
interface Block {
  readonly language: string
  readonly title: string
  readonly text: string
  readonly line: number
}

const FENCE = /^```(\w+)(?: title=(\S+))?\n([\s\S]*?)^```$/gm

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks: readonly Block[] = [...readme.matchAll(FENCE)].map((match) => ({
  language: String(match[1]),
  title: match[2] ?? '',
  text: String(match[3]),
  line: readme.slice(0, match.index).split('\n').length,
}))

// Inside the package, so that `countersign` resolves to this very package, in both formats.
const folder = mkdtempSync(join(root, '.readme-'))
const bin = join(folder, 'bin')
mkdirSync(bin)
writeFileSync(join(bin, 'countersign'), `#!/bin/sh\nexec node ${join(root, 'dist/cli.js')} "$@"\n`)
chmodSync(join(bin, 'countersign'), 0o755)
symlinkSync(join(root, 'examples'), join(folder, 'examples'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

for (const { title, text } of blocks.filter((block) => block.title !== '')) {
  mkdirSync(dirname(join(folder, title)), { recursive: true })
  writeFileSync(join(folder, title), text)
}

const runNode = (file: string, code: string) => {
  writeFileSync(join(folder, file), code)
  return spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' })
}

const transpile = (text: string, module: ts.ModuleKind): string =>
  ts.transpileModule(text, { compilerOptions: { module, target: ts.ScriptTarget.ES2022 } })
    .outputText

const runShell = (text: string) =>
  spawnSync('sh', ['-c', text], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', PATH: `${bin}:${process.env['PATH']}` },
  })

describe.each(blocks.filter(({ language }) => language === 'ts'))(
  'README line $line',
  ({ text, line }) => {
    test('runs as an ES module', () => {
      const { status, stderr } = runNode(`block${line}.mjs`, transpile(text, ts.ModuleKind.ESNext))
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    })
  },
)

describe.each(blocks.filter(({ language }) => language === 'js'))(
  'README line $line',
  ({ text, line }) => {
    test('loads as CommonJS', () => {
      const { status, stderr } = runNode(`block${line}.cjs`, text)
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    })
  },
)

describe.each(
  blocks.flatMap((block, index) =>
    block.language === 'sh' ? [{ ...block, next: blocks[index + 1] }] : [],
  ),
)('README line $line', ({ text, next }) => {
  test('prints what the README shows', () => {
    const { stdout, stderr } = runShell(text)
    const printed = `${stdout}${stderr}`.trimEnd()
    if (next?.language === 'text') expect(printed).toBe(next.text.trimEnd())
    else expect(stderr).toBe('')
  })
})

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const named = [...readme.matchAll(/\bnpm (?:run )?(start|test|bench|[\w]+:[\w]+)\b/g)]
  expect(named.length).toBeGreaterThan(0)
  for (const [, script] of named) expect(Object.keys(scripts)).toContain(script)
})
