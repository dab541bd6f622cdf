import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const EXAMPLE = resolve('examples/flex-plugin/package.json')
const CACHE = resolve('node_modules/.cache/countersign-flex-types')

/** The packages whose types the plugin is checked against, and what checks it, at the versions the example names. */
const PACKAGES = ['@twilio/flex-ui', '@twilio/flex-plugin', '@types/react', 'typescript']

/**
 * Gives a folder with Flex UI's own types, fetched once from the package registry without what Flex depends on (2.6 MB
 * instead of some hundreds) and the TypeScript of Flex's own template, or `null` where there is no registry to ask.
 */
export function fetchFlexTypes(): string | null {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(EXAMPLE, 'utf8'))
  const versions = PACKAGES.map(
    (name) => `${name}@${{ ...dependencies, ...devDependencies }[name]}`,
  )
  const kept = join(CACHE, versions.join('+').replace(/[^\w.+-]/g, '_'))
  if (existsSync(kept)) return kept
  mkdirSync(CACHE, { recursive: true })
  const folder = mkdtempSync(join(CACHE, 'new-'))
  const isWhole = PACKAGES.every((name, index) => unpack(folder, name, versions[index] ?? ''))
  if (isWhole) renameSync(folder, kept)
  else rmSync(folder, { recursive: true, force: true })
  return isWhole ? kept : null
}

function unpack(folder: string, name: string, version: string): boolean {
  const patience = ['--fetch-retries=0', '--fetch-timeout=20000']
  const args = ['pack', version, '--silent', '--pack-destination', folder, ...patience]
  const packed = spawnSync('npm', args, { encoding: 'utf8', timeout: 60_000 })
  if (packed.status !== 0) return false
  const file = packed.stdout.trim().split('\n').at(-1) ?? ''
  const target = join(folder, 'node_modules', name)
  mkdirSync(target, { recursive: true })
  const unpacked = spawnSync('tar', [
    'xzf',
    join(folder, file),
    '-C',
    target,
    '--strip-components=1',
  ])
  rmSync(join(folder, file))
  return unpacked.status === 0
}
