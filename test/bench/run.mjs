// Runs every benchmark of this folder, one after the other: peers are installed here and nowhere else.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, prepare } from '../prepare.mjs'

const folder = dirname(fileURLToPath(import.meta.url))

prepare({ build: true })
if (existsSync(join(folder, 'package.json')) && !existsSync(join(folder, 'node_modules'))) {
  process.stderr.write('installing peers to compare with\n')
  if (!install(folder)) process.exit(1)
}

/** In this order; a name on the command line runs that one alone. */
const BENCHMARKS = [
  'imports',
  'coldStart',
  'evaluate',
  'redaction',
  'analysis',
  'growth',
  'taskrouter',
  'functions',
  'bulk',
]

const wanted = process.argv.slice(2)
const benchmarks = BENCHMARKS.filter((name) => wanted.length === 0 || wanted.includes(name))
let failed = false
for (const name of benchmarks) {
  const { status } = spawnSync(process.execPath, [join(folder, `${name}.mjs`)], {
    stdio: 'inherit',
  })
  failed ||= status !== 0
}
process.exit(failed ? 1 : 0)
