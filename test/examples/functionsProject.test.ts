import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { checkTypes } from '../checkTypes.js'
import { PROJECT } from '../newProject.js'

// What the project has installed is not gone into: it links back to this folder, around and around.
const files = readdirSync(PROJECT)
  .filter((name) => name !== 'node_modules' && statSync(join(PROJECT, name)).isDirectory())
  .flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => join(PROJECT, folder, name)),
  )

// The project is plain JavaScript, whose parameters say nothing of their types; what they are handed to does.
const OPTIONS = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  noImplicitAny: false,
  skipLibCheck: true,
  target: 'es2022',
  lib: ['es2023'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  resolveJsonModule: true,
  types: ['node'],
  typeRoots: [resolve('node_modules/@types')],
  paths: {
    countersign: [resolve('dist/index.d.ts')],
    'countersign/package.json': [resolve('package.json')],
    'countersign/*': [resolve('dist/*.d.ts')],
  },
}

// One file more: a handler of which a setting is misspelt.
const MISSPELT = `require('countersign/functions').createDecideHandler({ policy: () => ({ ok: false, issues: [] }), directroy: 1 })`

let faults: readonly string[] = []

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-types-'))
  const planted = join(folder, 'planted.js')
  writeFileSync(planted, MISSPELT)
  const all = [...files, planted, resolve(import.meta.dirname, 'twilioRuntime.d.ts')]
  const settings = join(folder, 'tsconfig.json')
  writeFileSync(settings, JSON.stringify({ compilerOptions: OPTIONS, files: all }))
  faults = checkTypes(settings, folder)
}, 120_000)

const isPlanted = (fault: string): boolean => fault.startsWith('planted.js')

test('the project that init copies fits the types of the library', () => {
  expect(files.length).toBeGreaterThan(10)
  expect(faults.filter((fault) => !isPlanted(fault))).toEqual([])
})

test('and would not, if a setting of a handler were misspelt', () => {
  expect(faults.filter(isPlanted).join()).toContain('directroy')
})
