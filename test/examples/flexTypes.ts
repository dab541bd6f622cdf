import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const CACHE = resolve('node_modules/.cache/countersign-flex-types')

/**
 * Gives a folder with packages of an example at the versions that it names, fetched once from the package registry
 * without what they depend on (a few megabytes instead of some hundreds), or `null` where there is no registry to ask.
 */
export function fetchFlexTypes(example: string, names: readonly string[]): string | null {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(resolve(example, 'package.json'), 'utf8'),
  )
  const versions = names.map((name) => `${name}@${{ ...dependencies, ...devDependencies }[name]}`)
  const kept = join(CACHE, versions.join('+').replace(/[^\w.+-]/g, '_'))
  if (existsSync(kept)) return kept
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'new-'))
  const isWhole = unpackAll(folder, names, versions)
  if (isWhole) renameSync(folder, kept)
  else rmSync(folder, { recursive: true, force: true })
  return isWhole ? kept : null
}

function unpackAll(folder: string, names: readonly string[], versions: readonly string[]): boolean {
  const patience = ['--fetch-retries=0', '--fetch-timeout=20000']
  const args = ['pack', ...versions, '--silent', '--pack-destination', folder, ...patience]
  const packed = spawnSync('npm', args, { encoding: 'utf8', timeout: 120_000 })
  if (packed.status !== 0) return false
  // Each file is named on a line of its own, in the order asked for.
  const tarballs = packed.stdout.trim().split('\n').slice(-names.length)
  return names.every((name, index) => unpack(folder, name, tarballs[index] ?? ''))
}

function unpack(folder: string, name: string, tarball: string): boolean {
  const target = join(folder, 'node_modules', name)
  mkdirSync(target, { recursive: true })
  const file = join(folder, tarball)
  const unpacked = spawnSync('tar', ['xzf', file, '-C', target, '--strip-components=1'])
  rmSync(file, { force: true })
  return unpacked.status === 0
}
