// Bundles a program of the tests that is written in TypeScript, and runs it in a process of its own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

/** Runs the program at an address with some arguments, and gives its exit code. */
export function runBundled(entry, args) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bundled-'))
  const outfile = join(folder, 'main.mjs')
  buildSync({
    entryPoints: [fileURLToPath(entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
    },
    logLevel: 'error',
  })
  const { status } = spawnSync(process.execPath, [outfile, ...args], { stdio: 'inherit' })
  rmSync(folder, { recursive: true })
  return status ?? 1
}
