import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** The house: what each room may use, the lowest room first. `.github/CONTRIBUTING.md` shows it as `draw` draws it. */
const HOUSE: Readonly<Record<string, readonly string[]>> = {
  model: [],
  identifiers: ['model', 'libphonenumber-js'],
  channels: ['identifiers', 'model'],
  evidence: ['channels', 'model'],
  trust: ['evidence', 'channels', 'model'],
  decide: ['trust', 'channels', 'identifiers', 'model', '@noble/hashes'],
  policy: ['decide', 'trust', 'evidence', 'identifiers', 'model', 'zod', 'yaml'],
  redaction: ['identifiers', 'decide', 'model', '@noble/hashes'],
  evaluate: ['redaction', 'decide', 'trust', 'model'],
  taskrouter: ['decide', 'model'],
  'twilio/outbound': ['taskrouter', 'redaction', 'decide', 'channels', 'model'],
  'twilio/inbound': ['channels', 'evidence', 'model', 'zod'],
  space: ['decide', 'trust', 'evidence', 'channels', 'model'],
  analysis: [
    'space',
    'taskrouter',
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
    'space',
    'evaluate',
    'twilio/inbound',
    'twilio/outbound',
    'taskrouter',
    'redaction',
    'policy',
    'decide',
    'trust',
    'evidence',
    'channels',
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

const ROOT = resolve(import.meta.dirname, '..')
const SOURCE = join(ROOT, 'src')
const TESTS = join(ROOT, 'test')

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('.'))
    .sort()
const files = filesIn(SOURCE)

const roomOf = (file: string): string | undefined =>
  file === 'evaluate.ts'
    ? 'evaluate'
    : Object.keys(HOUSE).find((room) => file.startsWith(`${room}/`))

const isDoor = (file: string): boolean => DOORS.some((door) => file === `${door}.ts`)

/** Where a room is entered: `evaluate` is one file. */
const doorOf = (room: string): string => (room === 'evaluate' ? 'evaluate.ts' : `${room}/index.ts`)

const texts = new Map<string, string>()
/** What stands in a file, which is read once. */
const textOf = (path: string): string => {
  const text = texts.get(path) ?? readFileSync(path, 'utf8')
  texts.set(path, text)
  return text
}

const imports = new Map<string, readonly string[]>()
const importsOf = (path: string): readonly string[] => {
  const found = imports.get(path) ?? findImports(textOf(path))
  imports.set(path, found)
  return found
}

function findImports(text: string): readonly string[] {
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

/** The file in `src` that an import names. */
const fileOf = (path: string, specifier: string): string =>
  relative(SOURCE, resolve(dirname(path), specifier)).replace(/\.js$/, '.ts')

const targetOf = (file: string, specifier: string): string => {
  if (!specifier.startsWith('.')) return libraryOf(specifier)
  if (specifier.endsWith('.json')) return 'the example project'
  const target = fileOf(join(SOURCE, file), specifier)
  return roomOf(target) ?? (isDoor(target) ? 'a door' : `no room: ${target}`)
}

const mayUse = (room: string | undefined, target: string): boolean =>
  room === undefined
    ? target in HOUSE || target === 'a door' || target === 'vitest'
    : target === room || HOUSE[room]?.includes(target) === true

/** What a file takes out of a room that is not its own, past the room's door. */
const pastDoors = (folder: string, file: string): readonly string[] =>
  importsOf(join(folder, file))
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => fileOf(join(folder, file), specifier))
    .filter((target) => {
      const room = roomOf(target)
      return room !== undefined && room !== roomOf(file) && target !== doorOf(room)
    })
    .map((target) => `${file} takes ${target}`)

const IMPURE = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bconsole\./
const EDGES = ['cli', 'twilio/functions']

const codeOf = (file: string): string => textOf(join(SOURCE, file))

test('every file lives in a room of the house or is a door', () => {
  expect(files.length).toBeGreaterThan(400)
  expect(files.filter((file) => roomOf(file) === undefined && !isDoor(file))).toEqual([])
})

test('every file uses only what its room may use', () => {
  const strangers = files.flatMap((file) =>
    importsOf(join(SOURCE, file))
      .map((specifier) => targetOf(file, specifier))
      .filter((target) => !mayUse(roomOf(file), target))
      .map((target) => `${file} uses ${target}`),
  )
  expect(strangers).toEqual([])
})

test('a room is entered by its door: nothing is taken past its `index.ts`', () => {
  const tests = filesIn(TESTS).filter((file) => !file.startsWith('bench/'))
  expect(tests.length).toBeGreaterThan(150)
  expect([
    ...files.flatMap((file) => pastDoors(SOURCE, file)),
    ...tests.flatMap((file) => pastDoors(TESTS, file)),
  ]).toEqual([])
})

test('a guarded library is imported in its own files only', () => {
  const stray = files.flatMap((file) =>
    importsOf(join(SOURCE, file))
      .map(libraryOf)
      .filter((library) => ONLY_IN[library]?.test(file) === false)
      .map((library) => `${file} imports ${library}`),
  )
  expect(stray).toEqual([])
})

// What a comment shows is an example of a call, which whoever calls makes.
const withoutComments = (code: string): string =>
  code.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

test('all but the edges is pure', () => {
  const inner = files.filter((file) => !EDGES.includes(roomOf(file) ?? 'a door'))
  expect(inner.filter((file) => IMPURE.test(withoutComments(codeOf(file))))).toEqual([])
})

test('no file is longer than 300 lines', () => {
  expect(files.filter((file) => codeOf(file).split('\n').length > 301)).toEqual([])
})

test('an arrow in the house only points down', () => {
  const floors = Object.keys(HOUSE)
  const up = Object.entries(HOUSE).flatMap(([room, below]) =>
    below
      .filter((target) => target in HOUSE && floors.indexOf(target) >= floors.indexOf(room))
      .map((target) => `${room} uses ${target}`),
  )
  expect(up).toEqual([])
})

/** Follows imports from a file, those of types among them, until one leads back to it. */
const circleFrom = (
  start: string,
  taken: ReadonlyMap<string, readonly string[]>,
): readonly string[] | null => {
  const seen = new Map<string, readonly string[]>([[start, [start]]])
  for (const [file, way] of seen) {
    for (const target of taken.get(file) ?? []) {
      if (target === start) return [...way, start]
      if (!seen.has(target)) seen.set(target, [...way, target])
    }
  }
  return null
}

test('no file takes anything from itself by way of others, not even a type', () => {
  const taken = new Map(
    files.map((file) => [
      file,
      importsOf(join(SOURCE, file))
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => fileOf(join(SOURCE, file), specifier)),
    ]),
  )
  const circles = files.flatMap((file) => circleFrom(file, taken)?.join(' > ') ?? [])
  expect(circles).toEqual([])
})

test('the top level holds what it is meant to hold', () => {
  const ours = [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'examples',
    'package-lock.json',
    'package.json',
  ]
  const rest = ['src', 'test', 'tsconfig.json', 'tsup.config.ts']
  // What a build or an install makes.
  const made = ['dist', 'node_modules']
  const top = readdirSync(resolve(SOURCE, '..')).filter((name) => !name.startsWith('.'))
  expect(top.filter((name) => ![...ours, ...rest, ...made].includes(name))).toEqual([])
})

const isRoom = (name: string): boolean => name in HOUSE

/** A room stands one floor above the highest that it uses. */
const floorOf = (room: string): number =>
  1 + Math.max(-1, ...(HOUSE[room] ?? []).filter(isRoom).map(floorOf))

const pageOf = (room: string): string =>
  room === 'evaluate'
    ? '# evaluate\n\nTrust, then the decision, then the rules that hide what it withholds.'
    : readFileSync(join(SOURCE, room, 'README.md'), 'utf8')

/** What a room says of itself first, to its first stop or colon. */
const gistOf = (room: string): string =>
  (/^# .+\n\n([^.:]+)/.exec(pageOf(room))?.[1] ?? '').replaceAll('\n', ' ')

/** The house as it is shown: the highest floor first. */
const draw = (): string =>
  Object.keys(HOUSE)
    .toSorted((a, b) => floorOf(b) - floorOf(a))
    .map((room) => `${String(floorOf(room)).padStart(3)}  ${room.padEnd(17)} ${gistOf(room)}`)
    .join('\n')

test('the page for contributors shows the house as it is', () => {
  const page = readFileSync(join(ROOT, '.github/CONTRIBUTING.md'), 'utf8')
  const shown = /^## The house\n\n```\n([\s\S]*?)\n```$/m.exec(page)?.[1]
  expect(shown).toBe(draw())
})

const rooms = Object.keys(HOUSE).filter((room) => room !== 'evaluate')

/** What a room may use, as its page says it: rooms by their doors, and then libraries. */
const sayUses = (room: string): string => {
  const uses = HOUSE[room] ?? []
  const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')
  const [belows, others] = [
    uses.filter(isRoom),
    uses.filter((name) => /^[\w@/-]+$/.test(name) && !isRoom(name)),
  ]
  const libraries = others.length > 0 ? `; of libraries ${list(others)}` : ''
  return `**May be used.** ${belows.length > 0 ? list(belows) : 'No other room'}${libraries}.`
}

test('the page of a room says what it may use', () => {
  const wrong = rooms.filter((room) => !pageOf(room).includes(`\n\n${sayUses(room)}\n\n`))
  expect(wrong.map((room) => `${room}: ${sayUses(room)}`)).toEqual([])
})

test('the page of a room says what lives there, how to add one, and what holds it', () => {
  const PARTS = ['**Lives here.**', '**May be used.**', '**To add one.**', '**Held by.** `test/']
  expect(rooms.length).toBeGreaterThan(15)
  for (const room of rooms) for (const part of PARTS) expect(pageOf(room), room).toContain(part)
})

const CONTRIBUTING = [
  '.github',
  readFileSync(join(ROOT, '.github/CONTRIBUTING.md'), 'utf8'),
] as const

test('what a page names is there', () => {
  const pages = [...rooms.map((room) => [`src/${room}`, pageOf(room)] as const), CONTRIBUTING]
  const missing = pages.flatMap(([folder, page]) =>
    [...page.matchAll(/`([\w./-]+(?:\/[\w.-]+|\.(?:ts|md|mjs|json)))`/g)]
      .map(([, path = '']) => path)
      .filter((path) => !path.startsWith('@') && !isRoom(path))
      .filter((path) => !existsSync(join(ROOT, folder, path)) && !existsSync(join(ROOT, path)))
      .map((path) => `${folder}: ${path}`),
  )
  expect(missing).toEqual([])
})

/** What stands in backticks on the pages of rooms and on the page for contributors, by page. */
const quotedOnPages = (): readonly (readonly [page: string, text: string])[] =>
  [...rooms.map((room) => [`src/${room}`, pageOf(room)] as const), CONTRIBUTING].flatMap(
    ([folder, page]) =>
      [...page.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => [folder, text] as const),
  )

test('what a page calls by a name is called so in the code', () => {
  const code = new Set(
    files.flatMap((file) => withoutComments(codeOf(file)).match(/[\w$]+/g) ?? []),
  )
  // A stroke stands for whatever differs: `create…Handler`.
  const isCode = (name: string): boolean =>
    name.includes('…')
      ? [...code].some((word) => new RegExp(`^${name.replace('…', '\\w+')}$`).test(word))
      : code.has(name) || isRoom(name)
  // A name, or one with its value: `readers: null`. Paths are looked for above.
  const called = quotedOnPages().flatMap(([folder, text]) => {
    const name = /^([\w$…]+)(?:: \S+)?$/.exec(text)?.[1]
    return name === undefined ? [] : [[folder, name] as const]
  })
  expect(called.length).toBeGreaterThan(40)
  expect(called.filter(([, name]) => !isCode(name))).toEqual([])
})

test('a command that a page names can be run', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const unknown = quotedOnPages().filter(([, text]) => {
    const [, script, room] = /^npm (?:run )?([\w:]+)(?: -- (.+))?$/.exec(text) ?? []
    if (script === undefined) return false
    return !(script in scripts) || (room !== undefined && !existsSync(join(TESTS, room)))
  })
  expect(unknown).toEqual([])
})
