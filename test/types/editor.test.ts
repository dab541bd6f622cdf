import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const file = resolve(root, 'test/types/typing.mts')

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  // Without what a browser has: an editor reads it all before it offers the first name.
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
}

/** What is being typed, as an editor holds it: it is in no file. */
let typed = ''
let edits = 0

const service = ts.createLanguageService({
  getScriptFileNames: () => [file],
  getScriptVersion: (name) => (name === file ? String(edits) : '0'),
  getScriptSnapshot: (name) => {
    if (name === file) return ts.ScriptSnapshot.fromString(typed)
    return ts.sys.fileExists(name)
      ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8'))
      : undefined
  },
  getCurrentDirectory: () => root,
  getCompilationSettings: () => options,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
})

const IMPORTS = `import { compilePolicy, type Decision, definePolicy, type Engagement, type Evidence, evaluate } from 'countersign'
const shop = compilePolicy(definePolicy({
  policy: 'shop', version: 1,
  classes: { contact: { full: 'verified' } }, actions: { cancel: { write: 'verified' } },
  routes: [{ id: 'all', queue: 'q' }],
}))
declare const engagement: Engagement
declare const decision: Decision
if (!shop.ok) throw new Error()
`

/** The names that an editor offers where the bar stands. */
function offeredAt(line: string): readonly string[] {
  typed = IMPORTS + line.replace('|', '')
  edits += 1
  const found = service.getCompletionsAtPosition(file, IMPORTS.length + line.indexOf('|'), {})
  return (found?.entries ?? []).map(({ name }) => name)
}

const policyWith = (part: string): string =>
  `definePolicy({ policy: 'a', version: 1, classes: {}, routes: [], ${part} })`

describe('names complete in an editor', { timeout: 60_000 }, () => {
  test.each([
    [
      'channels',
      `const one: Engagement = { conversation: '', contact: { channel: '|' } }`,
      ['sms', 'whatsapp', 'web_chat', 'custom'],
    ],
    [
      'kinds of evidence in an engagement',
      `const one: Engagement['evidence'] = [{ kind: '|' }]`,
      ['directory', 'verify_check', 'lookup', 'session'],
    ],
    ['ways to step up', policyWith(`stepUp: ['|']`), ['login', 'verify_sms', 'passkey']],
    [
      'methods of a requirement',
      policyWith(`actions: { a: { write: 3, methods: ['|'] } }`),
      ['session', 'verify_check', 'login'],
    ],
    [
      'risks',
      policyWith(`routes: [{ id: 'a', queue: 'q', when: { risk: ['|'] } }]`),
      ['sim_swap', 'conflict'],
    ],
    [
      'channels of a requirement',
      policyWith(`actions: { a: { write: 3, channels: '|' } }`),
      ['sms', 'whatsapp', 'web_chat'],
    ],
    [
      'channels of a condition',
      policyWith(`routes: [{ id: 'a', queue: 'q', when: { channel: ['|'] } }]`),
      ['sms', 'whatsapp', 'web_chat'],
    ],
    [
      'channels of a test',
      policyWith(`tests: [{ name: 'a', given: { channel: '|', address: '' }, expect: {} }]`),
      ['sms', 'whatsapp', 'web_chat'],
    ],
    [
      'kinds of evidence',
      `const one: Evidence = { kind: '|' }`,
      ['directory', 'verify_check', 'lookup', 'session'],
    ],
    [
      'words of a kind',
      `const one: Evidence = { kind: 'directory', matches: [{ basis: '|' }] }`,
      ['claimed', 'on_file', 'verified'],
    ],
    ['levels', policyWith(`classes: { a: { full: '|' } }`), ['recognized', 'verified', 'strong']],
    [
      'reason codes',
      `if (decision.reasons[0]?.code === '|') throw new Error()`,
      ['unknown_kind', 'write_trust_too_low', 'expired'],
    ],
    ['classes of a policy', 'evaluate(shop.value, engagement, 0).disclosure.|', ['contact']],
    ['actions of a policy', 'evaluate(shop.value, engagement, 0).actions.|', ['cancel']],
  ])('%s', (_, line, wanted) => {
    expect(offeredAt(line)).toEqual(expect.arrayContaining([...wanted]))
  })

  test('and only those of the policy where it is known', () => {
    expect(offeredAt('evaluate(shop.value, engagement, 0).disclosure.|')).toEqual(['contact'])
  })

  test('a name that no table has compiles where a policy may have it of its own', () => {
    typed = `${IMPORTS}const kiosk: Engagement = {
  conversation: 'CH01', contact: { channel: 'kiosk', address: 'kiosk:1' }, evidence: [{ kind: 'one_of_ours', at: 0 }],
}
const own = ${policyWith(`stepUp: ['our_login'],
  actions: { a: { write: 3, methods: ['our_login'], channels: ['kiosk'] } }`)}
export { kiosk, own }
`
    edits += 1
    const wrong = service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)
    expect(wrong).toEqual([])
  })

  test('what may be absent may also be said to be undefined', () => {
    typed = `${IMPORTS}const maybe: string | undefined = process.env['X']
const one: Engagement = {
  conversation: 'CH01', message: maybe, epoch: undefined, subject: maybe, claims: undefined, evidence: undefined,
  contact: { channel: 'sms', address: '+14155550100', to: maybe }, intent: undefined, context: undefined,
}
export { one }
declare const process: { env: Record<string, string | undefined> }
`
    edits += 1
    const wrong = service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)
    expect(wrong).toEqual([])
    // Who reads along is never left open by accident: absent means that nobody does.
    typed = typed.replace('subject: maybe', 'readers: undefined')
    edits += 1
    expect(service.getSemanticDiagnostics(file)).toHaveLength(1)
  })
})

const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
const doors: readonly string[] = Object.keys(manifest.exports)
  .filter((path) => !path.includes('*') && path !== './package.json')
  .map((path) => path.replace(/^\./, 'countersign'))

describe('a door has types, whatever resolves it', () => {
  const { Node16, NodeNext, Bundler } = ts.ModuleResolutionKind

  test.each(
    doors.flatMap((door) => [
      [door, 'node16, imported', Node16, ts.ModuleKind.ESNext] as const,
      [door, 'node16, required', Node16, ts.ModuleKind.CommonJS] as const,
      [door, 'nodenext, imported', NodeNext, ts.ModuleKind.ESNext] as const,
      [door, 'nodenext, required', NodeNext, ts.ModuleKind.CommonJS] as const,
      [door, 'bundler', Bundler, ts.ModuleKind.ESNext] as const,
    ]),
  )('%s under %s', (door, how, moduleResolution, mode) => {
    const found = ts.resolveModuleName(
      door,
      file,
      { moduleResolution, module: ts.ModuleKind.NodeNext },
      ts.sys,
      undefined,
      undefined,
      mode,
    ).resolvedModule
    // A test runner refuses to be required, and so does the door to its matchers.
    if (door === 'countersign/vitest' && how.endsWith('required')) expect(found).toBeUndefined()
    else
      expect(found?.resolvedFileName).toMatch(
        how.endsWith('required') ? /dist\/\w+\.d\.cts$/ : /dist\/\w+\.d\.ts$/,
      )
  })
})
