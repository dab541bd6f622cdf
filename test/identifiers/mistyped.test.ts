import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { scan } from '../../src/redaction/index.js'
import { isHidden } from '../redaction/isHidden.js'

const mistyped = identifiers.filter(({ mayBeMistyped }) => mayBeMistyped === true)

// One character wrong, which leaves the form and breaks the check.
const wrong = ({ parse, examples }: (typeof identifiers)[number]): readonly string[] =>
  examples.valid.flatMap((text) =>
    [...text]
      .flatMap((_, at) =>
        [...'0123456789'].map((digit) => text.slice(0, at) + digit + text.slice(at + 1)),
      )
      .filter((other) => {
        const parsed = parse(other)
        return !parsed.ok && parsed.issues[0]?.code === 'invalid_checksum'
      })
      .slice(-2),
  )
const isHiddenFrom = (text: string, start: number): boolean =>
  isHidden(text, { start, end: text.length }, scan(text).spans)

describe.each(mistyped)('$type with a wrong check digit', (identifier) => {
  const numbers = wrong(identifier)
  const words = (identifier.context?.words ?? []).map((word) => word.replace('*', ''))

  test('is hidden right after each of its own words', () => {
    expect(numbers.length).toBeGreaterThan(0)
    for (const word of words)
      for (const number of numbers) {
        const before = `${word} `
        expect([word, number, isHiddenFrom(before + number, before.length)]).toEqual([
          word,
          number,
          true,
        ])
      }
  })

  test('is none of its kind without a word', () => {
    // Its word may be typed to it.
    const alone = numbers.filter((number) => !words.some((word) => number.startsWith(word)))
    for (const number of alone)
      expect(scan(`look at ${number} here`).spans.map(({ type }) => type)).not.toContain(
        identifier.type,
      )
  })
})
