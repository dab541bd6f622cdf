import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
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
