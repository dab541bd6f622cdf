import { describe, expect, test } from 'vitest'
import { methods } from '../../src/evidence/index.js'

const SETTINGS = { issuers: [] }

describe.each(methods)('$kind', ({ kind, bound, read, examples }) => {
  test.each(examples.valid.map((item) => [item]))('reads %j', (item) => {
    expect(read(item, SETTINGS)).toMatchObject({ ok: true })
  })

  test('refuses what it cannot read, or holds it against the conversation', () => {
    const { invalid, unreadable = [] } = examples
    expect(invalid.length + unreadable.length).toBeGreaterThan(0)
    for (const item of invalid)
      expect(read(item, SETTINGS), JSON.stringify(item)).toMatchObject({ ok: false })
    for (const item of unreadable) {
      const result = read(item, SETTINGS)
      expect(
        result.ok && result.value.some(({ type }) => type === 'unreadable'),
        JSON.stringify(item),
      ).toBe(true)
    }
  })

  test('its examples are of its kind', () => {
    for (const item of [...examples.valid, ...examples.invalid]) expect(item.kind).toBe(kind)
  })

  test('only what is bound to a conversation proves anything', () => {
    const facts = examples.valid.flatMap((item) => {
      const result = read(item, SETTINGS)
      return result.ok ? result.value : []
    })
    const proving = facts.filter(({ type }) => type === 'proof' || type === 'lift')
    expect(bound ? [] : proving).toEqual([])
  })
})

test('kinds are snake_case and unique', () => {
  const kinds = methods.map(({ kind }) => kind)
  expect(new Set(kinds).size).toBe(kinds.length)
  for (const kind of kinds) expect(kind).toMatch(/^[a-z]+(?:_[a-z]+)*$/)
})
