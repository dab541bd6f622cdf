import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { defineConfig, type Options } from 'tsup'
import { billOfMaterials } from './.build/billOfMaterials.js'
import { decidingOnly } from './.build/decidingOnly.js'
import { knownTypes } from './.build/knownTypes.js'
import { lazyParts } from './.build/lazyParts.js'
import { nativeHashes } from './.build/nativeHashes.js'
import { lazyPlans } from './.build/numberingPlans.js'
import { smallThirdParty } from './.build/smallThirdParty.js'
import { throughDoors } from './.build/throughDoors.js'

/** Built into the bundles: nothing to install beside the package, and a cold start without a hundred small files. */
const BUNDLED = ['@noble/hashes', 'jose', 'libphonenumber-js', 'yaml', 'zod']

const DOORS = {
  index: 'src/index.ts',
  decide: 'src/decide.ts',
  panel: 'src/panel.ts',
  runtime: 'src/runtime.ts',
  twilio: 'src/twilio.ts',
  functions: 'src/functions.ts',
  analysis: 'src/analysis.ts',
  vitest: 'src/vitest.ts',
}

/** What a CommonJS door loads when it is first needed, each a file of its own beside it. */
const PARTS = {
  redaction: 'src/redaction/index.ts',
  redactor: 'src/twilio/functions/redactorPart.ts',
  jose: 'node_modules/jose/dist/webapi/index.js',
}

/** Doors of which each is loaded whole. The matchers need a test runner around them, which has no CommonJS. */
const { decide: _, functions: __, vitest: ___, ...WHOLE_DOORS } = DOORS

const shared: Options = {
  target: 'node20',
  external: ['twilio', 'vitest'],
  noExternal: BUNDLED.map((name) => new RegExp(`^${name}(/|$)`)),
  esbuildPlugins: [lazyPlans, smallThirdParty],
  esbuildOptions(options) {
    // Half the size to load, and names stay as they are written, so that a stack trace can be read.
    options.minifyWhitespace = true
    options.minifySyntax = true
    // The build of yaml that asks nothing of Node: its other one cannot be bundled into an ES module.
    options.alias = { yaml: resolve('node_modules/yaml/browser/index.js') }
  },
}

/** Ships the licences of what is bundled, as each of them asks. */
async function writeLicences(): Promise<void> {
  const texts = BUNDLED.map(async (name) => {
    const folder = join('node_modules', name)
    const names = ['LICENSE', 'LICENSE.md', 'LICENSE.txt']
    const found = await Promise.any(names.map((file) => readFile(join(folder, file), 'utf8')))
    return `# ${name}\n\n${found.trim()}\n`
  })
  await writeFile('dist/LICENSES.md', (await Promise.all(texts)).join('\n'))
}

/** Ships the JSON Schemas that editors complete and check documents with. */
async function writeSchemas(): Promise<void> {
  const { jsonSchemas } = await import(new URL('dist/index.js', import.meta.url).href)
  await mkdir('dist/schema', { recursive: true })
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    await writeFile(`dist/schema/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`)
  }
}

rmSync('dist', { recursive: true, force: true })

/**
 * Declarations of all of the source, file by file, from which those of the doors are put together. They are written and
 * not checked: types are checked once, where tests are.
 */
const TYPES = 'dist/.types'
const COMPILER = 'node_modules/typescript-native/bin/tsc'
const WRITE = ['-p', '.build/declarations.json', '--noCheck', '--singleThreaded']
execFileSync(process.execPath, [COMPILER, ...WRITE], { stdio: 'inherit' })
process.on('exit', () => rmSync(TYPES, { recursive: true, force: true }))

const declared = Object.entries(DOORS).map(([name, file]) => [
  name,
  `${TYPES}/${file.replace(/\.ts$/, '.d.ts')}`,
])

export default defineConfig([
  {
    ...shared,
    entry: { ...DOORS, cli: 'src/cli/main.ts' },
    format: 'esm',
    splitting: true,
    esbuildPlugins: [lazyPlans, smallThirdParty, throughDoors],
    async onSuccess() {
      await writeLicences()
      await writeFile('dist/sbom.cdx.json', await billOfMaterials(BUNDLED))
      await writeSchemas()
    },
  },
  // Declarations of both formats are the same.
  {
    ...shared,
    entry: Object.fromEntries(declared),
    format: ['esm', 'cjs'],
    dts: { only: true },
  },
  // What a report holds: scripts of a page, inlined by the command.
  {
    ...shared,
    entry: {
      page: 'src/report/page/main.ts',
      desk: 'src/report/desk/main.ts',
      playground: 'src/report/playground/page/main.ts',
      playgroundWorker: 'src/report/playground/worker/main.ts',
    },
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    splitting: false,
    minify: true,
    outExtension: () => ({ js: '.js' }),
  },
  // For engines that have JavaScript and nothing else, such as functions in a warehouse.
  {
    ...shared,
    entry: { bare: 'src/analysis/decideText.ts' },
    format: 'iife',
    globalName: 'countersign',
    platform: 'browser',
    target: 'es2020',
    splitting: false,
    minify: true,
    outExtension: () => ({ js: '.js' }),
  },
  // One file a door: a Function loads one file, and splitting CommonJS would rewrite the code a second time.
  { ...shared, entry: WHOLE_DOORS, format: 'cjs', splitting: false },
  // A Function starts cold, so that of these two no more is loaded than the call needs.
  {
    ...shared,
    entry: { decide: DOORS.decide, functions: DOORS.functions },
    format: 'cjs',
    splitting: false,
    esbuildPlugins: [
      lazyPlans,
      smallThirdParty,
      decidingOnly,
      knownTypes,
      nativeHashes,
      lazyParts([
        {
          asked: /\/redaction\/index\.js$/,
          file: './parts/redaction.cjs',
          entry: PARTS.redaction,
          kept: { emitRules: './emitRules.js' },
        },
        { asked: /\/redactorPart\.js$/, file: './parts/redactor.cjs', entry: PARTS.redactor },
        { asked: /^jose$/, file: './parts/jose.cjs', entry: PARTS.jose },
      ]),
    ],
  },
  {
    ...shared,
    entry: { 'parts/redaction': PARTS.redaction, 'parts/jose': PARTS.jose },
    format: 'cjs',
    splitting: false,
  },
  {
    ...shared,
    entry: { 'parts/redactor': PARTS.redactor },
    format: 'cjs',
    splitting: false,
    esbuildPlugins: [
      lazyPlans,
      smallThirdParty,
      nativeHashes,
      lazyParts([
        { asked: /\/redaction\/index\.js$/, file: './redaction.cjs', entry: PARTS.redaction },
      ]),
    ],
  },
])
