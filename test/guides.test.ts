import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { blocksOf, testBlocks } from './documentBlocks.js'

const root = resolve(import.meta.dirname, '..')
const guides = readdirSync(join(root, 'examples/guides'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => `examples/guides/${file}`)
  .toSorted()

testBlocks(...guides)

test('the guides are there, with the blocks that show them', () => {
  expect(guides.length).toBeGreaterThan(20)
  expect(
    guides.flatMap(blocksOf).filter(({ language }) => language === 'sh').length,
  ).toBeGreaterThan(10)
})
