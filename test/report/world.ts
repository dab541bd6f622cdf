import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildSync } from 'esbuild'
import { compilePolicy, type PolicyDocument, parseDocument } from '../../src/policy/index.js'
import {
  type ReportOptions,
  type ReportSource,
  renderReport,
} from '../../src/report/renderReport.js'

const ROOT = resolve(import.meta.dirname, '../..')

/** The example policies, by file name. */
export const EXAMPLES = ['bank', 'clinic', 'retailer'] as const

/** Reads an example policy's text. */
export const readExample = (name: string): string =>
  readFileSync(resolve(ROOT, `examples/policies/${name}.yaml`), 'utf8')

/** Compiles a policy for a report; a mistake in it fails the test. */
export function sourceOf(text: string | PolicyDocument): ReportSource {
  const parsed = parseDocument(text)
  const policy = compilePolicy(text)
  if (!parsed.ok || !policy.ok) throw new TypeError(JSON.stringify(policy.ok ? [] : policy.issues))
  const { document, tests, invariants } = parsed.value
  return {
    policy: policy.value,
    document,
    tests: tests.map(({ statement }) => statement),
    invariants: invariants.map(({ statement }) => statement),
  }
}

/** Gives the SHA-256 of text in base64. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')

/** Bundles a script of the page as the build does. */
export function bundle(entry: string): string {
  const known = bundled.get(entry)
  if (known !== undefined) return known
  const { outputFiles } = buildSync({
    entryPoints: [resolve(ROOT, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    alias: { yaml: resolve(ROOT, 'node_modules/yaml/browser/index.js') },
  })
  const text = outputFiles[0]?.text ?? ''
  bundled.set(entry, text)
  return text
}

const bundled = new Map<string, string>()

/** Renders a policy without its scripts, for what does not need them. */
export const render = (source: ReportSource, options: Partial<ReportOptions> = {}): string =>
  renderReport(source, { sha256, script: '0', ...options })

/** A policy of one class. */
export const SMALL_POLICY = `policy: small
version: 1
classes:
  money: { masked: { write: verified, read: verified } }
stepUp: [login]
routes:
  - { id: general, queue: front }
`
