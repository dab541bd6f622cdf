import { spawn, spawnSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import { bundle } from '../report/world.js'

const ROOT = resolve(import.meta.dirname, '../..')

/** The scripts of pages that the build puts beside the program, and where each begins. */
const PAGE_SCRIPTS = {
  page: 'page',
  desk: 'desk',
  playground: 'playground/page',
  playgroundWorker: 'playground/worker',
}

/** Builds the program into a folder as it is shipped, with the scripts that a report holds, and gives its file. */
export function buildProgram(folder: string): string {
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
  for (const [name, entry] of Object.entries(PAGE_SCRIPTS))
    writeFileSync(join(folder, 'dist', `${name}.js`), bundle(`src/report/${entry}/main.ts`))
  // The rest of the package, of which a new project is copied.
  writeFileSync(join(folder, 'package.json'), '{}')
  symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'))
  return join(folder, 'dist/main.mjs')
}

/** How a program ended: its exit code, or the signal that ended it, and what it said. */
export interface Ended {
  readonly exit: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program to its end; `limit` is the largest file it may write, in blocks of 1,024 bytes. */
export function runProgram(program: string, argv: readonly string[], limit?: number): Ended {
  const node = [process.execPath, program, ...argv]
  const ran =
    limit === undefined
      ? spawnSync(process.execPath, [program, ...argv], { encoding: 'utf8', maxBuffer: 2 ** 28 })
      : spawnSync('bash', ['-c', `ulimit -f ${limit}; exec "$@"`, 'bash', ...node], {
          encoding: 'utf8',
        })
  return { exit: ran.status, signal: ran.signal, stdout: ran.stdout, stderr: ran.stderr }
}

/** Runs the program, ends it without notice after so many milliseconds, and waits until it is gone. */
export const killProgram = (
  program: string,
  argv: readonly string[],
  after: number,
): Promise<string | null> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [program, ...argv], { stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), after)
    child.on('close', (_exit, signal) => {
      clearTimeout(timer)
      done(signal)
    })
  })
