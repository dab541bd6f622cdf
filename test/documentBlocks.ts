import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { openSpace, prove, runTests } from '../src/analysis/index.js'
import { evaluate } from '../src/evaluate.js'
import { isRecord } from '../src/model/index.js'
import { compilePolicy, parseDocument } from '../src/policy/index.js'
import { type CommandServer, serveCommands } from './cli/commandServer.js'
import { LATE_OPTIMISING } from './quickNode.js'

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

/** How a program ended, and what it said of it. */
interface BlockResult {
  readonly status: number | null
  readonly stderr: string
}
const WELL: BlockResult = { status: 0, stderr: '' }

/** What runs the blocks of documents: a process for programs, and what answers the commands of shells. */
interface BlockWorld {
  readonly programs: ChildProcess
  readonly commands: CommandServer
}

/** Runs a program in the folder of its document, after those before it. */
const runProgram = (
  { programs }: BlockWorld,
  folder: string,
  { file, code }: { readonly file: string; readonly code: string },
): Promise<BlockResult> =>
  new Promise((done) => {
    writeFileSync(join(folder, file), code)
    const answer = (result: unknown): void => {
      programs.off('exit', answer)
      programs.off('message', answer)
      done(isResult(result) ? result : { status: null, stderr: 'it ended its process' })
    }
    programs.once('message', answer).once('exit', answer)
    programs.send({ folder, file })
  })

const isResult = (value: unknown): value is BlockResult =>
  isRecord(value) && typeof value['status'] === 'number' && typeof value['stderr'] === 'string'

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

/** Runs one block in the folder of its document, and expects what it says to hold. */
async function runBlock(
  world: BlockWorld,
  block: Block,
  { folder, blocks: all }: { readonly folder: string; readonly blocks: readonly Block[] },
): Promise<void> {
  const next = all.find(({ line }) => line > block.line)
  const { language, text, line, use } = block
  switch (`${language} ${use.replace(/=.*/, '')}`.trim()) {
    case 'ts': {
      const { code } = transformSync(text, { loader: 'ts', format: 'esm' })
      expect(await runProgram(world, folder, { file: `block${line}.mjs`, code })).toEqual(WELL)
      return
    }
    case 'js':
      expect(await runProgram(world, folder, { file: `block${line}.cjs`, code: text })).toEqual(
        WELL,
      )
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

/** Runs every block of documents, in its order: programs, commands with what they print, pieces of policies. */
export function testBlocks(...files: readonly string[]): void {
  const documents = files
    .map((file) => ({ file, blocks: blocksOf(file) }))
    .filter(({ blocks }) => blocks.some(isRun))
    .map((document) => ({ ...document, folder: openFolder(document.blocks) }))
  let world: BlockWorld
  beforeAll(async () => {
    const programs = fork(join(root, 'test/blockRunner.mjs'), {
      execArgv: [...LATE_OPTIMISING],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    world = { programs, commands: await serveCommands() }
    for (const { folder } of documents) world.commands.put(join(folder, 'bin/countersign'))
  })
  afterAll(() => {
    world.programs.kill()
    world.commands.stop()
    for (const { folder } of documents) rmSync(folder, { recursive: true, force: true })
  })

  // A document is followed from its top: what one block writes a later one reads.
  for (const document of documents)
    describe(document.file, { shuffle: false }, () => {
      test.each(document.blocks.filter(isRun))('line $line holds ($language $use)', (block) =>
        runBlock(world, block, document),
      )
    })
}
