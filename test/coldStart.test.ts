import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  breakGlassSettings,
  conditionAtoms,
  counterSettings,
  requirementParts,
} from '../src/decide/index.js'
import { evaluate } from '../src/evaluate.js'
import { sealLedger } from '../src/functions.js'
import { riskSettings } from '../src/trust/index.js'
import { compiled } from './compiled.js'
import { makeEngagement } from './falsify/engagements.js'
import { times } from './runs.js'
import { fromSeed } from './trust/evidenceWorld.js'

const root = resolve(import.meta.dirname, '..')
const door: typeof import('../src/decide.js') = createRequire(import.meta.url)(
  resolve(root, 'dist/decide.cjs'),
)

const handlers: typeof import('../src/functions.js') = createRequire(import.meta.url)(
  resolve(root, 'dist/functions.cjs'),
)

const policyOf = (file: string) => compiled(readFileSync(resolve(root, file), 'utf8'))

/** Files of this package that a fresh process has loaded when its code has run. */
const loadedBy = (code: string): readonly string[] => {
  const print = `process.on('exit', () => console.log(JSON.stringify(Object.keys(require.cache))))`
  const text = execFileSync(process.execPath, ['-e', `${print};${code}`], {
    cwd: root,
    encoding: 'utf8',
  })
  const files: readonly string[] = JSON.parse(text)
  return files.map((file) => file.replace(`${root}/`, '')).sort()
}

const ENGAGEMENT = JSON.stringify({
  conversation: 'CH01',
  contact: { channel: 'sms', address: '+14155550100' },
  readers: [],
  claims: {},
})

const decide = (more: string): string => `
  const door = require('countersign/decide')
  const policy = door.readCompiledPolicy(${JSON.stringify(policyOf('examples/policies/bank.yaml'))})
  const engagement = { ...${ENGAGEMENT}, ...${more} }
  const decision = door.evaluate(policy.value, engagement, '2026-11-22T10:00:00Z')
  door.toStudioResult(engagement, decision)
  if (decision.trust.level !== 'claimed') throw new Error('not decided')`

// What words of a policy say of themselves is for its JSON Schema, its reference and its report.
const SENTENCES = [
  requirementParts,
  conditionAtoms,
  counterSettings,
  breakGlassSettings,
  riskSettings,
].flatMap((table) => Object.values(table).map(({ description }) => description))

test.each(['decide', 'functions'])('the door %s holds no sentence about words', (name) => {
  const text = readFileSync(resolve(root, `dist/${name}.cjs`), 'utf8')
  expect(SENTENCES.length).toBeGreaterThan(30)
  expect(SENTENCES.filter((sentence) => text.includes(sentence))).toEqual([])
})

describe('the door that only decides', () => {
  test('is one file of at most 270 kB, and nothing else is loaded to decide', () => {
    expect(statSync(resolve(root, 'dist/decide.cjs')).size).toBeLessThan(270_000)
    expect(loadedBy(decide('{}'))).toEqual(['dist/decide.cjs'])
  })

  test('hides what people say as ever, with a part that is loaded when somebody has said something', () => {
    const claims = { note: 'card 4111 1111 1111 1111' }
    const shown = `if (JSON.stringify(door.toTaskAttributes(engagement, decision)).includes('4111 1111')) throw new Error()`
    expect(loadedBy(`${decide(JSON.stringify({ claims }))};${shown}`)).toEqual([
      'dist/decide.cjs',
      'dist/parts/redaction.cjs',
    ])
  })

  test.each(['bank', 'clinic', 'retailer'])('decides by %s as the whole library does', (name) => {
    const policy = policyOf(`examples/policies/${name}.yaml`)
    const read = door.readCompiledPolicy(JSON.parse(JSON.stringify(policy)))
    if (!read.ok) throw new TypeError('its own policy is refused')
    const at = '2026-11-22T10:00:00Z'
    for (let seed = 1; seed <= times(100); seed += 1) {
      const engagement = makeEngagement(fromSeed(seed))
      expect(door.evaluate(read.value, engagement, at)).toEqual(evaluate(policy, engagement, at))
    }
  })

  test('knows the kinds of identifier that a policy may not call its own', () => {
    const policy = policyOf('examples/policies/bank.yaml')
    const own = (name: string) =>
      door.readCompiledPolicy({ ...policy, identifiers: { [name]: { pattern: 'AB-[0-9]{4}' } } })
    const codes = [own('payment_card'), own('badge')].map((read) =>
      read.ok ? [] : read.issues.map(({ code }) => code),
    )
    expect(codes[0]).not.toEqual(codes[1])
    expect(codes[1]).toEqual(['digest_mismatch'])
  })
})

describe('the door of the handlers', () => {
  test('seals with the hashes of Node what the whole library seals with its own', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 32 }), (conversation, secret) => {
        const keys = [{ id: 'k1', secret }]
        const ledger = { conversation, sequence: 1, issued: 1, expires: 2, evidence: [] }
        expect(handlers.sealLedger(ledger, keys)).toEqual(sealLedger(ledger, keys))
      }),
    )
  })

  test('loads neither the scanner of texts nor the check of logins until a call needs them', () => {
    const ours = (code: string) => loadedBy(code).filter((file) => file.startsWith('dist/'))
    expect(ours(`require('countersign/functions')`)).toEqual(['dist/functions.cjs'])
    const redact = `
      const { messageRedactor, toFunction } = require('countersign/functions')
      const rules = [{ target: 'text', identifier: 'default', action: 'mask' }]
      const event = { EventType: 'onMessageAdd', ConversationSid: 'CH01', Author: 'x', Body: 'hello' }
      toFunction(messageRedactor({ tokens: 'gateway', rules }))({}, event, () => {})`
    expect(ours(redact)).toEqual([
      'dist/functions.cjs',
      'dist/parts/redaction.cjs',
      'dist/parts/redactor.cjs',
    ])
  })

  test('is at most 400 kB', () => {
    expect(statSync(resolve(root, 'dist/functions.cjs')).size).toBeLessThan(400_000)
  })
})

/** Files of `dist` that are loaded before the first line of one of them runs: what it imports, and what those import. */
function importedBy(file: string, known: Set<string> = new Set()): ReadonlySet<string> {
  if (known.has(file)) return known
  known.add(file)
  const text = readFileSync(resolve(root, 'dist', file), 'utf8')
  for (const [, other = ''] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g))
    importedBy(other, known)
  return known
}

describe('the command line', () => {
  const [begins = ''] = readdirSync(resolve(root, 'dist')).filter((file) =>
    file.startsWith('runWatched-'),
  )

  test('starts with less than 60 kB: a command is loaded when it is called, with what it needs', () => {
    const files = [...importedBy('cli.js', new Set(importedBy(begins)))]
    const size = files.reduce((sum, file) => sum + statSync(resolve(root, 'dist', file)).size, 0)
    expect(files).toContain('cli.js')
    expect(size).toBeLessThan(60_000)
  })
})

describe('the door of a page', () => {
  test('a page that shows a task is under 10 kB when it is gzipped', async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { toAgentPanel, readTaskAttributes, LEVELS } from 'countersign/panel'; console.log(toAgentPanel, readTaskAttributes, LEVELS)`,
        resolveDir: root,
      },
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
    })
    const [page] = outputFiles
    expect(page?.text).toContain('not_an_object')
    expect(gzipSync(page?.contents ?? '').length).toBeLessThan(10_000)
  })
})
