import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
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
const OPTIONS: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  strict: true,
  noImplicitAny: false,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  resolveJsonModule: true,
  types: ['node'],
  paths: {
    countersign: [resolve('src/index.ts')],
    'countersign/package.json': [resolve('package.json')],
    'countersign/*': [resolve('src/*.ts')],
  },
}

// One file more, which is not there: a handler of which a setting is misspelt.
const PLANTED = join(PROJECT, 'functions/planted.js')
const MISSPELT = `require('countersign/functions').createDecideHandler({ policy: () => ({ ok: false, issues: [] }), directroy: 1 })`

const host = ts.createCompilerHost(OPTIONS)
const { readFile, fileExists } = host
host.readFile = (name) => (name === PLANTED ? MISSPELT : readFile(name))
host.fileExists = (name) => name === PLANTED || fileExists(name)
const program = ts.createProgram(
  [...files, PLANTED, resolve(import.meta.dirname, 'twilioRuntime.d.ts')],
  OPTIONS,
  host,
)

const faultsOf = (file: string): readonly string[] => {
  const source = program.getSourceFile(file)
  if (source === undefined) return [`${file} is not in the program`]
  return [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ].map(
    ({ messageText }) =>
      `${file.slice(PROJECT.length + 1)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  )
}

test('the project that init copies fits the types of the library', { timeout: 120_000 }, () => {
  expect(files.length).toBeGreaterThan(10)
  expect(files.flatMap(faultsOf)).toEqual([])
})

test('and would not, if a setting of a handler were misspelt', { timeout: 120_000 }, () => {
  expect(faultsOf(PLANTED).join()).toContain('directroy')
})
