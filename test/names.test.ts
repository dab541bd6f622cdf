import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')

/** The source, and the tests beside it. */
const files = ['src', 'test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
    .map((file) => join(folder, file)),
)

/** The types that a file declares, for itself or for others, at its top or inside a function. */
const typesOf = (file: string): readonly string[] =>
  [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(
      /^ *(?:export )?(?:declare )?(?:type|interface) (\w+)(?=[ <])/gm,
    ),
  ].map(([, name = '']) => name)

// Whoever meets a name in one file knows it in every other. A type that two files share is declared in one of them.
test('the name of a type means one thing in the whole house, tests included', () => {
  const declared = new Map<string, Set<string>>()
  for (const file of files)
    for (const name of typesOf(file))
      declared.set(name, (declared.get(name) ?? new Set()).add(file))
  expect(declared.size).toBeGreaterThan(1_200)
  expect([...declared].filter(([, where]) => where.size > 1)).toEqual([])
})

/** The members of the interfaces that a file of the source declares, of two members and more, without comments. */
const membersOf = (file: string): readonly (readonly [members: string, name: string])[] =>
  [
    ...readFileSync(join(ROOT, file), 'utf8')
      .replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/ .*/g, '')
      .matchAll(/^(?:export )?interface (\w+) \{\n((?: {2}.*\n|\n)+)\}/gm),
  ].flatMap(([, name = '', body = '']) => {
    const members = body
      .split(/\n(?= {2}\S)/)
      .map((member) => member.replaceAll(/\s+/g, ' ').trim())
    return members.length > 1 ? [[members.toSorted().join('; '), `${file}: ${name}`] as const] : []
  })

// Whoever adds a member to one of two would forget the other.
test('what a type holds is declared once: no two interfaces have the same members', () => {
  const declared = new Map<string, string[]>()
  for (const [members, name] of files.filter((file) => file.startsWith('src')).flatMap(membersOf))
    declared.set(members, [...(declared.get(members) ?? []), name])
  expect(declared.size).toBeGreaterThan(500)
  expect([...declared.values()].filter((names) => names.length > 1)).toEqual([])
})

/** Tables whose rows are named by the word that each describes: a command, an atom, a channel. */
const TABLES = /^src\/(?:cli\/commands|decide\/(?:condition|requirement)|channels|identifiers)\//

/** The functions and values that a file gives to others. */
const givenBy = (file: string): readonly string[] =>
  [
    ...readFileSync(join(ROOT, file), 'utf8').matchAll(
      /^export (?:async )?(?:function\*? |const )(\w+)/gm,
    ),
  ].map(([, name = '']) => name)

// Whoever imports by name, as an editor offers it, gets the one that is meant.
test('what a file gives to others has a name of its own in the whole source', () => {
  const given = new Map<string, Set<string>>()
  for (const file of files.filter((one) => one.startsWith('src') && !TABLES.test(one)))
    for (const name of givenBy(file)) given.set(name, (given.get(name) ?? new Set()).add(file))
  expect(given.size).toBeGreaterThan(1_500)
  expect([...given].filter(([, where]) => where.size > 1)).toEqual([])
})
