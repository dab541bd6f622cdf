import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { checkPackage, Package } from '@arethetypeswrong/core'
import { transform } from 'esbuild'
import { publint } from 'publint'
import { beforeAll, describe, expect, test } from 'vitest'
import { packedFile } from './packedFile.js'

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'countersign-packed-'))
const shop = join(scratch, 'shop')
const installed = join(scratch, 'node_modules/countersign')
const { NODE_TEST_CONTEXT: _, ...env } = process.env
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
// The matchers need a test runner around them, which refuses to be required: a test of their own loads them.
const doors: readonly string[] = Object.keys(manifest.exports).filter(
  (path) => !path.includes('*') && path !== './package.json' && path !== './vitest',
)

const held = (): readonly string[] =>
  readdirSync(installed, { recursive: true, encoding: 'utf8' }).sort()

/** The names of a door by each of the ways to open it. */
interface DoorNames {
  readonly required: readonly string[]
  readonly imported: readonly string[]
}

/** The names of every door, as a process finds them that opens one door after another. */
function openDoors(): ReadonlyMap<string, DoorNames> {
  const code = `void (async () => { const all = []
    for (const path of ${JSON.stringify(doors)}) {
      const door = path.replace('.', 'countersign')
      all.push([path, { required: Object.keys(require(door)), imported: Object.keys(await import(door)) }])
    }
    console.log(JSON.stringify(all)) })()`
  const text = execFileSync(process.execPath, ['-e', code], { cwd: scratch, encoding: 'utf8' })
  const all: readonly (readonly [string, DoorNames])[] = JSON.parse(text)
  return new Map(all)
}

let opened: ReadonlyMap<string, DoorNames>

// As on an empty machine: nothing of this working copy but what a package holds.
beforeAll(() => {
  mkdirSync(installed, { recursive: true })
  symlinkSync(join(root, 'node_modules/twilio'), join(scratch, 'node_modules/twilio'))
  execFileSync('tar', ['-xzf', packedFile(), '--strip-components=1', '-C', installed])
  opened = openDoors()
}, 120_000)

describe('every door', () => {
  test.each(doors)('%s opens by its name, on the same names as a module and by require', (door) => {
    const { required = [], imported = [] } = opened.get(door) ?? {}
    expect(imported.length).toBeGreaterThan(0)
    expect([...required].sort()).toEqual([...imported].sort())
  })

  test('the main door has at most 40 names', () => {
    expect(opened.get('.')?.imported.length).toBeLessThanOrEqual(40)
  })

  test('declares what it gives, however its types are looked up', async () => {
    const types = new Package(await declaredFiles(), manifest.name, manifest.version)
    const checked = await checkPackage(types, { excludeEntrypoints: ['./vitest'] })
    expect('problems' in checked && checked.problems).toEqual([])
    expect('entrypoints' in checked && Object.keys(checked.entrypoints)).toEqual(
      expect.arrayContaining([...doors]),
    )
  })
})

describe('the package as it is published', { timeout: 180_000 }, () => {
  test('starts a project in an empty folder, whose own tests pass', () => {
    const program = join(installed, 'dist/cli.js')
    const made = spawnSync(process.execPath, [program, 'init', shop], { encoding: 'utf8', env })
    expect([made.status, JSON.parse(made.stdout).files.length > 20]).toEqual([0, true])
    // As `npm test` does, without the half second that npm takes.
    const { scripts } = JSON.parse(readFileSync(join(shop, 'package.json'), 'utf8'))
    const run = spawnSync('sh', ['-c', scripts.test], { cwd: shop, encoding: 'utf8', env })
    expect(`${run.stdout}${run.stderr}`).toMatch(/(?:#|ℹ) pass \d+\n(?:#|ℹ) fail 0/)
    expect(run.status).toBe(0)
  })

  test('holds its documents and examples, and nothing that was installed or tried in them', () => {
    expect(held()).toEqual(
      expect.arrayContaining([
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist/LICENSES.md',
        'examples/bulk/worker.mjs',
        'examples/functions/README.md',
        'examples/policies/bank.yaml',
        'examples/self-hosted/server.mjs',
      ]),
    )
    expect(held().filter((path) => /node_modules|\.env(?:\.start)?$/.test(path))).toEqual([])
    expect(held().filter((path) => /^(?:src|test|build)\//.test(path))).toEqual([])
  })

  test('holds every picture and file that its documents point to', () => {
    const missing = held()
      .filter((path) => path.endsWith('.md') && path !== 'CHANGELOG.md')
      .flatMap((path) => {
        const text = readFileSync(join(installed, path), 'utf8')
        return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
          .map(([, link = '']) => link)
          .filter((link) => !existsSync(join(installed, dirname(path), link)))
          .map((link) => `${path}: ${link}`)
      })
    expect(missing).toEqual([])
  })

  test('says of each of its files what it is, as whoever loads or bundles it reads that', async () => {
    const { messages } = await publint({ pkgDir: installed, pack: false, strict: true })
    expect(messages).toEqual([])
  })
})

/** A module that is required and gives these names, with nothing in them. */
async function moduleOf(names: readonly string[]): Promise<string> {
  const contents = names.map((name) =>
    name === 'default' ? 'export default 0' : `export const ${name} = 0`,
  )
  const { code } = await transform(contents.join('\n'), { format: 'cjs', minifyWhitespace: true })
  return code
}

/** The files that say what a door gives. Those that are required are megabytes, of which their names alone are looked at. */
async function declaredFiles(): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  const put = (path: string, text: string) => {
    files[join('/node_modules/countersign', path)] = text
  }
  for (const path of held())
    if (/^package\.json$|^dist\/[^/]*\.(?:d\.c?ts|js)$/.test(path))
      put(path, readFileSync(join(installed, path), 'utf8'))
  for (const [door, { required }] of opened)
    put(manifest.exports[door].require.default, await moduleOf(required))
  return files
}
