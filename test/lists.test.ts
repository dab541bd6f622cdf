import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
)

// A list of words, but for what a descriptor says of its own thing: `anchors: ['digit', …]`.
const LIST = /(?<!:\s*)\[\s*((?:'[^'\n]*'\s*,?\s*){3,})\]/g
// A type that is one of several words, but for a selection of fields, which is held by the compiler: `Pick<Decision, 'route' | …>`.
const ONE_OF = /(?<![<,]\s*)(?<!'\s*\|\s*)((?:'[^'\n]*'\s*\|\s*){2,}'[^'\n]*')/g

/** The words that stand together in a file, each list of them by the alphabet. */
const listsIn = (text: string): readonly string[] =>
  [...text.matchAll(LIST), ...text.matchAll(ONE_OF)].map(([, words = '']) =>
    [...words.matchAll(/'([^'\n]*)'/g)]
      .map(([, word = '']) => word)
      .toSorted()
      .join(' '),
  )

// Whoever adds a word to one of two lists forgets the other, and what was proved with one is not so of the other.
test('no three words are listed in two places of the house', () => {
  const places = new Map<string, string[]>()
  for (const file of files)
    for (const words of listsIn(readFileSync(join(src, file), 'utf8')))
      places.set(words, [...(places.get(words) ?? []), file])
  expect(places.size).toBeGreaterThan(100)
  expect([...places].filter(([, where]) => where.length > 1)).toEqual([])
})
