import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LONGEST } from './longestFirst.js'

// What keeps the tests quick, where it can be told from their text. `.github/CONTRIBUTING.md` says the rest.

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.includes('node_modules'),
)
const textOf = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8')

/** The files that import a package as a value: a type costs nothing. */
const importing = (name: string): readonly string[] =>
  files.filter((file) =>
    textOf(file)
      .split('\n')
      .some((line) => line.endsWith(` from '${name}'`) && !line.startsWith('import type ')),
  )

test.each([
  // A browser takes a second to start, and is told there what it may not do by itself.
  ['playwright-core', ['report/chromium.ts']],
  // Half a second to read, and a page to look through: barriers are asked for in one way.
  ['axe-core', ['report/chromium.ts']],
])('%s is used where it is used once for all', (name, places) => {
  expect(importing(name).toSorted()).toEqual(places)
})

test('no test waits for a page by the clock: it waits for what the page shows', () => {
  const waiting = ['waitForTimeout', 'networkidle']
  const found = files.filter(
    (file) => file !== 'quick.test.ts' && waiting.some((word) => textOf(file).includes(word)),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(found).toEqual([])
})

test('how many cases a law has is said in one way, so that a long look at all laws has more of each', () => {
  const [own, ...others] = files
    .filter((file) => file !== 'quick.test.ts')
    .filter((file) => /^(?!.*seed: ).*numRuns: (?:\d|\w+\()/m.test(textOf(file)))
    .toSorted((a, b) => Number(b === 'runs.ts') - Number(a === 'runs.ts'))
  expect(own).toBe('runs.ts')
  expect(others).toEqual([])
})

test('every file that is said to take long is there', () => {
  const missing = LONGEST.filter(
    (name) => !existsSync(join(import.meta.dirname, `${name}.test.ts`)),
  )
  expect(missing).toEqual([])
})

test('strings of any characters are drawn without a list of them all', () => {
  const listing = files.filter((file) =>
    /unit: 'b[i]nary'|noUnicode[S]tring: false/.test(textOf(file)),
  )
  expect(listing).toEqual([])
})
