import { describe, expect, test } from 'vitest'
import { identifiers } from '../../src/identifiers/index.js'
import { redactText, scan } from '../../src/redaction/index.js'

// Words of letters alone, so that a value is told by one however it is typed.
const told = identifiers.flatMap(({ type, context, examples }) => {
  const word = context?.words.find((one) => /^[a-z ]{3,}$/.test(one))
  return word === undefined
    ? []
    : examples.valid
        .filter((value) => /^[\d /.-]+$/.test(value) && /(?<!\d)(?=\d*[01])\d{3,}/.test(value))
        .map((value) => ({ type, text: `${word} ${value}`, value }))
})

/** Writes a nought or a one of a long group as people and pictures have them. */
const slip = (text: string): string =>
  text.replace(/\d{3,}/g, (group) =>
    group.replace(/[01]/, (digit) => (digit === '0' ? 'O' : 'l')).replace(/^(\d+)l$/, '$1I'),
  )

describe('a letter that stands for a digit', () => {
  test.each(told)('hides as much as the digit of a $type: $value', ({ text, type, value }) => {
    // A card whose check digit fails is one with a slip in it.
    const spans = scan(text).spans
    expect(spans.some((span) => span.type === type)).toBe(true)
    expect({ value, spans: scan(slip(text)).spans }).toEqual({ value, spans })
  })

  test.each([
    ['part 415-555-O132', 0],
    ['a tank of 500l', 0],
    ['O2 and I5 are names', 0],
    ['tel 415-555-O132', 1],
    ['exp O3/27', 1],
    ['born l2/O3/1980', 1],
  ])('%s holds %i', (text, count) => {
    expect(scan(text).spans).toHaveLength(count)
  })

  test('is read as the digit, so that both have one token', () => {
    const rules = [{ target: 'text', identifier: 'default', action: 'token' }] as const
    const options = { key: 'a key of sixteen', conversation: 'c' }
    const [asDigit, asLetter] = ['nhs 943 476 5919', 'nhs 943 476 59l9'].map(
      (text) => redactText(text, rules, options).text,
    )
    expect(asLetter).toBe(asDigit)
    expect(asDigit).not.toContain('943')
  })
})
