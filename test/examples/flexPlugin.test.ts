import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { toAgentPanel, withheldTaskAttributes } from '../../src/twilio/outbound/index.js'
import { packedFile } from '../packedFile.js'
import { quickNode } from '../quickNode.js'
import { fetchFlexTypes } from './flexTypes.js'
import { renderExample } from './renderExample.js'

const EXAMPLE = resolve('examples/flex-plugin')
const SOURCE = join(EXAMPLE, 'src')
const files = readdirSync(SOURCE).map((file) => join(SOURCE, file))
// The types of Flex itself, and the TypeScript of Flex's own template.
const types = fetchFlexTypes('examples/flex-plugin', [
  '@twilio/flex-ui',
  '@twilio/flex-plugin',
  '@types/react',
  'typescript',
])

// Two thousand files of types, on a machine that may be busy.
const SLOW = { timeout: 180_000 }

/** The example as a developer has it: its own files, and the package as it is published. */
function unpackExample(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-flex-plugin-'))
  cpSync(EXAMPLE, folder, { recursive: true, filter: (file) => !file.includes('node_modules') })
  const installed = join(folder, 'node_modules', 'countersign')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['xzf', packedFile(), '-C', installed, '--strip-components=1'])
  return folder
}

const folder = unpackExample()

describe.skipIf(types === null)(
  'under the settings and the TypeScript of the template of Flex, the plugin',
  SLOW,
  () => {
    const modules = join(types ?? '', 'node_modules')
    for (const name of types === null ? [] : ['@twilio', '@types'])
      symlinkSync(join(modules, name), join(folder, 'node_modules', name))

    // What is right and what is spoilt are read in one go: most of it are the types of Flex, which are the same.
    const other = join(folder, 'spoilt')
    const spoilt: readonly (readonly [string, string])[] = [
      ['flex.TaskInfoPanel.', 'flex.TaskInfoPanels.'],
      ['<Badge key="countersign-badge" />', '3'],
      ['panel.mayBeSaid', 'panel.mayBeShown'],
      ['toAgentPanel(task.attributes', 'toAgentPanel(task.attribute'],
    ]
    const spoil = (text: string) =>
      spoilt.reduce((changed, [from, to]) => changed.replace(from, to), text)
    let errors: readonly string[] = []

    beforeAll(() => {
      mkdirSync(join(other, 'src'), { recursive: true })
      for (const file of files)
        writeFileSync(file.replace(SOURCE, join(other, 'src')), spoil(readFileSync(file, 'utf8')))
      const settings = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8'))
      const both = { ...settings, include: ['src', 'spoilt/src'] }
      writeFileSync(join(folder, 'both.json'), JSON.stringify(both))
      const compiler = join(modules, 'typescript/bin/tsc')
      const args = quickNode(compiler, '-p', join(folder, 'both.json'), '--pretty', 'false')
      const [node, ...words] = args
      const { stdout } = spawnSync(node, words, { cwd: folder, encoding: 'utf8' })
      errors = stdout.split('\n').filter((line) => /^\S/.test(line))
    }, SLOW.timeout)

    test('has no error', () => {
      expect(errors.filter((line) => !line.startsWith('spoilt/src/'))).toEqual([])
    })

    test('would be refused with places and members that are not there', () => {
      for (const name of ['TaskInfoPanels', 'ReactElement', 'mayBeShown', "'attribute'"])
        expect(errors.join('\n')).toContain(name)
    })
  },
)

describe('the package, as it is published', () => {
  const manifest = JSON.parse(readFileSync(resolve('package.json'), 'utf8'))
  const doors = Object.keys(manifest.exports).filter((path) => !path.includes('json'))

  test.each(doors)('has types for %s where only `moduleResolution: node` is known', (path) => {
    const { resolvedModule } = ts.resolveModuleName(
      path.replace(/^\./, 'countersign'),
      join(folder, 'src/index.ts'),
      { moduleResolution: ts.ModuleResolutionKind.Node10 },
      ts.sys,
    )
    expect(resolvedModule?.resolvedFileName).toBe(
      join(folder, 'node_modules/countersign', manifest.exports[path].import.types),
    )
  })

  test("is found and read by Flex's webpack 4, which knows no `exports` and no `??`", () => {
    const babel = { loader: '/flex/node_modules/babel-loader/lib/index.js', include: '/plugin/src' }
    const images = { loader: '/flex/node_modules/url-loader/dist/cjs.js' }
    const before = {
      entry: ['./src/index'],
      resolve: { alias: { '@twilio/flex-ui': 'shim' } },
      module: { rules: [{ parser: { requireEnsure: false } }, { oneOf: [images, babel] }] },
    }
    const after = createRequire(folder)(join(folder, 'webpack.config.js'))(before, { isProd: true })
    const dist = join(folder, 'node_modules/countersign/dist')
    expect(after).toEqual({
      ...before,
      resolve: {
        alias: { '@twilio/flex-ui': 'shim', 'countersign/panel': join(dist, 'panel.js') },
      },
      module: {
        rules: [
          { parser: { requireEnsure: false } },
          { oneOf: [images, { ...babel, include: ['/plugin/src', dist] }] },
        ],
      },
    })
    expect(existsSync(join(dist, 'panel.js'))).toBe(true)
  })
})

describe('what the plugin shows', () => {
  const hostile = {
    ...withheldTaskAttributes('function_failed').attributes,
    claimed: { friendlyName: '<img src=x onerror=alert(1)>', '{{x}}': '{{task.customers.phone}}' },
  }

  test('is every line of the panel, as text', () => {
    const { texts } = renderExample('TrustPanel', { task: { attributes: hostile } })
    const panel = toAgentPanel(hostile)
    for (const { text } of [...panel.why, ...panel.askNext, ...panel.says, ...panel.problems]) {
      expect(texts).toContain(text)
    }
    expect(texts.join(' ')).not.toMatch(/[<>{}]/)
  })

  test('is never markup: no property carries a word of the task', () => {
    const { properties } = renderExample('TrustPanel', { task: { attributes: hostile } })
    expect([...new Set(properties.map(([name]) => name))].sort()).toEqual(['className'])
    for (const file of files) expect(readFileSync(file, 'utf8')).not.toMatch(/innerHTML|href|src=/i)
  })

  test('is a badge of four looks, and nothing without a task', () => {
    const { texts, properties } = renderExample('TrustBadge', { task: { attributes: hostile } })
    expect(texts).toEqual(['Not checked: say nothing about any record'])
    expect(properties).toContainEqual(['className', 'countersign-badge countersign-stop'])
    expect(renderExample('TrustBadge', {}).texts).toEqual([])
  })
})
