import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { buildSync } from 'esbuild'
import { quickNode } from '../../quickNode.js'
import type { StorePlace } from './storePlace.js'
import type { StoreTask } from './storeProcess.js'

const ROOT = resolve(import.meta.dirname, '../../..')

const MODULES = ['.', 'examples/self-hosted'].map((at) => join(ROOT, at, 'node_modules'))

let built: string | null = null

// Built from the sources once, with the packages it needs found where the project has them.
function programFile(): string {
  if (built !== null) return built
  built = join(mkdtempSync(join(tmpdir(), 'store-')), 'process.cjs')
  buildSync({
    entryPoints: [join(import.meta.dirname, 'storeProcess.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: built,
    external: ['twilio', 'redis'],
    logLevel: 'silent',
  })
  return built
}

/** A process that is ready to work on a store. */
export interface StoreProcess {
  /** Lets it begin, and gives the first line that it says then. */
  readonly begin: (task: StoreTask) => Promise<string>
  /** What it has said since it last began, a line each. */
  readonly lines: readonly string[]
  /** Ends it without notice, as a machine that fails does. */
  readonly kill: () => Promise<void>
}

/** Starts a process for a store, and waits until it has opened it. */
export async function startStoreProcess(place: StorePlace): Promise<StoreProcess> {
  const [node, ...words] = quickNode(programFile(), JSON.stringify(place))
  const child = spawn(node, words, {
    env: { PATH: process.env['PATH'] ?? '', NODE_PATH: MODULES.join(delimiter) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const lines: string[] = []
  const said = createInterface({ input: child.stdout })
  const nextLine = () =>
    new Promise<string>((done, failed) => {
      said.once('line', done)
      void ended.then(() => failed(new Error('a store process ended early')))
    })
  await nextLine()
  said.on('line', (line) => lines.push(line))
  return {
    begin: (task) => {
      lines.length = 0
      child.stdin.write(`${JSON.stringify(task)}\n`)
      return nextLine()
    },
    lines,
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}
