import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))

const doors: readonly string[] = Object.keys(manifest.exports)
  .filter((path) => !path.includes('*') && path !== './package.json')
  .map((path) => path.replace(/^\./, 'countersign'))

// The matchers need a test runner around them, which refuses to be required: there is one form of that door.
const IN_VITEST = 'countersign/vitest'

const namesOf = (code: string): readonly string[] =>
  JSON.parse(execFileSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8' }))

describe.each(doors.filter((door) => door !== IN_VITEST))('%s', (door) => {
  test('opens by its name, on the same names as a module and by require', () => {
    const print = 'console.log(JSON.stringify(Object.keys(door).sort()))'
    const imported = namesOf(`import('${door}').then((door) => { ${print} })`)
    const required = namesOf(`const door = require('${door}'); ${print}`)
    expect(imported.length).toBeGreaterThan(0)
    expect(required).toEqual(imported)
  })
})

describe(IN_VITEST, () => {
  test('opens to a test, with its matchers', async () => {
    const matchers = await import(IN_VITEST)
    expect(Object.keys(matchers).sort()).toEqual(['deciding', 'describePolicy', 'expectWithheld'])
  })

  test('says that it has no form to be required, rather than failing inside', () => {
    const code = `try { require('${IN_VITEST}') } catch ({ code }) { console.log(JSON.stringify([code])) }`
    expect(namesOf(code)).toEqual(['ERR_PACKAGE_PATH_NOT_EXPORTED'])
  })
})

/** Every library and room that ends up in a bundle of one file. */
const loadedBy = async (entry: string): Promise<readonly string[]> => {
  const { metafile } = await build({
    entryPoints: [resolve(root, entry)],
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    write: false,
    platform: 'node',
    format: 'esm',
    external: ['twilio', 'vitest'],
    logLevel: 'silent',
  })
  // What is bundled, and not what was only looked at on the way through the door of a room.
  const [output] = Object.values(metafile.outputs)
  return Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [file] : [],
  )
}

describe('what is not needed is not loaded', () => {
  test.each([
    ['src/runtime.ts', /node_modules\/(?:zod|yaml|jose|twilio)\//],
    ['src/decide.ts', /node_modules\/(?:zod|yaml|jose|twilio)\//],
    ['src/panel.ts', /node_modules\/|src\/(?!model|panel|twilio\/outbound)/],
    ['src/functions.ts', /node_modules\/(?:zod|yaml)\//],
    ['src/index.ts', /node_modules\/(?:jose|twilio)\//],
    ['src/twilio.ts', /node_modules\/(?:yaml|jose|twilio)\//],
    ['src/analysis.ts', /node_modules\/(?:jose|twilio)\//],
  ])('%s loads nothing of %s', async (entry, unwanted) => {
    const loaded = await loadedBy(entry)
    expect(loaded.length).toBeGreaterThan(5)
    expect(loaded.filter((file) => unwanted.test(file))).toEqual([])
  })
})

test('the main door has at most 40 names', async () => {
  const names = namesOf(
    `import('countersign').then((door) => console.log(JSON.stringify(Object.keys(door))))`,
  )
  expect(names.length).toBeLessThanOrEqual(40)
})
