import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { toAgentPanel } from '../../src/twilio/outbound/agentPanel.js'
import { withheldTaskAttributes } from '../../src/twilio/outbound/taskAttributes.js'
import { fetchFlexTypes } from './flexTypes.js'
import { renderExample } from './renderExample.js'

const SOURCE = resolve('examples/flex-plugin/src')
const files = readdirSync(SOURCE).map((file) => join(SOURCE, file))
const types = fetchFlexTypes()

// Two thousand files of types, on a machine that may be busy.
const SLOW = { timeout: 180_000 }

const parsed = new Map<string, ts.SourceFile | undefined>()

/** Type-checks the plugin against Flex UI's own types; `spoil` changes the text of its files first. */
function check(
  folder: string,
  spoil: (text: string) => string = (text) => text,
): readonly string[] {
  const { config } = ts.readConfigFile(
    resolve('examples/flex-plugin/tsconfig.json'),
    ts.sys.readFile,
  )
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('examples/flex-plugin'))
  const host = ts.createCompilerHost(options)
  const [read, parse] = [host.readFile, host.getSourceFile]
  // Flex has two thousand files of types: they are parsed once.
  host.getSourceFile = (file, ...rest) => {
    if (resolve(file).startsWith(SOURCE)) return parse(file, ...rest)
    if (!parsed.has(file)) parsed.set(file, parse(file, ...rest))
    return parsed.get(file)
  }
  host.readFile = (file) => {
    const text = read(file)
    return text !== undefined && resolve(file).startsWith(SOURCE) ? spoil(text) : text
  }
  const modules = join(folder, 'node_modules')
  const program = ts.createProgram({
    rootNames: files,
    host,
    options: {
      ...options,
      typeRoots: [join(modules, '@types')],
      paths: {
        react: [join(modules, '@types/react')],
        'countersign/twilio': [resolve('src/twilio.ts')],
        '*': [join(modules, '*')],
      },
    },
  })
  // Its own files alone: Flex's types and ours have their own checks.
  return files
    .flatMap((file) => {
      const source = program.getSourceFile(file)
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    })
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}

describe.skipIf(types === null)('against the types of Flex UI itself, the plugin', SLOW, () => {
  const folder = types ?? ''

  test('has no error', () => {
    expect(check(folder)).toEqual([])
  })

  test('would be refused with places and members that are not there', () => {
    const spoilt: readonly (readonly [string, string])[] = [
      ['flex.TaskInfoPanel.', 'flex.TaskInfoPanels.'],
      ['<Badge key="countersign-badge" />', '3'],
      ['panel.mayBeSaid', 'panel.mayBeShown'],
      ['toAgentPanel(task.attributes', 'toAgentPanel(task.attribute'],
    ]
    const errors = check(folder, (text) =>
      spoilt.reduce((changed, [from, to]) => changed.replace(from, to), text),
    )
    for (const name of ['TaskInfoPanels', 'ReactElement', 'mayBeShown', "'attribute'"]) {
      expect(errors.join('\n')).toContain(name)
    }
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
    expect(texts).toEqual(['Not checked: say nothing of any record'])
    expect(properties).toContainEqual(['className', 'countersign-badge countersign-stop'])
    expect(renderExample('TrustBadge', {}).texts).toEqual([])
  })
})
