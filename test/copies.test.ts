import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const src = resolve(import.meta.dirname, '../src')

/** The code of each file, without comments. */
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => {
    const text = readFileSync(join(src, file), 'utf8')
    const code = text
      .replaceAll(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '')
      .replaceAll(/^ *\/\/.*\n| \/\/ .*$/gm, '')
    return { file, code }
  })

/** What stands in several files, of all that is found in each: of so many at least, or nothing was looked at. */
const inSeveral = (least: number, find: (code: string) => readonly string[]): readonly string[] => {
  const places = new Map<string, string[]>()
  for (const { file, code } of files)
    for (const one of new Set(find(code))) places.set(one, [...(places.get(one) ?? []), file])
  expect(places.size).toBeGreaterThan(least)
  return [...places]
    .filter(([, where]) => where.length > 1)
    .map(([one, where]) => `${where.join(', ')}: ${one}`)
}

// What a name at the left margin stands for: a function's parameters and all that it does, or a value. It ends where the
// next line at the margin is no bracket.
const DEFINITION =
  /^(?:export )?(?:const [^=\n]+=|(?:async )?function\*? \w+)(.*(?:\n(?:[ )}\]].*)?)*)/gm

// Whoever mends one of two copies forgets the other.
test('no function or value is written in two files', () => {
  const definitions = (code: string): readonly string[] =>
    [...code.matchAll(DEFINITION)]
      .map(([, body = '']) => body.replaceAll(/\s+/g, ' ').trim())
      .filter((body) => body.length > 40)
  expect(inSeveral(3_000, definitions)).toEqual([])
})

test('no sentence of five words is written in two files', () => {
  const sentences = (code: string): readonly string[] =>
    [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\$]|\\.)*)`|"([^"\n]*)"/g)]
      .map(([, one, other, third]) => (one ?? other ?? third ?? '').trim())
      .filter((text) => (text.match(/\p{L}+(?=\s|$|[.:,;])/gu) ?? []).length > 4)
  expect(inSeveral(500, sentences)).toEqual([])
})

test('no pattern of more than a few characters is written in two files', () => {
  const patterns = (code: string): readonly string[] =>
    [
      ...code.matchAll(
        /(?<=[(=:,?&|] ?|\n *)\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[dgimsuvy]*/g,
      ),
    ]
      .map(([, pattern = '']) => pattern)
      .filter((pattern) => pattern.length > 15)
  expect(inSeveral(200, patterns)).toEqual([])
})

// A number of five digits and more, four of which say something, has a source; a round one may come twice.
test('no number that says something is written in two files', () => {
  const numbers = (code: string): readonly string[] =>
    [
      ...code
        .replaceAll(/'[^'\n]*'|`[^`]*`|\/(?:[^/\\\n]|\\.)+\//g, '')
        .matchAll(/(?<![\w.])\d[\d_]*(?![\w.])/g),
    ]
      .map(([number]) => number.replaceAll('_', ''))
      .filter((digits) => digits.length > 4 && digits.replace(/0+$/, '').length > 3)
      .filter((digits) => !Number.isInteger(Math.log2(Number(digits))))
  expect(inSeveral(10, numbers)).toEqual([])
})
