import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { packedFile } from './packedFile.js'

const root = resolve(import.meta.dirname, '..')
const scratch = mkdtempSync(join(tmpdir(), 'countersign-packed-'))
const shop = join(scratch, 'shop')
const installed = join(scratch, 'node_modules/countersign')
const { NODE_TEST_CONTEXT: _, ...env } = process.env

const held = (): readonly string[] =>
  readdirSync(installed, { recursive: true, encoding: 'utf8' }).sort()

// As on an empty machine: nothing of this working copy but what a package holds.
beforeAll(() => {
  mkdirSync(installed, { recursive: true })
  symlinkSync(join(root, 'node_modules/twilio'), join(scratch, 'node_modules/twilio'))
  execFileSync('tar', ['-xzf', packedFile(), '--strip-components=1', '-C', installed])
}, 120_000)

describe('the package as it is published', { timeout: 180_000 }, () => {
  test('starts a project in an empty folder, whose own tests pass', () => {
    const program = join(installed, 'dist/cli.js')
    const made = spawnSync(process.execPath, [program, 'init', shop], { encoding: 'utf8', env })
    expect([made.status, JSON.parse(made.stdout).files.length > 20]).toEqual([0, true])
    const run = spawnSync('npm', ['test'], { cwd: shop, encoding: 'utf8', env })
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
})
