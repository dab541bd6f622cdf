import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/**
 * The house, top floor first. An arrow may only point to a room named on its line.
 *
 *    doors      cli      report      twilio/functions          edges: files, clock, network, SDK
 *      \         |          |            /        \
 *       \     analysis -----+   twilio/inbound  twilio/outbound     questions and codecs, pure
 *        \       |                   |              |      \
 *         +--> evaluate, space       |          taskrouter  |
 *                |    \              |              |       |
 *                |   redaction  policy              |       |       policy: documents and packs
 *                |       |        |                 |       |
 *               decide <-+--------+-----------------+-------+       compiled policy in, decision out
 *                |
 *               trust                                               the graph
 *               /    \
 *         evidence  channels                                        tables of descriptors
 *               \      |
 *                \  identifiers
 *                 \    |
 *                  model                                            nouns
 */
const HOUSE: Readonly<Record<string, readonly string[]>> = {
  model: [],
  identifiers: ['model', 'libphonenumber-js'],
  channels: ['identifiers', 'model'],
  evidence: ['channels', 'model'],
  trust: ['evidence', 'channels', 'model'],
  decide: ['trust', 'identifiers', 'model', '@noble/hashes'],
  policy: ['decide', 'trust', 'evidence', 'identifiers', 'model', 'zod', 'yaml'],
  redaction: ['identifiers', 'decide', 'model', '@noble/hashes'],
  evaluate: ['redaction', 'decide', 'trust', 'model'],
  taskrouter: ['decide', 'model'],
  'twilio/outbound': ['taskrouter', 'redaction', 'decide', 'channels', 'model'],
  'twilio/inbound': ['channels', 'evidence', 'model', 'zod'],
  space: ['decide', 'trust', 'evidence', 'channels', 'model'],
  analysis: [
    'space',
    'evaluate',
    'policy',
    'decide',
    'trust',
    'evidence',
    'channels',
    'redaction',
    'model',
  ],
  report: [
    'analysis',
    'evaluate',
    'twilio/inbound',
    'twilio/outbound',
    'taskrouter',
    'redaction',
    'policy',
    'decide',
    'model',
  ],
  'twilio/functions': [
    'evaluate',
    'twilio/inbound',
    'twilio/outbound',
    'redaction',
    'decide',
    'evidence',
    'channels',
    'identifiers',
    'model',
    'twilio',
    'jose',
    '@noble/hashes',
    'node',
  ],
  cli: [
    'report',
    'analysis',
    'evaluate',
    'twilio/inbound',
    'twilio/outbound',
    'taskrouter',
    'redaction',
    'policy',
    'decide',
    'trust',
    'channels',
    'identifiers',
    'model',
    'twilio',
    'node',
    // What `init` copies.
    'the example project',
  ],
}

/** The public doors: each opens on rooms, and holds nothing itself. */
const DOORS = ['index', 'runtime', 'decide', 'panel', 'twilio', 'functions', 'analysis', 'vitest']

/** A library is imported where the line says, and there in these files only. */
const ONLY_IN: Readonly<Record<string, RegExp>> = {
  'libphonenumber-js': /^identifiers\/(?:phoneNumber|nationalNumber)\.ts$/,
  // Of the command line, the one command that asks an account.
  twilio: /^(?:twilio\/functions\/.+|cli\/sids\/openAccount)\.ts$/,
}

const SOURCE = resolve(import.meta.dirname, '../src')
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort()

const roomOf = (file: string): string | undefined =>
  file.includes('/')
    ? Object.keys(HOUSE).find((room) => file.startsWith(`${room}/`))
    : file === 'evaluate.ts'
      ? 'evaluate'
      : undefined

const isDoor = (file: string): boolean => DOORS.some((door) => file === `${door}.ts`)

const importsOf = (file: string): readonly string[] => {
  const text = readFileSync(join(SOURCE, file), 'utf8')
  const found = [
    ...text.matchAll(/^(?:import|export)\s[^;'"]*?from\s+['"]([^'"]+)['"]/gm),
    ...text.matchAll(/(?:\bimport\(|^import\s+)['"]([^'"]+)['"]/gm),
  ]
  return found.map(([, specifier]) => String(specifier))
}

const libraryOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? 'node'
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')

const targetOf = (file: string, specifier: string): string => {
  if (!specifier.startsWith('.')) return libraryOf(specifier)
  if (specifier.endsWith('.json')) return 'the example project'
  const target = relative(SOURCE, resolve(SOURCE, dirname(file), specifier)).replace(/\.js$/, '.ts')
  return roomOf(target) ?? (isDoor(target) ? 'a door' : `no room: ${target}`)
}

const IMPURE = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bconsole\./
const EDGES = ['cli', 'twilio/functions']

const codeOf = (file: string): string => readFileSync(join(SOURCE, file), 'utf8')

describe.each(files)('%s', (file) => {
  const room = roomOf(file)

  test('lives in a room of the house or is a door', () => {
    expect(room !== undefined || isDoor(file)).toBe(true)
  })

  test('uses only what its room may use', () => {
    const strangers = importsOf(file)
      .map((specifier) => targetOf(file, specifier))
      .filter((target) => target !== room)
      .filter((target) =>
        room === undefined
          ? !(target in HOUSE || target === 'a door' || target === 'vitest')
          : !HOUSE[room]?.includes(target),
      )
    expect(strangers).toEqual([])
  })

  test('imports a guarded library only in its own file', () => {
    const stray = importsOf(file)
      .map(libraryOf)
      .filter((library) => ONLY_IN[library]?.test(file) === false)
    expect(stray).toEqual([])
  })

  if (room === undefined || !EDGES.includes(room)) {
    test('is pure', () => {
      expect(codeOf(file)).not.toMatch(IMPURE)
    })
  }

  test('is no longer than 300 lines', () => {
    expect(codeOf(file).split('\n').length).toBeLessThanOrEqual(301)
  })
})

test('an arrow in the house only points down', () => {
  const floors = Object.keys(HOUSE)
  for (const [room, below] of Object.entries(HOUSE)) {
    for (const target of below.filter((name) => name in HOUSE)) {
      expect(floors.indexOf(target), `${room} uses ${target}`).toBeLessThan(floors.indexOf(room))
    }
  }
})
