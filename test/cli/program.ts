import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { quickNode } from '../quickNode.js'
import { pageScript, pageScriptNames } from '../report/world.js'
import { type CommandResult, callAround } from './world.js'

const ROOT = resolve(import.meta.dirname, '../..')

/**
 * Gives the file of the program as it is shipped, with the scripts that a report holds. It is built once a run of the
 * tests, by whichever asks first: into a folder of its own, which then takes its place in one step.
 */
export function buildProgram(): string {
  const place = join(tmpdir(), 'program')
  const program = join(place, 'dist/main.mjs')
  if (existsSync(place)) return program
  const folder = mkdtempSync(join(tmpdir(), 'program-'))
  buildSync({
    entryPoints: [join(ROOT, 'src/cli/main.ts')],
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    outdir: join(folder, 'dist'),
    outExtension: { '.js': '.mjs' },
    alias: { yaml: join(ROOT, 'node_modules/yaml/browser/index.js') },
    logLevel: 'silent',
  })
  for (const name of pageScriptNames)
    writeFileSync(join(folder, 'dist', `${name}.js`), pageScript(name))
  // The rest of the package: its version, and what a new project is copied from.
  writeFileSync(join(folder, 'package.json'), '{"version":"0.0.0"}')
  symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'))
  try {
    renameSync(folder, place)
  } catch {
    // Another worker was quicker.
    rmSync(folder, { recursive: true })
  }
  return program
}

/** Calls the command line in this process, with the scripts of pages that stand beside the program. */
export const callWithPages = (program: string, argv: readonly string[]): Promise<CommandResult> =>
  callAround(argv, () => undefined, '', { program: pathToFileURL(program) })

/** How a program ended: its exit code, or the signal that ended it, and what it said. */
export interface ProgramResult {
  readonly exit: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program to its end; `limit` is the largest file it may write, in blocks of 1,024 bytes. */
export function runProgram(
  program: string,
  argv: readonly string[],
  limit?: number,
): ProgramResult {
  const [node, ...words] = quickNode(program, ...argv)
  const ran =
    limit === undefined
      ? spawnSync(node, words, { encoding: 'utf8', maxBuffer: 2 ** 28 })
      : spawnSync('bash', ['-c', `ulimit -f ${limit}; exec "$@"`, 'bash', node, ...words], {
          encoding: 'utf8',
        })
  return { exit: ran.status, signal: ran.signal, stdout: ran.stdout, stderr: ran.stderr }
}

/** Bundles what writes files, for processes that do nothing else. */
export function buildWriters(folder: string): string {
  const outfile = join(folder, 'writers.mjs')
  buildSync({
    stdin: {
      contents: `export { saveFile } from './saveFile.js'
        export { writeProject } from './writeProject.js'`,
      resolveDir: join(ROOT, 'src/cli/files'),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  })
  return outfile
}

/** How a process ended that was to be killed: whether it was, and how often it changed something on the disk. */
export interface Killed {
  readonly isKilled: boolean
  readonly changes: number
}

/** Runs a module in a process of its own, and ends it without notice before a change on the disk; 0 lets it run to its end. */
export const killAt = (change: number, code: string): Promise<Killed> =>
  new Promise((done) => {
    const hook = pathToFileURL(join(import.meta.dirname, 'killedAt.mjs')).href
    const [node, ...words] = quickNode('--import', hook, '--input-type=module', '-e', code)
    const child = spawn(node, words, {
      env: { KILLED_AT: String(change) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (part) => {
      said += String(part)
    })
    child.on('close', (_exit, signal) =>
      done({ isKilled: signal === 'SIGKILL', changes: Number(said) }),
    )
  })
