import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findNames } from '../../examples/names/names.mjs'
import { redactText, scan } from '../../src/redaction/index.js'
import { LATE_OPTIMISING } from '../quickNode.js'

const DROP = [{ target: 'text', identifier: 'default', action: 'drop' }] as const
const FINDERS = { finders: [findNames] }

const NAMES = ['Maria Gonzalez', 'John Smith', 'Sarah Johnson', 'David Miller', 'Emma Wilson']
const LINES = [
  'Hi, my name is NAME and I need help.',
  'Please ask for NAME, thanks',
  'NAME ordered two of them yesterday.',
  'The booking is for NAME.',
  'I spoke to NAME last week',
]

describe('names of people, by a library', () => {
  test('full names are found where people write them', () => {
    const said = LINES.flatMap((line) => NAMES.map((name) => [line.replace('NAME', name), name]))
    const found = said.filter(([text = '', name]) =>
      scan(text, FINDERS).spans.some(({ start, end }) => text.slice(start, end) === name),
    )
    expect(found.length / said.length).toBeGreaterThan(0.9)
  })

  test('are hidden beside what is found without it, and what follows them stays', () => {
    const { text, complete } = redactText(
      "I'm Sarah Johnson, this is for Emma Wilson's order: 4111 1111 1111 1111",
      DROP,
      FINDERS,
    )
    expect(text).toBe("I'm [person], this is for [person]'s order: [payment_card]")
    expect(complete).toBe(true)
  })

  test('follow a rule of their own, as any type does', () => {
    const rules = [...DROP, { target: 'text', identifier: 'person', action: 'keep' }] as const
    expect(redactText('Emma Wilson, emma@example.com', rules, FINDERS).text).toBe(
      'Emma Wilson, [email]',
    )
  })

  test.each(['where is my order', 'the parcel came at 10:30', 'my card was declined twice'])(
    'nobody is named in: %s',
    (text) => {
      expect(findNames(text)).toEqual([])
    },
  )
})

test('the example runs, and hides the name and the number', () => {
  const start = resolve(import.meta.dirname, '../../examples/names/start.mjs')
  const { stdout } = spawnSync(process.execPath, [...LATE_OPTIMISING, start], { encoding: 'utf8' })
  expect(stdout).toMatch(/^I am \[.+\], call me at \S+\.\n$/)
})
