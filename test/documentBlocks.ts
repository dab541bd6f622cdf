import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openSpace, prove, runTests } from '../src/analysis/index.js'
import { evaluate } from '../src/evaluate.js'
import { isRecord } from '../src/model/index.js'
import { compilePolicy, parseDocument } from '../src/policy/index.js'
import { type CommandServer, serveCommands } from './cli/commandServer.js'
import { quickNode } from './quickNode.js'

const root = resolve(import.meta.dirname, '..')

/** A fenced block of a document: its language, what it is for, and its text. */
interface Block {
  readonly language: string
  /** `title=FILE` is a file, which later blocks find; `part` a piece of a policy; the rest stands in generated pages. */
  readonly use: string
  readonly text: string
  readonly line: number
}

const FENCE = /^( *)```(\w*)(?: (\S+))?\n([\s\S]*?)^ *```$/gm

/** Reads the fenced blocks of a document. */
export function blocksOf(file: string): readonly Block[] {
  const document = readFileSync(join(root, file), 'utf8')
  return [...document.matchAll(FENCE)].map(
    ([, margin = '', language = '', use = '', text = ''], at) => ({
      language,
      use,
      text: margin === '' ? text : text.replaceAll(new RegExp(`^${margin}`, 'gm'), ''),
      line: lineOf(document, at),
    }),
  )
}

const lineOf = (document: string, at: number): number => {
  const starts = [...document.matchAll(FENCE)].map(({ index }) => index)
  return document.slice(0, starts[at]).split('\n').length
}

const titleOf = ({ use }: Block): string => (use.startsWith('title=') ? use.slice(6) : '')

/** A folder inside the package, so that `countersign` resolves to this very package, in both formats. */
function openFolder(blocks: readonly Block[]): string {
  const folder = mkdtempSync(join(root, '.readme-'))
  mkdirSync(join(folder, 'bin'))
  symlinkSync(join(root, 'examples'), join(folder, 'examples'))
  for (const block of blocks.filter((one) => titleOf(one) !== '')) {
    mkdirSync(dirname(join(folder, titleOf(block))), { recursive: true })
    writeFileSync(join(folder, titleOf(block)), block.text)
  }
  return folder
}

const transpile = (text: string): string =>
  ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  }).outputText

function runNode(folder: string, file: string, code: string) {
  writeFileSync(join(folder, file), code)
  const [node, ...words] = quickNode(file)
  const { status, stderr } = spawnSync(node, words, { cwd: folder, encoding: 'utf8' })
  return { status, stderr }
}

/** Runs a shell to its end, and meanwhile the commands that it asks this process for. */
const runShell = (folder: string, text: string): Promise<Record<'stdout' | 'stderr', string>> =>
  new Promise((done) => {
    const PATH = `${join(folder, 'bin')}:${process.env['PATH']}`
    const shell = spawn('sh', ['-c', text], {
      cwd: folder,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const said = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const)
      shell[name].setEncoding('utf8').on('data', (part) => {
        said[name] += part
      })
    shell.on('close', () => done(said))
  })

const SMALLEST = {
  policy: 'smallest',
  version: 1,
  classes: { account: { fields: ['orders.*'], full: 'verified' } },
  routes: [{ id: 'general', queue: 'front-desk' }],
}

/** Whether a piece of a policy compiles within the smallest one there is. */
const fits = (piece: unknown): readonly unknown[] => {
  const compiled = compilePolicy(JSON.stringify({ ...SMALLEST, ...(isRecord(piece) ? piece : {}) }))
  return compiled.ok ? [] : compiled.issues
}

/**
 * What of the tests and invariants that a page shows does not hold, in the policy that its pieces make together: whoever
 * follows the page writes that one.
 */
function brokenBy(pieces: readonly string[]): readonly unknown[] {
  const whole = Object.assign({ ...SMALLEST }, ...pieces.map((piece) => parse(piece)))
  const parsed = parseDocument(JSON.stringify(whole))
  const compiled = compilePolicy(JSON.stringify(whole))
  if (!parsed.ok) return parsed.issues
  if (!compiled.ok) return compiled.issues
  const { tests, invariants } = parsed.value
  const space = openSpace(compiled.value)
  return [
    ...runTests(
      compiled.value,
      tests.map(({ statement }) => statement),
    ).filter(({ passed }) => !passed),
    ...invariants
      .map(({ statement }) => prove(space, statement))
      .filter((proof) => !proof.ok || !proof.value.holds),
  ]
}

/** What cannot be read of an item of evidence, as a decision names it. */
function unreadIn(item: unknown): readonly string[] {
  const compiled = compilePolicy(JSON.stringify(SMALLEST))
  if (!compiled.ok || !isRecord(item)) return ['no item']
  const contact = { channel: 'sms', address: '+14155550100' }
  const engagement = { conversation: 'CH01', contact, evidence: [{ kind: '', ...item }] }
  const { reasons } = evaluate(compiled.value, engagement, '2026-11-22T10:00:05Z')
  return reasons.flatMap(({ code }) =>
    /^(?:malformed|unknown_|invalid_)/.test(code) ? [code] : [],
  )
}

/** Blocks that show a command for another place, such as an install; what they say is not run here. */
const SHOWN = ['console', '', 'text']
/** Blocks of the pages that are made from the code. */
const MADE = ['help', 'signature']

const isRun = ({ language, use }: Block): boolean =>
  !SHOWN.includes(language) && !MADE.includes(use)

interface BlockResult {
  readonly status: number | null
  readonly stderr: string
}
const WELL: BlockResult = { status: 0, stderr: '' }

/** Runs one block in the folder of its document, and expects what it says to hold. */
async function runBlock(folder: string, block: Block, all: readonly Block[]): Promise<void> {
  const next = all.find(({ line }) => line > block.line)
  const { language, text, line, use } = block
  switch (`${language} ${use.replace(/=.*/, '')}`.trim()) {
    case 'ts':
      expect(runNode(folder, `block${line}.mjs`, transpile(text))).toEqual(WELL)
      return
    case 'js':
      expect(runNode(folder, `block${line}.cjs`, text)).toEqual(WELL)
      return
    case 'sh': {
      const { stdout, stderr } = await runShell(folder, text)
      const printed = `${stdout}${stderr}`.trimEnd()
      if (next?.language === 'text') expect(printed).toBe(next.text.trimEnd())
      else expect(stderr).toBe('')
      return
    }
    case 'json evidence':
      expect(unreadIn(JSON.parse(text))).toEqual([])
      return
    case 'yaml part':
      // Tests and invariants are about the pieces before them; every other piece stands for itself.
      if (/^(?:tests|invariants):/m.test(text)) {
        const pieces = all.filter((one) => one.use === 'part' && one.line <= line)
        expect(brokenBy(pieces.map((one) => one.text))).toEqual([])
      } else expect(fits(parse(text))).toEqual([])
      return
    case 'json title':
      expect(JSON.parse(text)).toBeDefined()
      return
    // A piece of any document, in the words of a page that is made from the code.
    case 'yaml':
    case 'yaml title':
      expect(parse(text)).toBeDefined()
      return
    default:
      expect.unreachable(`a block of ${language} that nothing runs`)
  }
}

/** Runs every block of a document, in its order: programs, commands with what they print, pieces of policies. */
export function testBlocks(file: string): void {
  const blocks = blocksOf(file)
  const cases = blocks.filter(isRun)
  if (cases.length === 0) return
  // A document is followed from its top: what one block writes a later one reads.
  describe(file, { shuffle: false }, () => {
    const folder = openFolder(blocks)
    let server: CommandServer
    beforeAll(async () => {
      server = await serveCommands()
      server.put(join(folder, 'bin/countersign'))
    })
    afterAll(() => {
      server.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    test.each(cases)('line $line holds ($language $use)', (block) =>
      runBlock(folder, block, blocks),
    )
  })
}
