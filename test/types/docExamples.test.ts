import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import * as analysis from '../../src/analysis.js'
import * as functions from '../../src/functions.js'
import * as main from '../../src/index.js'
import * as panel from '../../src/panel.js'
import * as twilio from '../../src/twilio.js'
import * as matchers from '../../src/vitest.js'
import { checkTypes } from '../checkTypes.js'

const root = resolve(import.meta.dirname, '../..')
const src = join(root, 'src')

// A name is taken from the first door that has it.
const DOORS: readonly (readonly [string, object])[] = [
  ['countersign', main],
  ['countersign/functions', functions],
  ['countersign/twilio', twilio],
  ['countersign/analysis', analysis],
  ['countersign/vitest', matchers],
  ['countersign/panel', panel],
]
const doorOf = (name: string): string | undefined =>
  DOORS.find(([, door]) => Object.hasOwn(door, name))?.[0]

// What an example goes on from, and the reader has: a policy, an engagement, Twilio's client.
const GIVEN = `
import type { CompiledPolicy, Decision, DecisionRecord, Engagement, Instant } from 'countersign'
import type { LedgerKey } from 'countersign/functions'
import type { deciding } from 'countersign/vitest'
import type { Twilio } from 'twilio'
declare global {
  const policy: CompiledPolicy
  const before: CompiledPolicy
  const after: CompiledPolicy
  const live: CompiledPolicy
  const candidate: CompiledPolicy
  const engagement: Engagement
  const decision: Decision
  const given: Parameters<typeof deciding>[1]
  const expect: typeof import('vitest').expect
  const records: readonly DecisionRecord[]
  const text: string
  const at: Instant
  const now: Instant
  const task: { readonly attributes: string }
  const etag: string
  const [WS, WT]: readonly [string, string]
  const keys: readonly LedgerKey[]
  const sealed: string
  const conversation: string
  const client: Twilio
  const showOrders: () => void
  const readFileSync: (path: string, encoding: 'utf8') => string
}
`

interface DocExample {
  readonly of: string
  readonly code: string
}

/** The examples in docstrings of what a door gives. */
const examples: readonly DocExample[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => {
    const text = readFileSync(join(src, file), 'utf8')
    const blocks = text.matchAll(
      /@example\n((?: \*.*\n)+?) \*\/\nexport (?:async )?(?:function|const) (\w+)/g,
    )
    return [...blocks].map(([, block = '', of = '']) => ({
      of,
      code: block.replaceAll(/^ \* ?/gm, '').replaceAll(/^```.*$/gm, ''),
    }))
  })
  .filter(({ of }) => doorOf(of) !== undefined)

/** Puts what an example uses of the doors before it. */
function moduleOf({ code }: DocExample): string {
  const words = new Set(
    code.replaceAll(/'[^']*'|\/\/.*$/gm, '').match(/(?<!(?<!\.\.)\.|\w)[A-Za-z_]\w*/g),
  )
  const imports = [...words].flatMap((word) => {
    const door = doorOf(word)
    const isOwn = new RegExp(
      `(?:const|let) (?:${word}\\b|[{[][^=]*\\b${word}\\b[^=]*[}\\]] =)`,
    ).test(code)
    return door === undefined || isOwn ? [] : [`import { ${word} } from '${door}'`]
  })
  return `${imports.join('\n')}\nexport {}\n${code}`
}

/** Checks modules as a project of somebody's that stands beside this one, by the quicker compiler. */
function faultsIn(modules: ReadonlyMap<string, string>): readonly string[] {
  const folder = mkdtempSync(join(root, '.readme-'))
  try {
    for (const [name, text] of modules) writeFileSync(join(folder, name), text)
    const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false }
    const config = { extends: '../tsconfig.json', compilerOptions, include: ['*.mts'], exclude: [] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    return checkTypes(folder, root).filter((line) => line.includes(': error '))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('every example in a docstring compiles as whoever copies it has it', () => {
  expect(examples.length).toBeGreaterThan(35)
  const modules = new Map(examples.map((one, at) => [`${at}-${one.of}.mts`, moduleOf(one)]))
  modules.set('given.mts', GIVEN)
  modules.set('wrong.mts', `import { evaluate } from 'countersign'\nevaluate(policy)`)
  expect(faultsIn(modules)).toEqual([
    expect.stringMatching(/wrong\.mts\(2,1\): error TS2554: Expected 3 arguments/),
  ])
})

test.each([
  ...['compilePolicy', 'redactText', 'redactTranscript', 'scan', 'readSids'],
  ...['createDecideHandler', 'createWebhook', 'messageRedactor', 'publishedRedactor', 'toFunction'],
])('%s, which people begin with, has one', (name) => {
  expect(examples.map(({ of }) => of)).toContain(name)
})
