import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { diff, engagementOf } from '../../src/analysis/index.js'
import { RANKS } from '../../src/model/index.js'
import { buildPolicy, type PolicyDocument, parseDocument } from '../../src/policy/index.js'
import type { Matrix, MatrixCell } from '../../src/report/matrix.js'
import {
  matrixFor,
  type ReportOptions,
  type ReportSource,
  renderReport,
} from '../../src/report/renderReport.js'
import { topicsOf } from '../../src/report/topics.js'
import { onceARun } from '../onceARun.js'
import { KINDS } from './kinds.js'

const ROOT = resolve(import.meta.dirname, '../..')

/** The example policies, by file name. */
export const EXAMPLES = ['bank', 'clinic', 'retailer'] as const

/** Reads an example policy's text. */
export const readExample = (name: string): string =>
  readFileSync(resolve(ROOT, `examples/policies/${name}.yaml`), 'utf8')

/** Compiles a policy for a report, each text once; a mistake in it fails the test. */
export function sourceOf(text: string | PolicyDocument): ReportSource {
  const known = typeof text === 'string' ? sources.get(text) : undefined
  if (known !== undefined) return known
  const source = compiledSource(text)
  if (typeof text === 'string') sources.set(text, source)
  return source
}

const sources = new Map<string, ReportSource>()

function compiledSource(text: string | PolicyDocument): ReportSource {
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new TypeError(JSON.stringify(parsed.issues))
  const { document, parts, tests, invariants } = parsed.value
  return {
    policy: buildPolicy(document, parts),
    document,
    tests: tests.map(({ statement }) => statement),
    invariants: invariants.map(({ statement }) => statement),
  }
}

/** Gives the SHA-256 of text in base64. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')

/** The scripts of pages that the build puts beside the program, and where each begins. */
const PAGE_SCRIPTS = {
  page: 'page',
  desk: 'desk',
  playground: 'playground/page',
  playgroundWorker: 'playground/worker',
} as const

type PageScriptName = keyof typeof PAGE_SCRIPTS

const isPageScript = (name: string): name is PageScriptName => name in PAGE_SCRIPTS

/** Their names. */
export const pageScriptNames = Object.keys(PAGE_SCRIPTS).filter(isPageScript)

/** Gives a script of a page as it is shipped, where what is built is as new as the source; else bundled as the build does. */
export const pageScript = (name: PageScriptName): string =>
  onceARun(`script-${name}.js`, () => {
    const built = builtFile(`${name}.js`)
    if (built !== null) return readFileSync(built, 'utf8')
    const { outputFiles } = buildSync({
      entryPoints: [resolve(ROOT, `src/report/${PAGE_SCRIPTS[name]}/main.ts`)],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      alias: { yaml: resolve(ROOT, 'node_modules/yaml/browser/index.js') },
    })
    return outputFiles[0]?.text ?? ''
  })

/** Gives the path of a file as it is shipped; `null` where what is built is not as new as the source. */
export function builtFile(name: string): string | null {
  const built = resolve(ROOT, 'dist', name)
  return existsSync(built) && statSync(built).mtimeMs > newestSource() ? built : null
}

/** When the source was last written to. */
const newestSource = (): number =>
  readdirSync(resolve(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => statSync(resolve(ROOT, 'src', file)).mtimeMs)
    .reduce((newest, at) => Math.max(newest, at), 0)

/** Renders a policy without its scripts, for what does not need them; what takes longest once for each policy. */
export const render = (source: ReportSource, options: Partial<ReportOptions> = {}): string =>
  renderReport(source, {
    sha256,
    script: '0',
    ...options,
    matrix: options.matrix ?? knownMatrix(source),
  })

function knownMatrix(source: ReportSource): Matrix {
  const matrix = matrices.get(source) ?? matrixFor(source)
  matrices.set(source, matrix)
  return matrix
}

const matrices = new WeakMap<ReportSource, Matrix>()

// What the command gives a page to run: the script of the page, and of the desk on it.
function scriptsOf(): Pick<ReportOptions, 'script' | 'desk'> {
  const text = pageScript('desk')
  const desk = { text, packed: deflateRawSync(text, { level: 9 }).toString('base64') }
  return { script: pageScript('page'), desk }
}

/** Works out the matrix of the bank, as its page shows it; once for all tests. */
export const bankMatrix = (): Matrix =>
  JSON.parse(
    onceARun('bank-matrix.json', () => JSON.stringify(matrixFor(sourceOf(readExample('bank'))))),
  )

/**
 * Gives the whole page of an example policy, made once for all tests. What a cell looks like is of no policy, and to work
 * out what it says takes seconds: that is done for the bank, and the tables of the others say that nothing is given.
 */
export const examplePage = (name: string): string =>
  onceARun(`${name}.html`, () => {
    const source = sourceOf(readExample(name))
    const matrix = name === 'bank' ? bankMatrix() : nothingGiven(source)
    return render(source, { ...scriptsOf(), matrix })
  })

function nothingGiven({ policy }: ReportSource): Matrix {
  const topics = topicsOf(policy)
  const situation = engagementOf({ channel: 'sms', address: '+14155550100' })
  const cells = topics.flatMap(({ about, name: topic }) =>
    RANKS.map((rank): MatrixCell => {
      const given = about === 'class' ? 'none' : 'deny'
      return { topic, about, channel: 'sms', rank, given, situation, tightened: false }
    }),
  )
  return { topics, cells, states: 1, untold: [], unsure: [] }
}

/** The policy of one of each kind of thing with a mistake in it, an action that asks more, and another queue. */
export const PLANTED = KINDS.replace(
  'confirm: { write: verified, read: verified, maxAge: 24h }',
  'confirm: recognized',
)
  .replace('dispute: { write: verified', 'dispute: { write: strong')
  .replace('queue: cards', 'queue: card-desk')

/** Works out the matrix of the policy with the planted mistake. */
export const kindsMatrix = (): Matrix =>
  JSON.parse(onceARun('kinds-matrix.json', () => JSON.stringify(matrixFor(sourceOf(PLANTED)))))

/** Gives its page, beside the policy before: with what is refuted and what changed it has one of each kind of thing. */
export const kindsPage = (): string =>
  onceARun('kinds.html', () => {
    const { policy } = sourceOf(KINDS)
    const after = sourceOf(PLANTED)
    const compared = diff(policy, after.policy)
    const against = { policy, compared }
    return render(after, { ...scriptsOf(), matrix: kindsMatrix(), against })
  })

/** A policy of one class. */
export const SMALL_POLICY = `policy: small
version: 1
classes:
  money: { masked: { write: verified, read: verified } }
stepUp: [login]
routes:
  - { id: general, queue: front }
`
