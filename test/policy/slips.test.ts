import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { describeIssue, type Issue } from '../../src/model/index.js'
import { compilePolicy } from '../../src/policy/index.js'
import { runs } from '../runs.js'

// A whole policy is compiled for every slip.
vi.setConfig({ testTimeout: 120_000 })

const sources = ['retailer', 'clinic', 'bank'].map((name) => {
  const text = readFileSync(
    new URL(`../../examples/policies/${name}.yaml`, import.meta.url),
    'utf8',
  )
  // Rows of tests are alike, and there are many.
  const rows = [...text.matchAll(/\n {2}- name/g)].map(({ index }) => index)
  return `${text.slice(0, rows[6])}\n${text.slice(text.indexOf('\ninvariants:'))}`
})

/** A policy's text after one slip of the hand, and the line where it happened. */
interface Misspelling {
  readonly before: string
  readonly after: string
  readonly line: number
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

const lines = (text: string, at: number, count: 0 | 2): string => {
  const all = text.split('\n')
  const line = lineOf(text, at)
  const here = all[line - 1] ?? ''
  return all.toSpliced(line - 1, 1, ...(count === 0 ? [] : [here, here])).join('\n')
}

const HANDS: readonly ((text: string, at: number, key: string) => string)[] = [
  (text, at, key) => text.slice(0, at) + key + text.slice(at + 1),
  (text, at, key) => text.slice(0, at) + key + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => lines(text, at, 0),
  (text, at) => lines(text, at, 2),
]

const KEYS = [...'abcdefgz0159 :,{}[]\'"#-_.\t\n@&*!%|>?~`\\A']

const anySlip: fc.Arbitrary<Misspelling> = fc
  .record({
    before: fc.constantFrom(...sources),
    where: fc.noBias(fc.integer({ min: 0, max: 99_999 })),
    hand: fc.constantFrom(...HANDS),
    key: fc.constantFrom(...KEYS),
  })
  .map(({ before, where, hand, key }) => {
    const at = Math.floor((where * before.length) / 100_000)
    return { before, after: hand(before, at, key), line: lineOf(before, at) }
  })

const issuesOf = (text: string): readonly Issue[] => {
  const compiled = compilePolicy(text)
  return compiled.ok ? [] : compiled.issues
}

// The same in every run, so that their share is too.
const told = fc
  .sample(anySlip, { seed: 11, numRuns: 80 })
  .map((slip) => ({ slip, issues: issuesOf(slip.after) }))

function expectPlaces({ after }: Misspelling, issues: readonly Issue[]): void {
  const length = after.split('\n').length
  expect(issues.length).toBeLessThan(101)
  for (const issue of issues) {
    expect(issue.line, JSON.stringify(issue)).toBeGreaterThan(0)
    expect(issue.line).toBeLessThanOrEqual(length + 1)
    expect(issue.column).toBeGreaterThan(0)
    expect(describeIssue('p', issue)).not.toMatch(/undefined|\[object/)
  }
}

// Within a line; or by the word that the line declared, the part that it was, or the bracket in which it stands.
function isFound(
  { before, line }: Misspelling,
  { code, path, word, line: told = 0 }: Issue,
): boolean {
  const here = before.split('\n')[line - 1] ?? ''
  return (
    Math.abs(told - line) <= 1 ||
    (word !== undefined && here.includes(word)) ||
    (code === 'missing' && here.includes(path.slice(path.lastIndexOf('/') + 1))) ||
    (code.startsWith('bracket_') && told < line && line - told < 20)
  )
}

describe('one slip of the hand anywhere in a shipped policy', () => {
  test('is reported with a line and a column of the text, in plain words, or changes nothing of its form', () => {
    for (const { slip, issues } of told) expectPlaces(slip, issues)
    fc.assert(
      fc.property(anySlip, (slip) => expectPlaces(slip, issuesOf(slip.after))),
      runs(15),
    )
  })

  test('is reported first within a line of where it happened, or by its cause, nine times in ten', () => {
    const found = told.flatMap(({ slip, issues }) =>
      issues.slice(0, 1).map((issue) => isFound(slip, issue)),
    )
    expect(found.length).toBeGreaterThan(30)
    expect(found.filter(Boolean).length / found.length).toBeGreaterThan(0.9)
  })

  test('that is no more than white space or a comment at the end leaves the digest as it is', () => {
    for (const before of sources) {
      const [one, other] = [before, `${before}\n# later\n  \n`].map((text) => compilePolicy(text))
      expect(
        other?.ok === true && one?.ok === true && other.value.digest === one.value.digest,
      ).toBe(true)
    }
  })
})
