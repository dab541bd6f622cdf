import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sayFound } from '../../src/analysis/index.js'
import { loadCommands } from '../../src/cli/commands/index.js'
import { optionsOf } from '../../src/cli/help.js'
import { REASONS } from '../../src/model/index.js'
import { jsonSchemas } from '../../src/policy/index.js'

const ROOT = resolve(import.meta.dirname, '../..')
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
// What examples have installed leads back to the project, so that it is not entered.
const filesIn = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((one) => {
    const path = `${folder}/${one.name}`
    if (one.isDirectory()) return one.name === 'node_modules' ? [] : filesIn(path, ending)
    return one.isFile() && path.endsWith(ending) ? [path] : []
  })

/** Words that once stood beside another for the same thing, and the one that the glossary keeps. */
const SAID_ONCE: readonly (readonly [RegExp, string])[] = [
  [/\bbad news\b/i, 'risk'],
  [/\b(?:held|holds?) (?:\w+ )?down\b/i, 'cap'],
  [/\blaxer\b/i, 'looser'],
  [/\bguarantees?\b(?![',])/i, 'invariant'],
  [/\bwhere left out\b|\bunless told otherwise\b/i, 'the default is'],
  [/\blately\b/i, 'recently'],
  [/\bchanged hands\b/i, 'has a new owner'],
  [/\btaken out\b/i, 'removed'],
  [/\bwords of today\b/i, 'the present words'],
  [/\bdata dip\b/i, 'look-up'],
  [/\bchannels? of (?:your|its) own\b/i, 'custom channel'],
  [/\bsurer\b/i, 'more certain'],
]

/** What people read: pages, and everything in the source and its tests, comments and titles included. */
const read: readonly (readonly [string, string])[] = [
  ...[
    'README.md',
    '.github/CONTRIBUTING.md',
    ...filesIn('examples', '.md'),
    ...filesIn('src', '.md'),
    ...filesIn('src', '.ts'),
    ...filesIn('test', '.ts'),
  ]
    // What scans texts of strangers holds words of strangers, and so do its tests.
    .filter((file) => !/^(?:src|test)\/(?:identifiers|redaction|eval)\//.test(file))
    .filter((file) => file !== 'test/cli/plainWords.test.ts')
    // A comment goes on in the next line.
    .map((file) => [file, textOf(file).replaceAll(/\n *(?:\*|\/\/)? */g, ' ')] as const),
]

test.each(SAID_ONCE)('nobody reads %s where we say "%s"', (word) => {
  const every = new RegExp(word, 'gi')
  expect(read.length).toBeGreaterThan(1_000)
  expect(
    read.flatMap(([file, text]) =>
      [...text.matchAll(every)].map(
        ({ index }) => `${file}: ${text.slice(Math.max(0, index - 40), index + 40)}`,
      ),
    ),
  ).toEqual([])
})

/** A sentence begins with a capital or a name, and ends. */
const SENTENCE = /^[A-Z`"'].*[.?]$/s

describe('what is said is a sentence', () => {
  test('of each reason: its cause, and what to do', () => {
    const said = Object.entries(REASONS).flatMap(([code, { cause, remedy }]) => [
      [code, cause],
      [code, remedy],
    ])
    expect(said.filter(([, text = '']) => !SENTENCE.test(text))).toEqual([])
  })

  test('of each finding: why, and what to do', () => {
    const union = textOf('src/analysis/finding.ts')
    const codes = [...union.matchAll(/^ {2}\| '(\w+)'$/gm)].map(([, code]) => code)
    const source = textOf('src/analysis/sayFinding.ts')
    expect(codes.length).toBeGreaterThan(50)
    const silent = codes.filter((code) => !new RegExp(`^ {2}${code}: `, 'm').test(source))
    expect(silent).toEqual([])
    const said = codes.map((code) =>
      // The type of a code is lost in a text that is read; the table has a line for each.
      Reflect.apply(sayFound, undefined, [{ code, path: [], word: 'x', by: 'y', suggestion: 'z' }]),
    )
    expect(said.filter((text) => !/: .*[.?]$/s.test(text))).toEqual([])
  })

  test('of each command and each option', async () => {
    const said = (await loadCommands()).flatMap((command) => [
      [command.name, command.summary],
      ...Object.entries(optionsOf(command)).map(([name, { summary }]) => [name, summary]),
    ])
    expect(said.length).toBeGreaterThan(60)
    expect(said.filter(([, text = '']) => !SENTENCE.test(text))).toEqual([])
  })

  test('of each key of a document', () => {
    const said = [...JSON.stringify(jsonSchemas()).matchAll(/"description":("(?:[^"\\]|\\.)*")/g)]
    expect(said.length).toBeGreaterThan(100)
    const texts: readonly string[] = said.map(([, text = '""']) => JSON.parse(text))
    expect([...new Set(texts.filter((text) => !SENTENCE.test(text)))]).toEqual([])
  })
})
