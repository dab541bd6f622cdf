import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { identifiers } from '../src/identifiers/index.js'
import { testBlocks } from './documentBlocks.js'

const root = resolve(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const prose = readme.replaceAll(/^```[\s\S]*?^```$/gm, '')

testBlocks('README.md')

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const named = [...readme.matchAll(/\bnpm (?:run )?(start|test|bench|[\w]+:[\w]+)\b/g)]
  expect(named.length).toBeGreaterThan(0)
  for (const [, script] of named) expect(Object.keys(scripts)).toContain(script)
})

test('it can be read at one sitting', () => {
  expect(readme.split('\n').length).toBeLessThan(250)
})

test('a word of our own is told where it first stands', () => {
  for (const word of ['Write trust', 'Read trust', 'rung', 'epoch', 'Claims', 'evidence']) {
    const first = prose.toLowerCase().indexOf(word.toLowerCase())
    expect(prose.slice(first - 2, first), word).toBe('**')
  }
})

test('it names every package that is bundled or may stand beside it', () => {
  const { peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const bundled = ['@noble/hashes', 'jose', 'libphonenumber-js', 'yaml', 'zod']
  const unnamed = [...bundled, ...Object.keys(peerDependencies)].filter(
    (name) => !readme.includes(`\`${name}\``),
  )
  expect(unnamed).toEqual([])
})

test('what it says was measured, and of how many kinds, is what Measurements says', () => {
  const measured = readFileSync(join(root, 'examples/guides/measurements.md'), 'utf8')
  const figuresIn = (text: string) =>
    new Map(
      [...text.matchAll(/^\| ([^|]+) \| ([^|;]+)[^|]*\| [^|]+\|$/gm)].map(
        ([, what = '', figure = '']) => [what, figure.trim()] as const,
      ),
    )
  const [said, found] = [figuresIn(readme.split('## Measured')[1] ?? ''), figuresIn(measured)]
  const rows = [...said].filter(([what]) => found.has(what))
  expect(rows.length).toBeGreaterThan(4)
  for (const [what, figure] of rows) expect(figure, what).toBe(found.get(what))
  const counts = [...`${readme}${measured}`.matchAll(/(?:`scan`,|Found are) (\d+) kinds/g)]
  expect(counts.map(([, count]) => Number(count))).toEqual(counts.map(() => identifiers.length))
})
