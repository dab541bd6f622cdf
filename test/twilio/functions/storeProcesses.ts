import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { buildSync } from 'esbuild'
import type { StoreOrder } from './storeProcess.js'

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
  /** Lets it begin. */
  readonly begin: () => void
  /** What it has said since, a line each. */
  readonly lines: readonly string[]
  readonly ended: Promise<void>
  /** Ends it without notice, as a machine that fails does. */
  readonly kill: () => void
}

/** Starts a process for a store, and waits until it has opened it. */
export async function startStoreProcess(order: StoreOrder): Promise<StoreProcess> {
  const child = spawn(process.execPath, [programFile(), JSON.stringify(order)], {
    env: { PATH: process.env['PATH'] ?? '', NODE_PATH: MODULES.join(delimiter) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const lines: string[] = []
  await new Promise<void>((ready, failed) => {
    void ended.then(() => failed(new Error('a store process ended early')))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'ready') ready()
      else lines.push(line)
    })
  })
  return { begin: () => begin(child), lines, ended, kill: () => child.kill('SIGKILL') }
}

const begin = (child: ChildProcess): void => {
  child.stdin?.write('go\n')
}
