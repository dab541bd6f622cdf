import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
// The matchers need a test runner around them, which refuses to be required: there is one form of that door.
const IN_VITEST = 'countersign/vitest'

const namesOf = (code: string): readonly string[] =>
  JSON.parse(execFileSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8' }))

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

/** What must not be loaded with a door, by its file. */
const UNWANTED: Readonly<Record<string, RegExp>> = {
  'src/runtime.ts': /node_modules\/(?:zod|yaml|jose|twilio)\//,
  'src/decide.ts': /node_modules\/(?:zod|yaml|jose|twilio)\//,
  'src/panel.ts': /node_modules\/|src\/(?!model|panel|twilio\/outbound)/,
  'src/functions.ts': /node_modules\/(?:zod|yaml)\//,
  'src/index.ts': /node_modules\/(?:jose|twilio)\//,
  'src/twilio.ts': /node_modules\/(?:yaml|jose|twilio)\//,
  'src/analysis.ts': /node_modules\/(?:jose|twilio)\//,
}

describe('what is not needed is not loaded', async () => {
  // Each into a file of its own, and what they share is read once.
  const { metafile } = await build({
    entryPoints: Object.keys(UNWANTED),
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    write: false,
    outdir: 'out',
    platform: 'node',
    format: 'esm',
    external: ['twilio', 'vitest'],
    logLevel: 'silent',
  })
  const outputs = Object.values(metafile.outputs)

  test.each(Object.entries(UNWANTED))('%s loads nothing of %s', (entry, unwanted) => {
    // What is bundled, and not what was only looked at on the way through the door of a room.
    const { inputs = {} } = outputs.find(({ entryPoint }) => entryPoint === entry) ?? {}
    const loaded = Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [file] : [],
    )
    expect(loaded.length).toBeGreaterThan(5)
    expect(loaded.filter((file) => unwanted.test(file))).toEqual([])
  })
})
