// Bundles the falsifier and runs it: `npm run falsify -- --minutes 5 --seed 7`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const folder = mkdtempSync(join(tmpdir(), 'countersign-falsify-'))
const outfile = join(folder, 'main.mjs')
buildSync({
  entryPoints: [join(dirname(fileURLToPath(import.meta.url)), 'main.ts')],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)",
  },
  logLevel: 'error',
})
const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
rmSync(folder, { recursive: true })
process.exit(status ?? 1)
