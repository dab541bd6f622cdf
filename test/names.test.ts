import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
)

/** The types that a file declares at its top, for itself or for others. */
const typesOf = (file: string): readonly string[] =>
  [
    ...readFileSync(join(src, file), 'utf8').matchAll(/^(?:export )?(?:type|interface) (\w+)/gm),
  ].map(([, name = '']) => name)

// Whoever meets a name in one room knows it in every other. A type that two files share is declared in one of them.
test('the name of a type means one thing in the whole house', () => {
  const declared = new Map<string, string[]>()
  for (const file of files)
    for (const name of typesOf(file)) declared.set(name, [...(declared.get(name) ?? []), file])
  expect(declared.size).toBeGreaterThan(500)
  expect([...declared].filter(([, where]) => where.length > 1)).toEqual([])
})
