import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onceARun } from './onceARun.js'

/** Packs the package as it is published, once a run, and gives the file. */
export const packedFile = (): string =>
  onceARun('packed', () => {
    const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', tmpdir()]
    const said = execFileSync('npm', args, {
      cwd: resolve(import.meta.dirname, '..'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return join(tmpdir(), said.trim().split('\n').at(-1) ?? '')
  })
