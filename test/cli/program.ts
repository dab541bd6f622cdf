import { spawnSync } from 'node:child_process'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSync } from 'esbuild'
import { onceARun } from '../onceARun.js'
import { quickNode } from '../quickNode.js'
import { builtFile, pageScript, pageScriptNames } from '../report/world.js'
import { type CommandResult, callAround } from './world.js'

const ROOT = resolve(import.meta.dirname, '../..')

/**
 * Gives the file of the program as it is shipped, with the scripts that a report holds beside it. Where what is built is not
 * as new as the source, it is bundled once a run of the tests.
 */
export const buildProgram = (): string =>
  onceARun('program', () => builtFile('cli.js') ?? bundleProgram())

function bundleProgram(): string {
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
  return join(folder, 'dist/main.mjs')
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

/** Runs the program until it has written half of a file, where it is killed; gives the signal that ended it. */
export function killWhileWriting(program: string, argv: readonly string[]): string | null {
  const hook = pathToFileURL(join(import.meta.dirname, 'killWhileWriting.mjs')).href
  const [node, ...words] = quickNode('--import', hook, program, ...argv)
  return spawnSync(node, words).signal
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

/**
 * Runs something in one folder after another, each time stopped for good before a later change on the disk, until it comes
 * to its end. Gives the number of its changes. `code` is a module with a function `act` of a folder.
 */
export function stopBeforeEach(folders: readonly string[], code: string): number {
  const hook = pathToFileURL(join(import.meta.dirname, 'stopBefore.mjs')).href
  const stopping = `import { isStoppedBefore } from '${hook}'
    ${code}
    let changes = 0
    for (const folder of ${JSON.stringify(folders)})
      if (await isStoppedBefore(changes + 1, () => act(folder))) changes += 1
      else break
    console.log(changes)
    process.exit()`
  const [node, ...words] = quickNode('--input-type=module', '-e', stopping)
  return Number(spawnSync(node, words, { encoding: 'utf8' }).stdout)
}
